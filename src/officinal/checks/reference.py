# SPDX-License-Identifier: Apache-2.0
"""The list of all rules as one page, made of the rules themselves: `make docs` writes docs/reference/rules.md."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.checks.registry import rules
from officinal.checks.rule import FAMILIES, Loaded

_TITLES = {
    "R": "Reading: what the page lost, left out or contradicts",
    "L": "Required: what a label must carry",
    "F": "Facts: the arithmetic of the facts table",
    "D": "Dose: against monographs and upper levels",
    "C": "Claims: what may be said, on the strength of what",
    "W": "Warnings: risk information that is due, or that nothing explains",
    "A": "Allergens and free-from statements",
    "N": "Non-medicinal ingredients",
    "E": "Evidence: the studies that a page cites",
    "O": "Offer: what it costs",
}


def reference() -> str:
    """Every rule in a table, family by family."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield f"{len(rules())} rules. `officinal explain CODE` shows the whole page of one."
    yield "The second character of a code is the market: 0 any, 1 Canada, 2 the US, 3 the EU and the UK."
    yield "This page is made of the rules by `make docs`."
    for letter in FAMILIES:
        family = [each for each in rules() if each.code.startswith(letter)]
        if family:
            yield from (
                "",
                f"## {_TITLES[letter]}",
                "",
                "| code | name | severity | what it finds |",
                "|---|---|---|---|",
            )
            yield from (_row(each) for each in family)


def _row(rule: Loaded) -> str:
    preview = " (preview)" if rule.rule.preview else ""
    return f"| {rule.code} | {rule.name} | {rule.rule.severity}{preview} | {rule.summary()} |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(reference())
