# SPDX-License-Identifier: Apache-2.0
"""docs/security.md names a test for each line: every one of them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = sorted(
    set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs/security.md").read_text(encoding="utf-8")))
)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=str)
def test_the_test_exists(path: str, name: str) -> None:
    """Under the name that the document gives."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {name}(" in text if name else "def test_" in text


def test_each_line_names_one() -> None:
    """No row of a table goes without proof."""
    rows = [
        line
        for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
        if re.match(r"\| \d", line)
    ]
    assert len(rows) > 25
    assert all("`tests/" in row for row in rows)
