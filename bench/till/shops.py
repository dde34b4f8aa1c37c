# SPDX-License-Identifier: Apache-2.0
"""Shops with a till, each filled in a folder or a database of its own: with much stock, and with a million orders."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import serving_hosts as hosts
from bench.measure import ROOT

PRODUCTS, UNITS = 100, 1_000_000


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL that keeps what it is told as it does out of the box, gone afterwards: its address."""
    command = [str(ROOT / "tools/with-postgres"), "sh", "-c", 'echo "$DATABASE_URL"; cat >/dev/null']
    environment = os.environ | {"POSTGRES_FSYNC": "on"}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def database(server: str) -> str:
    """A new database on a server."""
    import psycopg

    name = f"bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"'.encode())
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def officinal(folder: Path, *, server: str = "", orders: int = 0) -> tuple[hosts.Host, list[str]]:
    """Officinal, one process; and the products that can be bought."""
    told = {"OFFICINAL_DATA": str(folder), "OFFICINAL_PROXIES": "1"}
    if server:
        told["DATABASE_URL"] = database(server)
    slugs: list[str] = json.loads(_run("bench.till.officinal", str(PRODUCTS), str(UNITS), str(orders), **told))
    return hosts.start("officinal.site.wsgi:application", "/readyz", **told), slugs


def oscar(folder: Path, products: Path, *, server: str = "") -> tuple[hosts.Host, list[str]]:
    """django-oscar with the same products, one process; and the keys of those that can be bought."""
    told = {"BENCH_DATA": str(folder)} | ({"BENCH_DATABASE": database(server)} if server else {})
    folder.mkdir()
    _run("bench.peers_oscar.fill", str(products), **told)
    keys: list[str] = json.loads(_run("bench.till.oscar", str(UNITS), **told))
    return hosts.start("bench.peers_oscar.wsgi:application", "/catalogue/", **told), keys


def _run(module: str, *arguments: str, **settings: Any) -> str:
    return hosts._run(module, *arguments, **settings)
