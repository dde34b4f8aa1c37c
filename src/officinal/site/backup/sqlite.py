# SPDX-License-Identifier: Apache-2.0
"""An SQLite database copied while it is in use, and put in the place of another."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from officinal.site.backup.archive import Advance, BackupError, keep_beside

_PAGES = 2000
_BUSY_SECONDS = 30
_BESIDE = ("-wal", "-shm")


def copy(database: Path, to: Path, advance: Advance) -> None:
    """Copy a database as it stands at this moment; others go on writing, and what they write later is not in it.

    One transaction is open from the first page to the last: without it SQLite begins again at every write of another.
    """
    if not database.exists():
        raise BackupError(f"{database}: there is no database yet; `officinal serve` makes one")
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True, timeout=_BUSY_SECONDS)) as source:
            source.isolation_level = None
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with closing(sqlite3.connect(to)) as copied:
                source.backup(copied, pages=_PAGES, progress=lambda _, left, of: advance(of - left, of))
            source.execute("ROLLBACK")
        with closing(sqlite3.connect(to)) as copied:
            copied.execute("PRAGMA journal_mode=DELETE")
            check(copied, database)
    except sqlite3.Error as error:
        raise BackupError(f"{database}: cannot be copied ({error}); see whether the disk is full") from None


def check(database: sqlite3.Connection, name: Path) -> None:
    """Raise `BackupError` for a database that is broken inside."""
    try:
        said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise BackupError(f"{name}: the database is damaged ({said}); take an earlier backup")


def migrations(database: Path) -> dict[str, list[str]]:
    """The migrations that a database has had, by app; raises `BackupError` for a database that is not the site's."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
            rows = held.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    except sqlite3.Error as error:
        raise BackupError(f"{database}: this is no database of Officinal ({error})") from None
    applied: dict[str, list[str]] = {}
    for app, name in rows:
        applied.setdefault(app, []).append(name)
    return applied


def is_empty(database: Path) -> bool:
    """Whether there is no database, or one without a table."""
    if not database.exists():
        return True
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True)) as held:
            return not held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False


def put_in_place(new: Path, database: Path, aside: str) -> Path | None:
    """Give a restored file the database's name; the database before stays beside it, under its name and `aside`.

    Raises `BackupError` while somebody has the database before open.
    """
    kept = None
    if database.exists():
        _close(database)
        kept = keep_beside(database, aside)
    for tail in _BESIDE:  # of a database that is no more: SQLite would write it into the new one
        leftover = database.with_name(database.name + tail)
        if leftover.exists():
            os.replace(leftover, database.with_name(f"{database.name}.{aside}{tail}"))
    os.replace(new, database)
    return kept


def _close(database: Path) -> None:
    """Have everything in the one file, which also shows whether nobody else has it open."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as held:
            mode = held.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            held.execute("BEGIN EXCLUSIVE")
            held.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise BackupError(f"{database}: it is in use ({error}); stop the server first") from None
    except sqlite3.DatabaseError:
        return  # it is no database any more: set aside as it is
    if mode != "delete":
        raise BackupError(f"{database}: it is in use; stop the server first")
