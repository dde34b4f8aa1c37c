# SPDX-License-Identifier: Apache-2.0
"""Which non-medicinal ingredients bring a mineral along in more than traces, and whether the label says how much."""

from __future__ import annotations

import re
from functools import lru_cache

from officinal.checks.case import Case, Excipient
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import fold, of, substances

_IN_QUANTITY = frozenset(("buffering-agent", "filler", "diluent", "bulking-agent"))
"""purposes that take more of a salt than a preservative, a sweetener or a colour does"""


def bringing(case: Case, mineral: str) -> tuple[Excipient, ...]:
    """The ingredients that are a salt of the mineral and there for a purpose that takes much of it."""
    return tuple(each for each in case.excipients if each.substance and _brings(case.know, each.substance, mineral))


@lru_cache(maxsize=5_000)
def _brings(know: Knowledge, substance: str, mineral: str) -> bool:
    known = know.substances.get(substance)
    if mineral == "sodium" and (substance == "added-salt" or (known is not None and known.group == "added-salt")):
        return True
    if mineral not in of(substance) and not know.shares_of(substance, mineral):
        return False
    if substances()[substance].kind == "compound":
        return True
    return known is not None and known.use is not None and not _IN_QUANTITY.isdisjoint(known.use.purposes)


def stated(case: Case, *minerals: str) -> bool:
    """Whether a row gives an amount of one of them, or the page does in its text."""
    wanted = set(minerals)
    if any(row.substance in wanted for row in case.rows):
        return True
    text = fold(case.reading.text) if case.reading is not None else ""
    return any(_amount_of(mineral).search(text) for mineral in minerals)


@lru_cache(maxsize=100)
def _amount_of(mineral: str) -> re.Pattern[str]:
    return re.compile(rf"\d ?m?g (?:of |de |d')?{mineral}\b|\b{mineral}\b[^.\n]{{0,12}}?\d ?m?g\b")
