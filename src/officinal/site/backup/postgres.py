# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL database dumped while it is in use, and put back in one transaction, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from officinal.site.backup.archive import BackupError

_NOT_LIBPQ = frozenset(("cursor_factory", "context", "prepare_threshold", "client_encoding", "password"))
_LOCK_WAIT = "SET lock_timeout = '10s'"


def dump(parameters: dict[str, Any], to: Path) -> dict[str, list[str]]:
    """Dump a database as it stands at this moment; gives the migrations that it then had had."""
    program = _program("pg_dump")
    with _connected(parameters) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        applied = _migrations(connection)
        _run(
            [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={to}"],
            parameters,
        )
        connection.execute("ROLLBACK")
    return applied


def is_empty(parameters: dict[str, Any]) -> bool:
    """Whether there is no table in the database yet."""
    with _connected(parameters) as connection:
        return not connection.execute(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))"
        ).fetchone()[0]


def refuse_in_use(parameters: dict[str, Any]) -> None:
    """Raise `BackupError` while others are connected to the database."""
    with _connected(parameters) as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        ).fetchone()[0]
    if others:
        raise BackupError(f"the database is in use by {others} connections; stop the server first")


def put_in_place(parameters: dict[str, Any], dumped: Path) -> None:
    """Replace everything in the database by a dump, all of it or nothing."""
    restore, psql = _program("pg_restore"), _program("psql")
    script = dumped.with_suffix(".sql")
    _run([restore, "--no-owner", "--no-privileges", f"--file={script}", str(dumped)], None)
    _run(
        [
            psql, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--command={_LOCK_WAIT}",
            "--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public", f"--file={script}",
        ],
        parameters,
    )  # fmt: skip


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(
            f"{name} is not on this machine; install the client programs of PostgreSQL (postgresql-client)"
        )
    return found


@contextmanager
def _connected(parameters: dict[str, Any]) -> Iterator[Any]:
    import psycopg

    try:
        with psycopg.connect(_conninfo(parameters), password=parameters.get("password"), autocommit=True) as connection:
            yield connection
    except psycopg.Error as error:
        raise BackupError(f"the database does not answer: {' '.join(str(error).split())}") from None


def _migrations(connection: Any) -> dict[str, list[str]]:
    applied: dict[str, list[str]] = {}
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY id"):
        applied.setdefault(app, []).append(name)
    return applied


def _conninfo(parameters: dict[str, Any]) -> str:
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**{name: value for name, value in parameters.items() if name not in _NOT_LIBPQ})


def _run(command: list[str], parameters: dict[str, Any] | None) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    environment = dict(os.environ)
    if parameters is not None:
        command = [*command[:1], f"--dbname={_conninfo(parameters)}", *command[1:]]
        if parameters.get("password"):
            environment["PGPASSWORD"] = str(parameters["password"])
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        lines = [line for line in ended.stderr.splitlines() if line.strip()] or ["no reason given"]
        raise BackupError(f"{Path(command[0]).name} failed: {lines[0]}")
