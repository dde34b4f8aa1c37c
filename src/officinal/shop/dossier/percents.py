# SPDX-License-Identifier: Apache-2.0
"""What each row is of the reference value of each market: % Daily Value, % of the nutrient reference value.

A percent that the label prints for its own market is shown as printed. Others are computed from the printed amount and
the dated values that we know; where one of the two is missing, the percent is not known and is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from officinal.checks.amounts import Interval, in_unit, supplies
from officinal.checks.case import Case, Row
from officinal.checks.percents import percent_of, populations
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Value
from officinal.label import dimension
from officinal.shop.dossier.amounts import most_a_day
from officinal.shop.dossier.pieces import NO_BREAK, number, unit_word
from officinal.shop.dossier.study_words import sureness

SHOWN = ("ca", "us")
"""the markets by whose rules every label is shown; its own comes first where it is another"""
_BY_DAY = frozenset(("eu", "uk"))
"""markets where the percent is of a day's portion, and not of a serving (2002/46/EC, art. 8)"""
_NO_PERCENT = frozenset(("energy",))
"""rows that have no percent anywhere in the US: 21 CFR 101.36(b)(2)(iii)"""


class Held(NamedTuple):
    """A row beside one market's reference value."""

    shown: dict[str, Any]
    """as the dossier has it: `percent`, and of what where the row is of a compound (`for`); `none`, where the market has
    set no value; `blank`, where it wants none; else it is not known. `amount`: in the unit that the market counts in,
    where the label counts otherwise"""
    by: Value | None
    """from which value it was computed; none where it was printed or not computed"""


class References:
    """Every row of a label beside the reference values of its own market and of those that are always shown."""

    def __init__(self, case: Case, locale: str) -> None:
        self.case, self.locale = case, locale
        self.markets = tuple(dict.fromkeys((case.market.id, *SHOWN)))
        self._held = {market: self._rows(market) for market in self.markets}

    def _rows(self, market: str) -> dict[str, Held]:
        if market not in _with_references(self.case.know):
            return {}
        case = _in_market(self.case, market)
        groups, is_own = _groups(case), market == self.case.market.id
        return {row.pointer: _row(case, row, groups, is_own, self.locale) for row in case.rows}

    def of(self, row: Row) -> dict[str, dict[str, Any]]:
        """A row's percent by market; without the markets that have no reference values."""
        return {market: held[row.pointer].shown for market, held in self._held.items() if held}

    def panels(self) -> list[dict[str, Any]]:
        """The markets in the order in which they are offered, each with what its percents were computed from."""
        know = self.case.know
        return [
            {
                "market": market,
                "name": know.name_of_market(market, self.locale),
                "percents": bool(held),
                "by_day": market in _BY_DAY,
                "not_established": any(each.shown.get("none") for each in held.values()),
                "computed": [self._basis(value) for value in _distinct(held)],
            }
            for market, held in self._held.items()
        ]

    def _basis(self, value: Value) -> dict[str, Any]:
        source = self.case.know.sources[value.source]
        return {
            "source": source.title,
            "section": value.section,
            "url": source.url,
            "since": value.from_.isoformat() if value.from_ else None,
            "sure": sureness(value.verified, self.locale),
            "population": self.case.know.name(value.population, self.locale),
        }


@lru_cache(maxsize=2)
def _with_references(know: Knowledge) -> frozenset[str]:
    """The markets whose reference values we know."""
    values = (value for substance in know.substances.values() for value in substance.values)
    return frozenset(value.market for value in values if value.kind == "label-reference")


def _in_market(case: Case, market: str) -> Case:
    """The same label in another market."""
    if market == case.market.id:
        return case
    return Case(case.label, know=case.know, market=case.know.market(market), as_of=case.as_of, regime=None)


def _groups(case: Case) -> tuple[str, ...]:
    """Whose reference values count: those for pregnancy where the label speaks to it, else everybody's."""
    pregnant = "pregnant-or-breastfeeding"
    return (*((pregnant,) if pregnant in populations(case) else ()), "age-4-plus", "adult")


def _row(case: Case, row: Row, groups: tuple[str, ...], is_own: bool, locale: str) -> Held:
    item = row.item
    if is_own and item.daily_value_note == "not-established":
        return Held({"none": True}, None)
    if is_own and item.daily_value_percent is not None:
        less = "<" if item.daily_value_note == "less-than" else ""
        return Held({"percent": less + number(item.daily_value_percent, locale), "printed": True}, None)
    if item.kind == "blend":
        return Held({"none": True} if item.amount else {}, None)
    if item.amount is None or row.substance is None or row.substance in _NO_PERCENT:
        return Held({"blank": True} if row.substance in _NO_PERCENT else {}, None)
    return _computed(case, row, groups, locale)


def _computed(case: Case, row: Row, groups: tuple[str, ...], locale: str) -> Held:
    known = False
    for supply in supplies(row, case.know):
        value = _reference(case, supply.substance, groups)
        if value is None or value.value is None or value.unit is None:
            known = known or value is not None or supply.substance in case.know.substances
            continue
        amount = in_unit(supply, value.unit, case.know, market=case.market.id, as_of=case.as_of)
        taken = _by_day(case, row, amount) if case.market.id in _BY_DAY and amount else amount
        if amount is None or taken is None:
            return Held({}, None)
        element = {"for": case.know.name(supply.substance, locale)} if supply.share else {}
        percent = {"percent": _percent(taken, value.value)}
        return Held({**percent, **element, **_unit(row, amount, value.unit, locale)}, value)
    return Held({"none": True} if known else {}, None)


def _reference(case: Case, substance: str, groups: tuple[str, ...]) -> Value | None:
    found = (
        case.know.value(substance, "label-reference", market=case.market.id, as_of=case.as_of, population=group)
        for group in groups
    )
    return next((each for each in found if each is not None), None)


def _by_day(case: Case, row: Row, amount: Interval) -> Interval | None:
    day = most_a_day(case, row.table)
    if day is None or day.max is None:
        return None
    return Interval(amount.low * (day.min if day.min is not None else day.max), amount.high * day.max)


def _percent(amount: Interval, reference: Decimal) -> str:
    low, high = percent_of(amount.low, reference), percent_of(amount.high, reference)
    if not high and amount.high:
        return "<1"
    return f"{high:f}" if low == high else f"<{max(high, 1):f}" if not amount.low else f"{low:f}–{high:f}"


def _unit(row: Row, amount: Interval, unit: str, locale: str) -> dict[str, str]:
    """The amount as the market counts it, where the label counts otherwise: 25 mcg for 1000 IU."""
    printed = row.item.amount
    if printed is None or printed.unit is None or dimension(printed.unit) == dimension(unit) or not amount.exact:
        return {}
    return {"amount": f"{number(amount.high, locale)}{NO_BREAK}{unit_word(unit, amount.high, locale)}"}


def _distinct(held: dict[str, Held]) -> Iterator[Value]:
    """One value for each document and place that percents were computed from."""
    yield from {
        (each.by.source, each.by.section, each.by.population): each.by for each in held.values() if each.by
    }.values()
