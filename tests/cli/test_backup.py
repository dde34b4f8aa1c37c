# SPDX-License-Identifier: Apache-2.0
"""A backup of an open shop holds everything that was committed, is whole or not there, and comes back checked."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import ROOT, command

from officinal.site.backup import archive, sqlite
from officinal.site.backup.archive import DATABASES, MANIFEST, SECRET, BackupError, Manifest

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
ASIDE = "before-2026-11-25T000000Z"

MIGRATE = """
import os, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
WRITER = """
import sys, django
django.setup()
from django.contrib.auth.models import Group
n = 0
while True:
    Group.objects.create(name=f"row {n} " + "x" * 100)
    print(n, flush=True)
    n += 1
"""
COUNT = """
import django
django.setup()
from django.contrib.auth.models import Group
print(Group.objects.count())
"""


def nothing(done: int, of: int) -> None:
    """Nobody watches."""


# --- SQLite by itself


def table(path: Path, rows: int = 1) -> Path:
    """A small database as the site keeps it, with the log of one migration."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT);"
            "INSERT INTO django_migrations (app, name) VALUES ('shop', '0001_initial');"
            "CREATE TABLE filled (id INTEGER PRIMARY KEY, what TEXT)"
        )
        made.executemany("INSERT INTO filled (what) VALUES (?)", [("x" * 500,)] * rows)
        made.commit()
    return path


def rows(path: Path) -> int:
    """How many rows a copy has."""
    with closing(sqlite3.connect(path)) as copied:
        counted: int = copied.execute("SELECT count(*) FROM filled").fetchone()[0]
    return counted


def test_a_copy_ends_while_others_write_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers without a pause neither make the copy begin again for ever nor get half a transaction into it."""
    monkeypatch.setattr(sqlite, "_PAGES", 20)
    source = table(tmp_path / "source.sqlite3", rows=20_000)
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(source, timeout=20)) as writer:
            while not stop.is_set():
                writer.execute("INSERT INTO filled (what) VALUES ('a')")
                writer.execute("INSERT INTO filled (what) VALUES ('b')")
                writer.commit()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for each in writers:
        each.start()
    try:
        time.sleep(0.1)
        before = rows(source)
        steps: list[int] = []
        sqlite.copy(source, tmp_path / "copy.sqlite3", lambda done, of: steps.append(done))
        pages = steps[-1]
    finally:
        stop.set()
        for each in writers:
            each.join()
    assert rows(tmp_path / "copy.sqlite3") >= before
    assert rows(tmp_path / "copy.sqlite3") % 2 == 0
    assert len(steps) > 20
    assert len(steps) == -(-pages // 20), "it began again"
    assert steps == sorted(steps)
    assert rows(source) > before


def test_a_copy_is_one_file_with_what_was_not_yet_written_into_the_other(tmp_path: Path) -> None:
    """What stands in the write-ahead log of the source is in the copy, which needs no file beside it."""
    source = table(tmp_path / "source.sqlite3")
    with closing(sqlite3.connect(source)) as held:
        held.execute("INSERT INTO filled (what) VALUES ('in the log')")
        held.commit()
        (tmp_path / "copy").mkdir()
        sqlite.copy(source, tmp_path / "copy" / "it", nothing)
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["it"]
    assert rows(tmp_path / "copy" / "it") == 2


def test_a_damaged_database_is_not_backed_up_as_if_it_were_sound(tmp_path: Path) -> None:
    """The copy is looked through before it is called a backup."""
    source = table(tmp_path / "source.sqlite3", rows=2000)
    with closing(sqlite3.connect(source)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with source.open("r+b") as file:
        file.seek(200_000)
        file.write(b"\xff" * 100_000)
    with pytest.raises(BackupError, match=r"damaged|malformed"):
        sqlite.copy(source, tmp_path / "copy", nothing)


def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    """While somebody has it open, what is there stays; afterwards it is kept beside the new one."""
    there, new = table(tmp_path / "there.sqlite3", rows=5), table(tmp_path / "new.sqlite3", rows=9)
    with closing(sqlite3.connect(there)) as held:
        held.execute("SELECT count(*) FROM filled").fetchone()
        with pytest.raises(BackupError, match="stop the server"):
            sqlite.put_in_place(new, there, ASIDE)
        assert rows(there) == 5
    kept = sqlite.put_in_place(new, there, ASIDE)
    assert kept is not None
    assert (rows(there), rows(kept)) == (9, 5)


def test_the_log_of_a_database_that_is_gone_does_not_get_into_the_new_one(tmp_path: Path) -> None:
    """A write-ahead log without its database is set aside, for SQLite would replay it."""
    there, new = tmp_path / "there.sqlite3", table(tmp_path / "new.sqlite3", rows=9)
    with closing(sqlite3.connect(table(there, rows=5))) as held:
        held.execute("INSERT INTO filled (what) VALUES ('old')")
        held.commit()
        shutil.copy(f"{there}-wal", tmp_path / "log")
    there.unlink()
    shutil.move(tmp_path / "log", f"{there}-wal")
    assert sqlite.put_in_place(new, there, ASIDE) is None
    assert rows(there) == 9
    assert (tmp_path / f"there.sqlite3.{ASIDE}-wal").exists()


# --- the archive


def packed(folder: Path, content: bytes = b"rows " * 1000, **manifest: Any) -> Path:
    """An archive with a made-up database."""
    inside = folder / "inside"
    inside.write_bytes(content)
    told = {"version": "0.1.0", "made": "2026-11-25T00:00:00+00:00", "engine": "sqlite", "migrations": {}, "files": {}}
    with archive.written_whole(folder / "it.zip", replace=False) as part:
        archive.pack(part, {DATABASES["sqlite"]: inside}, Manifest(**{**told, **manifest}), nothing)
    inside.unlink()
    return folder / "it.zip"


def unpacked(path: Path, to: Path) -> bytes:
    """The database of an archive."""
    with archive.opened(path) as (held, manifest), to.open("wb") as file:
        archive.unpack(held, manifest, DATABASES["sqlite"], file, nothing)
    return to.read_bytes()


def changed(path: Path, **files: bytes) -> Path:
    """The archive with other contents of its files, the manifest left as it is unless it is given."""
    with zipfile.ZipFile(path) as held:
        kept = {name: held.read(name) for name in held.namelist()}
    with zipfile.ZipFile(path, "w") as made:
        for name, content in (kept | files).items():
            made.writestr(name, content)
    return path


def test_what_is_packed_comes_out_the_same(tmp_path: Path) -> None:
    """Byte for byte, and readable by its owner alone."""
    path = packed(tmp_path)
    assert unpacked(path, tmp_path / "out") == b"rows " * 1000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize("content", [b"other" * 1000, b"rows " * 1001, b"rows "])
def test_another_content_is_told_by_its_checksum(tmp_path: Path, content: bytes) -> None:
    """Changed, longer or shorter: refused."""
    path = changed(packed(tmp_path), **{DATABASES["sqlite"]: content})
    with pytest.raises(BackupError, match="checksum"):
        unpacked(path, tmp_path / "out")


def test_a_damaged_or_cut_file_is_refused(tmp_path: Path) -> None:
    """Wherever it is cut or changed, nothing of it is taken for a backup."""
    whole = packed(tmp_path).read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:-1], b"", whole[:60] + b"\xff" * 8 + whole[68:]):
        (tmp_path / "broken.zip").write_bytes(broken)
        with pytest.raises(BackupError):
            unpacked(tmp_path / "broken.zip", tmp_path / "out")


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"form": "officinal-backup/9"}',
     b'{"form": "officinal-backup/1", "version": "", "made": "", "engine": "sqlite", "migrations": {}, "files": {"../x": {}}}'],
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: bytes) -> None:
    """Another form, another kind of file, or names that lead elsewhere."""
    path = changed(packed(tmp_path), **{MANIFEST: manifest})
    with pytest.raises(BackupError, match=r"it\.zip"):
        unpacked(path, tmp_path / "out")


