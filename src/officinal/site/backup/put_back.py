# SPDX-License-Identifier: Apache-2.0
"""A backup is put back here: checked first, refused where it does not fit, and what was there before is kept."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from officinal.site.backup import postgres, sqlite
from officinal.site.backup.archive import (
    DATABASES,
    SECRET,
    Advance,
    BackupError,
    Manifest,
    keep_beside,
    opened,
    to_disk,
    unpack,
)
from officinal.site.backup.make import back_up, database, engine_of_site, secret


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back, and where what was there before is now."""

    manifest: Manifest
    kept: tuple[Path, ...]
    to_upgrade: bool
    """whether migrations are to be run: the backup is of an earlier version"""


def put_back(source: Path, *, now: dt.datetime, replace: bool, advance: Advance) -> PutBack:
    """Put a backup in the place of the site's data. Raises `BackupError`, and then nothing is changed."""
    with opened(source) as (archive, manifest):
        to_upgrade = _fits(manifest)
        put = _into_sqlite if manifest.engine == "sqlite" else _into_postgres
        with _unpacked(archive, manifest, SECRET, beside=secret()) as restored_secret:
            kept = put(archive, manifest, now, replace=replace, advance=advance)
            if restored_secret is not None:
                kept += _put_secret(restored_secret, _aside(now))
    return PutBack(manifest, kept, to_upgrade)


def _aside(now: dt.datetime) -> str:
    return f"before-{now:%Y-%m-%dT%H%M%SZ}"


def _fits(manifest: Manifest) -> bool:
    """Whether the code has migrations that the backup has not had; raises `BackupError` the other way round."""
    engine = engine_of_site()
    if manifest.engine != engine:
        raise BackupError(
            f"this backup is of {manifest.engine}, and the site stands on {engine}; set DATABASE_URL to suit"
        )
    here = set(MigrationLoader(None).disk_migrations)
    had = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if newer := sorted(each for each in had - here if each[0] in {app for app, _ in here}):
        raise BackupError(
            f"this backup was made by Officinal {manifest.version}, which is newer: "
            f"it has had {'.'.join(newer[0])}; upgrade Officinal first"
        )
    return bool(here - had)


def _into_sqlite(
    archive: zipfile.ZipFile, manifest: Manifest, now: dt.datetime, *, replace: bool, advance: Advance
) -> tuple[Path, ...]:
    target = database()
    connections.close_all()
    if not replace and not sqlite.is_empty(target):
        raise BackupError(f"{target}: there is a database; say --replace, and it is kept beside the restored one")
    with _unpacked(archive, manifest, DATABASES["sqlite"], beside=target, advance=advance) as part:
        assert part is not None
        with closing(sqlite3.connect(part)) as restored:
            sqlite.check(restored, Path(DATABASES["sqlite"]))
        kept = sqlite.put_in_place(part, target, _aside(now))
    return (kept,) if kept else ()


def _into_postgres(
    archive: zipfile.ZipFile, manifest: Manifest, now: dt.datetime, *, replace: bool, advance: Advance
) -> tuple[Path, ...]:
    parameters = connection.get_connection_params()
    connections.close_all()
    kept: tuple[Path, ...] = ()
    beside = secret().with_name(DATABASES["postgresql"])
    with _unpacked(archive, manifest, DATABASES["postgresql"], beside=beside, advance=advance) as dumped:
        assert dumped is not None
        if not postgres.is_empty(parameters):
            if not replace:
                raise BackupError("the database has tables; say --replace, and it is backed up beside the data first")
            postgres.refuse_in_use(parameters)
            kept = (back_up(secret().with_name(f"{_aside(now)}.zip"), now=now, replace=False, advance=advance),)
            connections.close_all()
        postgres.put_in_place(parameters, dumped)
    return kept


@contextmanager
def _unpacked(
    archive: zipfile.ZipFile, manifest: Manifest, name: str, *, beside: Path, advance: Advance = lambda done, of: None
) -> Iterator[Path | None]:
    """One file of the archive, checked, beside where it belongs; None where the archive has none of that name."""
    if name not in manifest.files:
        yield None
        return
    handle, part = tempfile.mkstemp(prefix=f".{beside.name}.", suffix=".part", dir=beside.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            unpack(archive, manifest, name, file, advance)
        to_disk(Path(part))
        yield Path(part)
    finally:
        Path(part).unlink(missing_ok=True)


def _put_secret(restored: Path, aside: str) -> tuple[Path, ...]:
    """Put the secret back, readable for its owner alone; another one that was there is kept beside it."""
    target = secret()
    kept: tuple[Path, ...] = ()
    if target.exists() and target.read_bytes() != restored.read_bytes():
        kept = (keep_beside(target, aside),)
    os.replace(restored, target)
    return kept
