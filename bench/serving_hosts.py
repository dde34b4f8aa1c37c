# SPDX-License-Identifier: Apache-2.0
"""The shops of the benchmark: each filled in a folder of its own, then served by the same server in its own process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ROOT
from bench.serving_load import HOST, answer, connect, request

_START, _STOP = 60.0, 10.0


@dataclass(slots=True)
class Host:
    """A server that runs, and where."""

    process: subprocess.Popen[bytes]
    port: int

    def __enter__(self) -> Host:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def get(self, path: str, *, gzip: bool = False) -> tuple[int, bytes, int]:
        """Ask for one page."""
        with connect(self.port) as link:
            link.sendall(request(path, self.port, gzip=gzip))
            return answer(link)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(application: str, ready: str, **settings: str) -> Host:
    """Serve an application with granian, one process; wait until a page of it answers."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "1",
        "--no-log",
        "--host",
        HOST,
        "--port",
        str(port),
    ]
    host = Host(
        subprocess.Popen(
            [sys.executable, "-W", "ignore", *command, application],
            cwd=ROOT,
            env=_environment(**settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
        port,
    )
    last = time.monotonic() + _START
    while True:
        try:
            if host.get(ready)[0] == 200:
                return host
        except (OSError, RuntimeError):
            pass
        if host.process.poll() is not None or time.monotonic() > last:
            host.stop()
            raise SystemExit(f"{application} does not answer at {ready}")
        time.sleep(0.1)


def officinal(number: int, folder: Path) -> Host:
    """Officinal with a number of products, its settings as `officinal serve` finds them."""
    if not (folder / "products.json").exists():
        folder.mkdir()
        _run("bench.serving_catalogue", str(number), str(folder))
    return start("officinal.site.wsgi:application", "/readyz", OFFICINAL_DATA=str(folder))


def unkept(folder: Path, *, parts: bool) -> Host:
    """Officinal with a filled folder, made to forget every answer, and what pages say of labels unless told otherwise."""
    more = {} if parts else {"BENCH_NO_PARTS": "1"}
    return start("bench.serving_unkept:application", "/readyz", OFFICINAL_DATA=str(folder), **more)


def told(folder: Path) -> list[dict[str, str]]:
    """The products that were put into Officinal's folder."""
    listed: list[dict[str, str]] = json.loads((folder / "products.json").read_text(encoding="utf-8"))
    return listed


def oscar(products: Path, folder: Path) -> tuple[Host, list[str]]:
    """django-oscar with the same products, and the addresses of their pages."""
    listed = folder / "paths.json"
    if not listed.exists():
        folder.mkdir()
        listed.write_text(_run("bench.peers_oscar.fill", str(products), BENCH_DATA=str(folder)), encoding="utf-8")
    paths: list[str] = json.loads(listed.read_text(encoding="utf-8"))
    return start("bench.peers_oscar.wsgi:application", "/catalogue/", BENCH_DATA=str(folder)), paths


def bare(folder: Path, *, middleware: bool) -> Host:
    """Bare Django with the bodies of a folder."""
    more = {"BENCH_MIDDLEWARE": "1"} if middleware else {}
    ready = next(folder.iterdir()).name
    return start("bench.peers_bare:application", f"/{ready}", BENCH_BODIES=str(folder), **more)


def _run(module: str, *arguments: str, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        cwd=ROOT,
        env=_environment(**settings),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


_OURS: Sequence[str] = ("OFFICINAL_", "DATABASE_URL", "DJANGO_", "GRANIAN_", "BENCH_")


def _environment(**settings: str) -> dict[str, str]:
    """The machine's environment without what would set up a shop otherwise than the others."""
    return {key: value for key, value in os.environ.items() if not key.startswith(tuple(_OURS))} | settings
