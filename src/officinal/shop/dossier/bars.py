# SPDX-License-Identifier: Apache-2.0
"""Each nutrient's daily amount beside what is recommended and what is the upper level, for groups of people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from officinal.checks.case import Case, Table
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Value
from officinal.shop.dossier.amounts import most_a_day
from officinal.shop.dossier.pieces import number, unit_word

GROUPS: dict[str, tuple[str, ...]] = {
    "woman": ("female-19-50", "female-19-30", "female-31-plus", "adult-female", "adult"),
    "man": ("male-31-50", "male-19-30", "male-31-plus", "adult-male", "adult"),
    "woman-51": ("female-51-plus", "adult-51-plus", "female-31-plus", "adult-female", "adult"),
    "man-51": ("adult-51-plus", "male-31-plus", "adult-male", "adult"),
    "pregnancy": ("pregnancy", "female-19-30", "adult-female", "adult"),
    "breastfeeding": ("breastfeeding", "female-19-30", "adult-female", "adult"),
    "teen": ("age-14-18", "age-9-18"),
    "child": ("age-4-8",),
}
"""people a visitor can choose, each with our populations, the narrowest first"""


def bars(case: Case, locale: str) -> dict[str, list[dict[str, Any]]]:
    """For each group of people, each nutrient's daily amount with the group's recommended intake and upper level."""
    return {group: [bar for substance, table in case.supplied for bar in _bar(case, substance, table, populations, locale)] for group, populations in GROUPS.items()}  # fmt: skip


def _bar(case: Case, substance: str, table: Table, populations: tuple[str, ...], locale: str) -> list[dict[str, Any]]:
    day = most_a_day(case, table)
    recommended, upper = (
        narrowest(case.know, case.market.id, case.as_of, substance, kinds, populations)
        for kinds in (("recommended", "adequate"), ("upper", "safe-level"))
    )
    unit = next((value.unit for value in (recommended, upper) if value is not None and value.unit), None)
    if day is None or unit is None:
        return []
    intake = case.intake(substance, unit, table)
    amount = intake.per_day(day) if intake is not None else None
    if intake is None or amount is None:
        return []
    same_unit = upper if upper is not None and upper.unit == unit and upper.value is not None else None
    known = intake.known and not case.nameless
    ends = [amount.high, *(value.value for value in (recommended, same_unit) if value is not None and value.value)]
    whole = max(ends) * Decimal("1.08") or Decimal(1)

    def at(value: Decimal | None) -> str | None:
        return None if value is None else format((value / whole * 100).quantize(Decimal("0.1")), "f")

    return [
        {
            "substance": substance,
            "name": case.know.name(substance, locale),
            "unit": unit_word(unit, amount.high, locale),
            "low": number(amount.low, locale),
            "high": number(amount.high, locale),
            "at_least": not known,
            "not_known": not intake.known and amount.high == 0,
            "recommended": None
            if recommended is None or recommended.value is None
            else number(recommended.value, locale),
            "adequate": recommended is not None and recommended.kind == "adequate",
            "upper": None if same_unit is None or same_unit.value is None else number(same_unit.value, locale),
            "upper_basis": same_unit.basis if same_unit else None,
            "none_set": upper is not None and upper.none_set,
            "above": same_unit is not None and same_unit.value is not None and amount.high > same_unit.value,
            "at_low": at(amount.low),
            "at_high": at(amount.high),
            "at_recommended": at(recommended.value if recommended else None),
            "at_upper": at(same_unit.value if same_unit else None),
            "source": case.know.sources[(recommended or upper).source].title if recommended or upper else None,  # type: ignore[union-attr]
        }
    ]


def narrowest(
    know: Knowledge, market: str, as_of: dt.date, substance: str, kinds: tuple[Any, ...], populations: tuple[str, ...]
) -> Value | None:
    """The value of the first kind that has one, for the narrowest population that has one."""
    for kind in kinds:
        held = {
            value.population: value
            for value in know.values(substance, kind, market=market, as_of=as_of)
            if not value.forms
        }
        for population in populations:
            if population in held:
                return held[population]
    return None
