# SPDX-License-Identifier: Apache-2.0
"""Source materials whose mass a label prints, with what their formulas say they can hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Row
from officinal.checks.percents import as_printed
from officinal.errors import UnitError
from officinal.knowledge.book import Share
from officinal.label import Quantity


class WeighedSource(NamedTuple):
    """One source material of a row: its printed mass in mg, and the least and most that its formulas hold."""

    substance: str
    printed: Decimal
    mass: Interval
    """what can have been rounded to the printed mass, in mg"""
    least: Share
    most: Share


def weighed_sources(case: Case) -> Iterator[tuple[Row, list[WeighedSource], Quantity]]:
    """Rows whose every source material is weighed and has a formula, with the row's own amount in mg."""
    for row in case.rows:
        if not row.item.sources or row.substance is None or (amount := in_mg(row.item.amount)) is None:
            continue
        found = [_weighed(case, row, source.substance, source.amount) for source in row.item.sources]
        weighed = [each for each in found if each is not None]
        if len(weighed) == len(found):
            yield row, weighed, amount


def _weighed(case: Case, row: Row, substance: str | None, amount: Quantity | None) -> WeighedSource | None:
    shares = case.know.shares_of(substance, row.substance)
    mass = in_mg(amount)
    if not shares or mass is None or substance is None:
        return None
    by_share = sorted(shares, key=lambda each: each.share)
    return WeighedSource(substance, mass.value, as_printed(mass), by_share[0], by_share[-1])


def in_mg(amount: Quantity | None) -> Quantity | None:
    """An exact amount in milligrams; None for none, a bound, or what is no mass."""
    if amount is None or amount.qualifier not in (None, "approximately"):
        return None
    try:
        return amount if amount.unit == "mg" else amount.to("mg")
    except UnitError:
        return None
