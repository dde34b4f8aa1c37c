# SPDX-License-Identifier: Apache-2.0
"""Which non-medicinal ingredients bring a mineral along in more than traces, and whether the label says how much."""

from __future__ import annotations

import re
from functools import lru_cache

from officinal.checks.case import Case, Excipient
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import kind_of, of

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
    if kind_of(substance) == "compound":
        return True
    return known is not None and known.use is not None and not _IN_QUANTITY.isdisjoint(known.use.purposes)


def stated(case: Case, *minerals: str) -> bool:
    """Whether a row gives an amount of one of them, or the page does in its text."""
    wanted = set(minerals)
    if any(row.substance in wanted for row in case.rows):
        return True
    return any(_given(case.page, mineral) for mineral in minerals)


def _given(text: str, mineral: str) -> bool:
    """Whether a text gives an amount of it, somewhere around its name."""
    amount, at = _amount_of(mineral), text.find(mineral)
    while at >= 0:
        if amount.search(text, max(at - _BEFORE, 0), at + len(mineral) + _BEHIND):
            return True
        at = text.find(mineral, at + 1)
    return False


_BEFORE, _BEHIND = 10, 20
"""letters, more than stand between a name and its amount"""


@lru_cache(maxsize=100)
def _amount_of(mineral: str) -> re.Pattern[str]:
    return re.compile(rf"\d ?m?g (?:of |de |d')?{mineral}\b|\b{mineral}\b[^.\n]{{0,12}}?\d ?m?g\b")
