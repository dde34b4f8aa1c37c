# SPDX-License-Identifier: Apache-2.0
"""`python -m faults [--small]`: every scenario on SQLite and on PostgreSQL, and a table of figures; 1 where one is wrong."""

from __future__ import annotations

import json
import subprocess
import sys

from rich.console import Console
from rich.table import Table

from faults.shop import ROOT

_DATABASES = {"SQLite": (), "PostgreSQL": (str(ROOT / "tools/with-postgres"),)}


def main(*options: str) -> int:
    """Run all, and show what was found."""
    console, wrong = Console(), 0
    table = Table("scenario", "database", "rounds", "asked", "sold", "errors", "p50 ms", "p99 ms", "wrong")
    for database, before in _DATABASES.items():
        command = [*before, sys.executable, "-W", "ignore", "-m", "faults.suite", *options]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as suite:
            assert suite.stdout is not None
            for line in suite.stdout:
                found = json.loads(line)
                console.print(f"{database}: {found['scenario']}: {found['wrong'] or 'nothing wrong'}")
                wrong += len(found["wrong"]) + found["errors"]
                cells = ("rounds", "asked", "sold", "errors", "p50_ms", "p99_ms")
                table.add_row(
                    found["scenario"], database, *(str(found[each]) for each in cells), str(len(found["wrong"]))
                )
        wrong += suite.returncode != 0
    console.print(table)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
