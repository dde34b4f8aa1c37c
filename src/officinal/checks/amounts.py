# SPDX-License-Identifier: Apache-2.0
"""What a facts table's rows supply: of which substance, how much, and how that was worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from officinal.errors import UnitError
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import kind_of, of
from officinal.label import Equivalence, Quantity

if TYPE_CHECKING:
    from officinal.checks.case import Row

_EXACT = (None, "approximately")


class Interval(NamedTuple):
    """The least and most that an amount can be."""

    low: Decimal
    high: Decimal

    @classmethod
    def nothing(cls) -> Interval:
        """Zero, exactly."""
        return cls(Decimal(0), Decimal(0))

    def plus(self, other: Interval) -> Interval:
        """The sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal) -> Interval:
        """A multiple."""
        return Interval(self.low * factor, self.high * factor)

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


class Supply(NamedTuple):
    """That a row supplies a substance: the printed amount, or the share of it that the formula gives."""

    substance: str
    row: Row
    amount: Quantity
    """as printed: of the substance itself, or of the compound where `share` is given"""
    share: Interval | None = None
    """the part of the printed amount that is the substance, least and most over the formulas its name can mean"""


def supplies(row: Row, know: Knowledge) -> Iterator[Supply]:
    """What one row supplies; nothing where it has no amount, no name that we know, or is a blend's total."""
    item = row.item
    if item.amount is None or row.substance is None or item.kind == "blend":
        return
    yield Supply(row.substance, row, item.amount)
    if kind_of(row.substance) == "nutrient":  # vitamin D3 counts as vitamin D, beta-carotene as vitamin A
        known = know.substances.get(row.substance)
        wider = (*((known.group,) if known and known.group else ()), *of(row.substance))
        yield from (Supply(each, row, item.amount) for each in dict.fromkeys(wider))
        return
    for nutrient in know.nutrients_in(row.substance) or ():
        if nutrient in of(row.substance):
            shares = [each.share for each in know.shares_of(row.substance, nutrient)]
            yield Supply(nutrient, row, item.amount, Interval(min(shares), max(shares)))


def in_unit(supply: Supply, unit: str, know: Knowledge, *, market: str, as_of: dt.date) -> Interval | None:
    """How much a row supplies, in a unit; None where it cannot be brought into it, or has no upper bound.

    The forms that the row names decide what an IU is; where it names none, only what holds for any form is used.
    """
    amount = supply.amount
    try:
        low, most = amount.ends_in(unit, equivalences(supply.substance, supply.row, know, market=market, as_of=as_of))
    except UnitError:
        return None
    high = most if most is not None else low
    if amount.qualifier in ("less-than", "at-most"):
        low = Decimal(0)
    elif amount.qualifier not in _EXACT:
        return None
    if supply.share is not None:
        return Interval(low * supply.share.low, high * supply.share.high)
    return Interval(low, high)


def equivalences(
    substance: str | None, row: Row, know: Knowledge, *, market: str, as_of: dt.date
) -> tuple[Equivalence, ...]:
    """What an IU or an equivalent of a substance is, by the forms that a row names; for any form where it names none."""
    forms = (*row.sources, row.substance) if row.substance else row.sources
    return _equivalences(know, substance, market, as_of, forms or (None,))


@lru_cache(maxsize=20_000)
def _equivalences(
    know: Knowledge, substance: str | None, market: str, as_of: dt.date, forms: tuple[str | None, ...]
) -> tuple[Equivalence, ...]:
    return tuple(
        equal for form in forms for equal in know.equivalences(substance, market=market, as_of=as_of, form=form)
    )
