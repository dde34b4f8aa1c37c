# SPDX-License-Identifier: Apache-2.0
"""Threads that are let loose together, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import connection, connections

Act = Callable[[], Any]
DONE = "done"
_LONG, _SHORT = 60, 0.5
"""seconds"""


def together(*acts: Act) -> list[Any]:
    """What became of each act, all begun at the same moment: `DONE`, or what it raised."""
    barrier = threading.Barrier(len(acts), timeout=_LONG)

    def run(act: Act) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            act()
        except Exception as error:
            return error
        finally:
            connections.close_all()
        return DONE

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts, timeout=_LONG))


class Meeting:
    """A place in the program where two threads wait for each other; not for long, where one may be kept from it by a lock."""

    def __init__(self, *, sure: bool) -> None:
        self._barrier = threading.Barrier(2)
        self._patience = _LONG if sure else _SHORT
        self.met = False

    def __call__(self) -> None:
        """Wait for the other, the first time."""
        if self.met:
            return
        with suppress(threading.BrokenBarrierError):
            self._barrier.wait(self._patience)
            self.met = True


def before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Act) -> None:
    """Let something happen whenever a function is called, before it does its work."""
    usual = getattr(module, name)

    def with_it(*args: Any, **kwargs: Any) -> Any:
        act()
        return usual(*args, **kwargs)

    monkeypatch.setattr(module, name, with_it)


@contextmanager
def no_check(name: str, table: str) -> Iterator[None]:
    """Nothing in the database itself keeps a table's numbers in bounds; on SQLite, for connections that are opened within."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        usual = options["init_command"]
        options["init_command"] = usual + " PRAGMA ignore_check_constraints=ON;"
        try:
            yield
        finally:
            options["init_command"] = usual
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        (rule,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule} NOT VALID")
