# SPDX-License-Identifier: Apache-2.0
"""A backup is made here: everything committed before it begins is in it, and the server goes on meanwhile."""

from __future__ import annotations

import datetime as dt
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from officinal.site.backup import postgres, sqlite
from officinal.site.backup.archive import DATABASES, SECRET, Advance, BackupError, Manifest, pack, written_whole


def back_up(target: Path, *, now: dt.datetime, replace: bool, advance: Advance) -> Path:
    """Write a backup to a file, or to a file named by the moment where the target is a folder; gives the file.

    Raises `BackupError`.
    """
    if target.is_dir():
        target = target / name_of(now)
    with (
        written_whole(target, replace=replace) as part,
        tempfile.TemporaryDirectory(prefix=f".{target.name}.", suffix=".part", dir=target.parent) as folder,
    ):
        engine = engine_of_site()
        copied = Path(folder) / DATABASES[engine]
        if engine == "sqlite":
            sqlite.copy(database(), copied, advance)
            applied = sqlite.migrations(copied)
        else:
            applied = postgres.dump(connection.get_connection_params(), copied)
        files = {copied.name: copied}
        if secret().exists():
            files[SECRET] = secret()
        pack(part, files, Manifest(_version(), now.isoformat(timespec="seconds"), engine, applied, {}), advance)
    return target


def name_of(now: dt.datetime) -> str:
    """What a backup of a moment is called."""
    return f"officinal-{now:%Y-%m-%dT%H%M%SZ}.zip"


def engine_of_site() -> str:
    """Which database the site stands on; raises `BackupError` for one that cannot be backed up."""
    if connection.vendor not in DATABASES:
        raise BackupError(f"a database of the kind {connection.vendor} cannot be backed up; use its own programs")
    return connection.vendor


def database() -> Path:
    """The file of the SQLite database."""
    return Path(settings.DATABASES["default"]["NAME"])


def secret() -> Path:
    """Where the data folder keeps the secret; the environment may hold another, which no backup can."""
    environment: Any = settings.ENVIRONMENT
    folder: Path = environment.data
    return folder / SECRET


def _version() -> str:
    try:
        return version("officinal")
    except PackageNotFoundError:
        return "unknown"
