# SPDX-License-Identifier: Apache-2.0
"""The statements that a food supplement carries in the European Union and the United Kingdom."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import facts_are_a_picture
from officinal.checks.rule import Found


def says(case: Case, statement: str) -> bool:
    """Whether the market's statement of this name is made: `do-not-exceed` is eu-do-not-exceed in the EU."""
    return f"{case.market.id}-{statement}" in case.statements


def lacks(case: Case, statement: str, pointer: str) -> Iterator[Found]:
    """The finding that it is not made, on its provision; a shop's page owes it before the purchase, so it is warned."""
    fact = case.know.statements.get(f"{case.market.id}-{statement}")
    if case.reading is None:
        yield Found(pointer, fact=fact)
    elif not facts_are_a_picture(case):
        yield Found(pointer, fact=fact, severity="warning", variant="page")
