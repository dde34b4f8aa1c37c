# SPDX-License-Identifier: Apache-2.0
"""Buyers at the same moment, over HTTP with four workers: the fault tests at a small size; `make faults` has the full one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from faults.shop import ROOT

SCENARIOS = (
    "buying.last_unit",
    "buying.opposite_order",
    "buying.same_form",
    "paying.double_click",
    "refunding.by_staff",
)


@pytest.mark.slow
def test_nothing_is_oversold_and_nobody_is_charged_twice() -> None:
    """Each scenario ends as it must: so many sold as there were, no answer of 500, and all books agree."""
    command = [sys.executable, "-W", "ignore", "-m", "faults.suite", "--small", *SCENARIOS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr[-2000:]
    assert [each["name"] for each in found] == list(SCENARIOS)
    for each in found:
        assert each["wrong"] == [], each
        assert each["errors"] == 0, each
        assert each["sold"] > 0, each
