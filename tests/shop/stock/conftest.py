# SPDX-License-Identifier: Apache-2.0
"""A database that several threads can race for: PostgreSQL as it is; for SQLite a file, with the site's own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections


@pytest.fixture
def raced(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The database's kind; threads that open connections of their own meet the same one."""
    usual = connections["default"]
    if usual.vendor != "sqlite":
        yield usual.vendor
        return
    file, settings = tmp_path / "raced.sqlite3", connections.settings["default"]
    with usual.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    in_memory, settings["NAME"] = settings["NAME"], str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield "sqlite"
    finally:
        connections["default"].close()
        settings["NAME"] = in_memory
        connections["default"] = usual
