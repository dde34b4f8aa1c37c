# SPDX-License-Identifier: Apache-2.0
"""The fault tests over HTTP at a small size, on both databases: servers and ticks of their own, killed and started again.

`make faults` runs them at full size and prints the figures; docs/explanation/faults.md tells what they prove.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from faults.__main__ import DATABASES
from faults.shop import ROOT
from faults.suite import SCENARIOS
from faults.without import BY_NAME

pytestmark = pytest.mark.slow
ON = {"SQLite": "sqlite", "PostgreSQL": "postgresql"}
ALWAYS = "nothing"
"""the one in which nothing is taken away"""


@cache
def suite(database: str, *options: str) -> dict[str, Any]:
    """What the suite found, by name; run once. Where it breaks off, what it had found by then."""
    if database == "PostgreSQL" and not (
        shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    ):
        pytest.skip("PostgreSQL is not installed")
    done = subprocess.run(
        [*DATABASES[database], sys.executable, "-W", "ignore", "-m", "faults.suite", "--small", *options],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return {each["name"]: each for each in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("database", DATABASES)
def test_nothing_is_sold_twice_and_nobody_charged_twice(database: str, name: str) -> None:
    """Whatever happens at once, or dies in the middle, every sum agrees, and nobody meets a broken page."""
    found = suite(database)[name]
    assert (found["wrong"], found["errors"], found["too_many"]) == ([], 0, 0)
    assert found["asked"] > 0
    assert found["done"] > 0


@pytest.mark.skipif(
    "OFFICINAL_FAULTS" not in os.environ, reason="by chance now and then nothing meets; see make faults"
)
@pytest.mark.parametrize(
    ("database", "name"), [(each, name) for each in DATABASES for name in BY_NAME if ON[each] in BY_NAME[name].on]
)
def test_each_protection_is_missed_when_it_is_taken_away(database: str, name: str) -> None:
    """The same scenario, in a shop without it, finds something wrong; and with nothing taken away it finds nothing."""
    found = suite(database, "--without")[name]
    assert bool(found["wrong"] or found["errors"]) == (name != ALWAYS)
