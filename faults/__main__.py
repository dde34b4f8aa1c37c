# SPDX-License-Identifier: Apache-2.0
"""`python -m faults [--small]`: every scenario on SQLite and on PostgreSQL, then each protection taken away; prints two tables.

`python -m faults --small buying.last_unit` tries one. Ends with 1 where something is wrong, or where a protection that is taken away is not missed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from faults.shop import ROOT

DATABASES = {"SQLite": (), "PostgreSQL": (str(ROOT / "tools/with-postgres"),)}


def main(*options: str) -> int:
    """Run all, and show what was found."""
    console = Console(width=None if sys.stdout.isatty() else 200)
    tried, taken_away = _tried(), Table("taken away", "database", "scenario", "what then went wrong")
    bad = 0
    for database, found in lines(*options):
        bad += bool(found["wrong"] or found["errors"])
        tried.add_row(*_cells(database, found))
        console.print(f"{database}: {found['scenario']}: {_what(found)}")
    console.print(tried)
    for database, found in lines("--without", *options):
        missed = found["wrong"] or found["errors"]
        bad += bool(missed) == (found["name"] == "nothing")
        console.print(f"{database}: without {found['what']}: {_what(found)}")
        taken_away.add_row(found["what"], database, found["scenario"], _what(found))
    console.print(taken_away)
    return int(bool(bad))


def lines(*options: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the suite says on each database. Raises `CalledProcessError` where it breaks off."""
    for database, before in DATABASES.items():
        command = [*before, sys.executable, "-W", "ignore", "-m", "faults.suite", *options]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as suite:
            assert suite.stdout is not None
            for line in suite.stdout:
                yield database, json.loads(line)
        if suite.returncode:
            raise subprocess.CalledProcessError(suite.returncode, command)


def _tried() -> Table:
    table = Table("scenario", "database")
    for column in ("rounds", "presses", "done", "too many", "kills", "caught", "5xx", "p50 ms", "p99 ms", "wrong"):
        table.add_column(column, justify="right")
    table.add_column("answers")
    return table


def _cells(database: str, found: dict[str, Any]) -> list[str]:
    names = ("rounds", "asked", "done", "too_many", "kills", "caught", "errors", "p50_ms", "p99_ms")
    answers = ", ".join(f"{status}: {number}" for status, number in found["statuses"].items())
    return [found["scenario"], database, *(str(found[each]) for each in names), str(len(found["wrong"])), answers]


def _what(found: dict[str, Any]) -> str:
    said = [f"{found['errors']} answers of 500"] if found["errors"] else []
    return "; ".join([*said, *sorted(set(found["wrong"]))[:2]])[:160] or "nothing wrong"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
