# SPDX-License-Identifier: Apache-2.0
"""The facts that a page's reading still misses or gets wrong, kept in tests/pages/known_failures.toml.

Each page has a table; per field, it lists the facts as `python -m bench.accuracy --misses` prints them:

    ["us/multivitamin-25-rows"]
    "daily value" = ["missed ('iodine', '100', None)"]

`python -m bench.known_failures` writes the file from what is read now.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from bench.accuracy import EXPECTED_ONLY, PAGES, compare, pairs
from bench.facts import Fact
from officinal.label import Label

KNOWN_FAILURES = PAGES / "known_failures.toml"
Failures = dict[str, list[str]]


def failures(page: Path, expected: Label) -> Failures:
    """Per field, in order: the facts that are missed, and those that are wrong; of claims only the missed ones count."""
    found = {}
    for field, (_, missed, wrong) in sorted(compare(page, expected).items()):
        said = _said("missed", missed) + ([] if field == EXPECTED_ONLY else _said("wrong", wrong))
        if said:
            found[field] = said
    return found


def _said(how: str, bag: Counter[Fact]) -> list[str]:
    return sorted(f"{how} {fact}" for fact in bag.elements())


def known_failures() -> dict[str, Failures]:
    """Per page that has any, its failures as they are now."""
    found = {_name(page): failures(page, expected) for page, expected in pairs()}
    return {name: fields for name, fields in found.items() if fields}


def _name(page: Path) -> str:
    """The name of a page in the file: its folder and stem."""
    return page.relative_to(PAGES).with_suffix("").as_posix()


def recorded() -> dict[str, Failures]:
    """The failures that the file lists; none where there is no file."""
    return tomllib.loads(KNOWN_FAILURES.read_text("utf-8")) if KNOWN_FAILURES.exists() else {}


def write_known_failures() -> None:
    """Write the file anew, one fact a line, so that a change shows which facts it gained or lost."""
    import tomli_w

    KNOWN_FAILURES.write_text(tomli_w.dumps(known_failures(), multiline_strings=False), encoding="utf-8")


if __name__ == "__main__":
    write_known_failures()