def test_a_file_that_exists_is_left_unless_it_may_be_replaced(tmp_path: Path) -> None:
    """Also one that somebody made meanwhile; and an error leaves what was there."""
    target = tmp_path / "it.zip"
    target.write_text("before")
    with pytest.raises(BackupError, match="--replace"), archive.written_whole(target, replace=False):
        pass
    with pytest.raises(FileExistsError), archive.written_whole(target, replace=True) as part:
        part.open("x")
    assert target.read_text() == "before"
    with archive.written_whole(target, replace=True) as part:
        part.write_text("after")
    assert target.read_text() == "after"
    target.unlink()
    with pytest.raises(BackupError), archive.written_whole(target, replace=False) as part:
        target.write_text("somebody else's")
    assert target.read_text() == "somebody else's"
    assert [each.name for each in tmp_path.iterdir()] == ["it.zip"]


# --- the commands, on a site of their own


class Site:
    """A data folder, and on PostgreSQL a database, of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.data = folder / name
        self.environment = {"OFFICINAL_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "officinal.site.settings"}
        if ON_POSTGRES:
            self.environment["DATABASE_URL"] = _database(f"backup_{name}")

    def python(self, program: str) -> subprocess.Popen[str]:
        """A program of the site."""
        return subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **self.environment},
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: object) -> tuple[int, str, str]:
        """The command, to its end: exit code, output, errors."""
        with command(*words, env=self.environment) as program:
            out, errors = program.communicate(timeout=120)
        return program.returncode, out.decode(), errors.decode()

    def migrated(self) -> Site:
        """Itself, with its tables."""
        with self.python(MIGRATE) as program:
            assert program.wait(timeout=120) == 0
        return self

    def count(self) -> int:
        """How many rows the writer's table has."""
        with self.python(COUNT) as program:
            out, _ = program.communicate(timeout=60)
        return int(out)


