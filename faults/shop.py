# SPDX-License-Identifier: Apache-2.0
"""A shop under test: its database, its bank, its server with several workers, each a process that can be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
_START = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((HOST, 0)) as found:
        port: int = found.getsockname()[1]
    return port


@dataclass
class Shop:
    """A shop with a bank; servers are started and killed at will."""

    folder: Path
    workers: int
    database: str | None = None
    port: int = field(default_factory=free_port)
    bank_port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None
    bank: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Of every process of the shop."""
        own = {
            "OFFICINAL_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "faults.settings",
            "FAULTS_BANK": str(self.bank_port), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", *own)}
        return kept | own | ({"DATABASE_URL": self.database} if self.database else {})

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        """A command of the shop in a process group of its own, so that all of it can be killed."""
        return subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "errors.log", "ab"),
        )  # fmt: skip

    def run(self, *words: str) -> str:
        """Run a command to its end; what it printed. Raises `RuntimeError` where it failed."""
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600
        )
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr[-2000:]}")
        return done.stdout

    def inside(self, code: str) -> object:
        """Run some lines inside the shop, and give what they print as JSON."""
        return json.loads(self.run("-c", f"import django; django.setup()\nimport json\n{code}"))

    def open(self) -> None:
        """Start the server and wait until it answers."""
        self.server = self.command(
            "-m", "granian", "--interface", "wsgi", "--workers", str(self.workers), "--blocking-threads", "8",
            "--no-log", "--host", HOST, "--port", str(self.port), "officinal.site.wsgi:application",
        )  # fmt: skip
        self._wait("/healthz", self.port)

    def open_bank(self) -> None:
        """Start the bank."""
        self.bank = self.command("-m", "faults.bank", str(self.bank_port), str(self.folder / "bank.sqlite3"))
        last = time.monotonic() + _START
        while time.monotonic() < last:
            with suppress(OSError), socket.create_connection((HOST, self.bank_port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError("the bank did not open")

    def _wait(self, path: str, port: int) -> None:
        last = time.monotonic() + _START
        while time.monotonic() < last:
            with suppress(OSError):
                link = HTTPConnection(HOST, port, timeout=5)
                link.request("GET", path)
                if link.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {(self.folder / 'errors.log').read_text()[-2000:]}")

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
def shop(workers: int = 4, database: str | None = None) -> Iterator[Shop]:
    """A shop with an empty catalogue, a bank and an open door."""
    with tempfile.TemporaryDirectory(prefix="officinal-faults-") as name:
        made = Shop(Path(name), workers, database)
        try:
            made.run("-m", "django", "migrate", "--verbosity", "0")
            made.run("-m", "django", "createcachetable", "--verbosity", "0")
            made.run("-m", "django", "collectstatic", "--noinput", "--verbosity", "0")
            made.open_bank()
            made.open()
            yield made
        finally:
            made.close()
