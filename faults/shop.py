# SPDX-License-Identifier: Apache-2.0
"""A shop under test: its database, its bank, its server with several workers, each a process that can be killed."""

from __future__ import annotations

import os
import random
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from officinal.cli.serve import THREADS

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
_START = 60.0


def free_port() -> int:
    """A port that nobody listens on, nor is given to whoever asks: it must be free again after a kill."""
    while True:
        port = random.randint(20_000, 32_000)
        with suppress(OSError), socket.create_server((HOST, port)):
            return port


@dataclass
class Shop:
    """A shop with a bank; servers are started and killed at will."""

    folder: Path
    database: str | None = None
    """where it is not SQLite in the folder"""
    workers: int = 4
    without: str = ""
    """the protection that its server and its ticks lack"""
    port: int = field(default_factory=free_port)
    bank_port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None
    bank: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Of whoever looks at the shop."""
        own = {
            "OFFICINAL_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "faults.settings",
            "FAULTS_BANK": str(self.bank_port), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FAULTS_WITHOUT", *own)
        }
        return kept | own | ({"DATABASE_URL": self.database} if self.database else {})

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        """A process of the shop in a group of its own, so that all of it can be killed."""
        with (self.folder / "errors.log").open("ab") as errors:
            return subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=self.environment | {"FAULTS_WITHOUT": self.without},
                start_new_session=True, stdout=errors, stderr=errors,
            )  # fmt: skip

    def tick(self, *words: str) -> subprocess.Popen[bytes]:
        """`officinal tick`, begun."""
        return self.command("-c", "from officinal.cli.main import main; main()", "tick", "--quiet", *words)

    def ticks_at_once(self, number: int) -> list[int]:
        """Several, each of which waits until all are ready to begin; how they ended."""
        gate = Path(tempfile.mkdtemp(dir=self.folder))
        ticks = [self.command("-m", "faults.at_the_gate", str(gate), "tick", "--quiet") for _ in range(number)]
        last = time.monotonic() + _START
        while len(list(gate.iterdir())) < number and time.monotonic() < last:
            time.sleep(0.01)
        (gate / "open").touch()
        return [each.wait() for each in ticks]

    def run(self, *words: str) -> None:
        """Run a command of Django to its end. Raises `RuntimeError` where it failed."""
        done = subprocess.run(
            [sys.executable, "-m", "django", *words, "--verbosity", "0"],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr[-2000:]}")

    def open(self) -> None:
        """Start the server as `officinal serve` does, and wait until it answers."""
        self.server = self.command(
            "-m", "granian", "--interface", "wsgi", "--workers", str(self.workers), "--blocking-threads", str(THREADS),
            "--no-log", "--host", HOST, "--port", str(self.port), "officinal.site.wsgi:application",
        )  # fmt: skip
        last = time.monotonic() + _START
        while time.monotonic() < last and self.server.poll() is None:
            with suppress(OSError, HTTPException):
                link = HTTPConnection(HOST, self.port, timeout=5)
                link.request("GET", "/healthz")
                if link.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {self.errors()[-2000:]}")

    def open_bank(self) -> None:
        """Start the bank."""
        self.bank = self.command("-m", "faults.bank", str(self.bank_port), str(self.books))
        last = time.monotonic() + _START
        while time.monotonic() < last:
            with suppress(OSError), socket.create_connection((HOST, self.bank_port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError("the bank did not open")

    @property
    def books(self) -> Path:
        """The bank's own record."""
        return self.folder / "bank.sqlite3"

    def errors(self) -> str:
        """What its processes wrote."""
        return (self.folder / "errors.log").read_text(errors="replace")

    def logged(self) -> Counter[str]:
        """The errors that its processes logged, by their names."""
        return Counter(re.findall(r'"error": "(\w+)"', self.errors()))

    def kill(self) -> None:
        """kill -9 of the server and all its workers."""
        if self.server is not None:
            kill(self.server)
            self.server = None

    def close(self) -> None:
        """End everything."""
        self.kill()
        if self.bank is not None:
            kill(self.bank)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of a process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def empty(database: str | None) -> Iterator[Shop]:
    """A shop without products, and without anybody in it, to open copies of."""
    with tempfile.TemporaryDirectory(prefix="officinal-faults-") as name, _made(database) as own:
        made = Shop(Path(name), own)
        made.run("migrate")
        made.run("createcachetable")
        made.run("collectstatic", "--noinput")
        yield made


@contextmanager
def opened(like: Shop, *, workers: int = 4, without: str = "") -> Iterator[Shop]:
    """A copy of a shop, with a bank and an open door."""
    with tempfile.TemporaryDirectory(prefix="officinal-faults-") as name, _made(like.database, like=True) as own:
        folder = Path(name) / "shop"
        shutil.copytree(like.folder, folder)
        made = Shop(folder, own, workers, without)
        try:
            made.open_bank()
            made.open()
            yield made
        finally:
            made.close()


@contextmanager
def _made(database: str | None, *, like: bool = False) -> Iterator[str | None]:
    """A database of its own on the server of another, gone afterwards; `like` the other."""
    if database is None:
        yield None
        return
    import psycopg

    name, address = f"faults_{secrets.token_hex(6)}", urlsplit(database)
    template = f' TEMPLATE "{address.path.strip("/")}"' if like else ""
    server = address._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    try:
        yield address._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