def _database(name: str) -> str:
    """A new empty database beside that of the tests, by its address."""
    import psycopg
    from django.db import connections

    own = connections["default"].settings_dict
    parts = {"host": own["HOST"] or own["OPTIONS"].get("host", ""), "port": own["PORT"], "user": own["USER"]}
    told = {key: str(value) for key, value in parts.items() if value}
    with psycopg.connect(dbname="postgres", password=own["PASSWORD"] or None, autocommit=True, **told) as held:  # type: ignore[arg-type]
        held.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        held.execute(f"CREATE DATABASE {name}")
    secret = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    return f"postgres://{own['USER']}{secret}@/{name}?host={parts['host']}" + (
        f"&port={own['PORT']}" if own["PORT"] else ""
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with its tables."""
    return Site(tmp_path_factory.mktemp("sites"), "source").migrated()


@pytest.fixture
def writer(site: Site) -> Iterator[subprocess.Popen[str]]:
    """Somebody who writes rows all the time, and says each one once it is committed."""
    with site.python(WRITER) as program:
        assert program.stdout is not None
        assert program.stdout.readline()
        yield program
        program.kill()


@pytest.mark.slow
def test_all_that_was_committed_before_is_in_the_restored_copy(site: Site, writer: subprocess.Popen[str], tmp_path: Path) -> None:  # fmt: skip
    """A program writes row after row while the backup runs; every row committed before it began comes back."""
    assert writer.stdout is not None
    for _ in range(50):
        last = int(writer.stdout.readline())
    before = site.count()
    assert before > last
    code, out, errors = site.run("backup", tmp_path / "live.zip")
    assert code == 0, errors
    assert out.startswith(f"{tmp_path / 'live.zip'}: ")
    assert writer.poll() is None, "the writer was disturbed"
    int(writer.stdout.readline())
    writer.kill()
    writer.wait()
    after = site.count()
    other = Site(tmp_path, "restored")
    code, out, errors = other.run("restore", tmp_path / "live.zip")
    assert code == 0, errors
    assert before <= other.count() <= after
    with zipfile.ZipFile(tmp_path / "live.zip") as held:
        told = json.loads(held.read(MANIFEST))
    assert (told["form"], told["engine"]) == ("officinal-backup/1", "postgresql" if ON_POSTGRES else "sqlite")
    assert "0001_initial" in told["migrations"]["shop"]
    assert (other.data / SECRET).read_bytes() == (site.data / SECRET).read_bytes()
    assert stat.S_IMODE((other.data / SECRET).stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_no_half_file(site: Site, tmp_path: Path) -> None:
    """Killed at any moment, under the name asked for there is either a whole backup or nothing."""
    whole = 0
    for delay in (0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.3, 1.0):
        folder = tmp_path / f"{delay}"
        folder.mkdir()
        target = folder / "it.zip"
        with command("backup", target, env=site.environment) as program:
            until = time.monotonic() + 30
            while not any(folder.iterdir()) and program.poll() is None and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(delay)
            program.send_signal(signal.SIGKILL)
        if target.exists():
            whole += 1
            with archive.opened(target) as (held, manifest), (folder / "out").open("wb") as file:
                archive.unpack(held, manifest, DATABASES[manifest.engine], file, nothing)
        assert {each.suffix for each in folder.iterdir()} <= {".part", ".zip", ""}
    assert 0 < whole < 8, "the moments tried do not lie on both sides of the end"


@pytest.mark.slow
def test_a_restore_asks_before_it_takes_the_place_of_something(site: Site, tmp_path: Path) -> None:
    """Over a site that is there it is refused; with --replace what was there is kept, and can be put back."""
    code, _, errors = site.run("backup", tmp_path)
    assert code == 0, errors
    (made,) = tmp_path.glob("officinal-*Z.zip")
    other = Site(tmp_path, "there").migrated()
    with other.python(WRITER) as program:
        assert program.stdout is not None
        for _ in range(5):
            program.stdout.readline()
        program.kill()
    there = other.count()
    code, _, errors = other.run("restore", made)
    assert (code, "--replace" in errors, errors.count("\n")) == (2, True, 1)
    assert other.count() == there
    code, out, errors = other.run("restore", made, "--replace")
    assert code == 0, errors
    assert other.count() == site.count()
    (kept,) = [Path(line.rpartition(" ")[2]) for line in out.splitlines() if "kept as" in line and SECRET not in line]
    assert kept.parent == other.data
    if ON_POSTGRES:
        assert other.run("restore", kept, "--replace")[0] == 0
        assert other.count() == there


@pytest.mark.slow
def test_a_restore_of_a_newer_or_broken_backup_changes_nothing(site: Site, tmp_path: Path) -> None:
    """A migration that is not known here, a wrong checksum, the other engine: one line that says so, exit code 2."""
    assert site.run("backup", tmp_path / "it.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "it.zip") as held:
        told = json.loads(held.read(MANIFEST))
    database = DATABASES[told["engine"]]
    newer = told | {"version": "9.0", "migrations": {"shop": [*told["migrations"]["shop"], "0999_later"]}}
    elsewhere = told | {"engine": "postgresql" if told["engine"] == "sqlite" else "sqlite"}
    elsewhere["files"] = {DATABASES[elsewhere["engine"]]: told["files"][database]}
    other = Site(tmp_path, "untouched")
    for files, words in (
        ({MANIFEST: json.dumps(newer).encode()}, "upgrade Officinal first"),
        ({database: b"nothing"}, "checksum"),
        ({SECRET: b"another"}, "checksum"),
        ({MANIFEST: json.dumps(elsewhere).encode()}, "DATABASE_URL"),
    ):
        path = Path(shutil.copy(tmp_path / "it.zip", tmp_path / "changed.zip"))
        code, _, errors = other.run("restore", changed(path, **files))
        assert code == 2
        assert words in errors
        assert errors.count("\n") == 1
        assert not [each for each in other.data.iterdir() if each.name.endswith((".sqlite3", ".part"))]
    code, _, errors = other.run("restore", tmp_path / "it.zip")
    assert code == 0, errors
    assert other.count() == site.count()


@pytest.mark.slow
def test_a_restore_waits_for_the_server_to_stop(site: Site, tmp_path: Path) -> None:
    """While a program of the site has the database open, --replace is refused and it goes on unharmed."""
    assert site.run("backup", tmp_path / "it.zip")[0] == 0
    other = Site(tmp_path, "busy").migrated()
    with other.python(WRITER) as program:
        assert program.stdout is not None
        program.stdout.readline()
        code, _, errors = other.run("restore", tmp_path / "it.zip", "--replace")
        assert (code, "stop the server" in errors) == (2, True), errors
        assert program.poll() is None
        program.kill()


def test_the_moment_names_a_backup_in_a_folder() -> None:
    """Names sort by time, and hold no sign that a file system refuses."""
    from officinal.site.backup.make import name_of

    assert name_of(dt.datetime(2026, 11, 25, 4, 5, 6, tzinfo=dt.UTC)) == "officinal-2026-11-25T040506Z.zip"
