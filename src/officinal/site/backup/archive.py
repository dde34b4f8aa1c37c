# SPDX-License-Identifier: Apache-2.0
"""The file of a backup: a zip with the database, the secret, and a manifest that says what they must be.

manifest.json       form, version, moment, engine, migrations, and size and SHA-256 of each other file
database.sqlite3    the database as SQLite keeps it, or
database.pgdump     as pg_dump writes it, in its custom format
secret-key          what signs sessions, where the data folder holds it
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from officinal.errors import OfficinalError

FORM = "officinal-backup/1"
MANIFEST, SECRET = "manifest.json", "secret-key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
_CHUNK = 2**20
_MOST_MANIFEST = 2**22

Advance = Callable[[int, int], None]


class BackupError(OfficinalError):
    """A backup cannot be made or put back: says what stands against it, and the way on."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds."""

    version: str
    """of Officinal, which made it"""
    made: str
    """when, as ISO 8601"""
    engine: str
    """sqlite or postgresql"""
    migrations: dict[str, list[str]]
    """by app, in the order in which they were applied"""
    files: dict[str, dict[str, Any]]
    """by name: bytes and sha256"""
    form: str = FORM


@contextmanager
def written_whole(target: Path, *, replace: bool) -> Iterator[Path]:
    """A file beside the target to write to, which takes the target's name once it is whole and on the disk.

    Raises `BackupError` where the target exists and may not be replaced, or its folder cannot be written.
    """
    if target.exists() and not replace:
        raise BackupError(f"{target}: this file exists; name another one, or say --replace")
    try:
        handle, name = mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise BackupError(f"{target.parent}: cannot be written ({error.strerror}); name a folder that can be") from None
    part = Path(name)
    try:
        yield part
        to_disk(part)
        _move(part, target, replace=replace)
        to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def pack(part: Path, files: dict[str, Path], manifest: Manifest, advance: Advance) -> None:
    """Write the archive; the manifest's list of files is filled in."""
    total, done = sum(path.stat().st_size for path in files.values()), 0
    listed: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files.items():
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += out.write(chunk)
                    done += len(chunk)
                    advance(done, total)
            listed[name] = {"bytes": size, "sha256": digest.hexdigest()}
        told = {**asdict(manifest), "files": listed}
        archive.writestr(MANIFEST, json.dumps(told, indent=2, ensure_ascii=False))


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An archive and its manifest; raises `BackupError` for a file that is none, or of a later form."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BackupError(f"{path}: this is no whole backup ({error}); take an earlier one") from None
    except OSError as error:
        raise BackupError(f"{path}: cannot be opened ({error.strerror}); name a file that a backup wrote") from None
    with archive:
        yield archive, _manifest(archive, path)


def unpack(archive: zipfile.ZipFile, manifest: Manifest, name: str, to: IO[bytes], advance: Advance) -> None:
    """Write one file of an archive; raises `BackupError` where it is not what the manifest says."""
    stated = manifest.files[name]
    digest, size, most = hashlib.sha256(), 0, int(stated["bytes"])
    try:
        with archive.open(name) as source:
            while (chunk := source.read(_CHUNK)) and size <= most:
                digest.update(chunk)
                size += to.write(chunk)
                advance(size, most)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{name}: cannot be read from the backup ({error}); take an earlier one") from None
    if size != most or digest.hexdigest() != stated["sha256"]:
        raise BackupError(f"{name}: it is not what was backed up (its checksum differs); take an earlier backup")


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        with archive.open(MANIFEST) as file:
            held = json.loads(file.read(_MOST_MANIFEST))
        if held["form"] != FORM:
            raise BackupError(
                f"{path}: a backup of the form {held['form']}, and this version reads {FORM}; upgrade first"
            )
        manifest = Manifest(**held)
        known = {SECRET, *DATABASES.values()}
        if not manifest.files.keys() <= known or DATABASES[manifest.engine] not in manifest.files:
            raise KeyError("files")
        return manifest
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        EOFError,
        NotImplementedError,
    ):
        raise BackupError(
            f"{path}: this is no backup of Officinal; name a file that `officinal backup` wrote"
        ) from None


def _move(part: Path, target: Path, *, replace: bool) -> None:
    """Give the file its name; where it may replace none, somebody else's of the meantime is left."""
    if replace:
        os.replace(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise BackupError(f"{target}: this file exists; name another one, or say --replace") from None
    except OSError:  # a file system without links
        os.replace(part, target)


def keep_beside(path: Path, aside: str) -> Path:
    """Give a file a second name that says since when it is no longer used, and leave it where it is."""
    kept = path.with_name(f"{path.name}.{aside}")
    try:
        os.link(path, kept)
    except OSError:  # a file system without links
        shutil.copy2(path, kept)
    return kept


def to_disk(path: Path) -> None:
    """Have what was written on the disk, so that a cut of power leaves it whole."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
