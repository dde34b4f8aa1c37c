# SPDX-License-Identifier: Apache-2.0
"""The facts table, and each nutrient's daily amount beside what is recommended and what is the upper level."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from officinal.checks.case import Case, Row, Table
from officinal.knowledge.schema import Value
from officinal.label import Quantity, Span
from officinal.shop.dossier.pieces import NO_BREAK, number, pieces, unit_word, written

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


def facts(case: Case, locale: str) -> list[dict[str, Any]]:
    """The rows of each facts table, with the serving they are for and what a day's dose comes to."""
    return [_table(case, table, locale) for table in case.tables if table.rows]


def _table(case: Case, table: Table, locale: str) -> dict[str, Any]:
    day = most_a_day(case, table)
    return {
        "serving": serving_words(table, locale),
        "servings_per_container": None
        if table.servings_per_container is None
        else pieces(table.servings_per_container, "serving", locale),
        "rows": [
            {
                "name": row.item.name,
                "substance": row.substance if row.substance in case.know.substances else None,
                "sources": [_source(case, source, locale) for source in row.item.sources],
                "amount": quantity(row.item.amount, locale),
                "percent": None
                if row.item.daily_value_percent is None
                else number(row.item.daily_value_percent, locale),
                "less_than": row.item.daily_value_note == "less-than",
                "day": _day(row, day, locale),
                "depth": _depth(row),
                "blend": row.item.kind == "blend",
            }
            for row in table.rows
        ],
    }


def _source(case: Case, source: Any, locale: str) -> dict[str, Any]:
    return {
        "name": source.name,
        "substance": source.substance if source.substance in case.know.substances else None,
        "amount": quantity(source.amount, locale),
    }


def _depth(row: Row) -> int:
    depth, blend = 0, row.blend
    while blend is not None:
        depth, blend = depth + 1, blend.blend
    return depth


def _day(row: Row, day: Span | None, locale: str) -> str | None:
    amount = row.item.amount
    if amount is None or day is None or day.max is None or amount.qualifier or amount.max is not None:
        return None
    least = day.min if day.min is not None else day.max
    low, high = amount.value * least, amount.value * day.max
    ends = number(high, locale) if low == high else f"{number(low, locale)}–{number(high, locale)}"
    return f"{ends}{NO_BREAK}{unit_word(amount.unit, high, locale)}".strip()


def most_a_day(case: Case, table: Table) -> Span | None:
    """The servings a day for adults, or of the first dose whose servings are known."""
    known = [dose for dose in case.doses(table) if dose.servings is not None and dose.servings.max is not None]
    adult = [dose for dose in known if "adult" in dose.populations]
    chosen = (adult or known)[:1]
    return chosen[0].servings if chosen else None


def quantity(amount: Quantity | None, locale: str) -> str | None:
    """An amount as a label prints it, its number never parted from its unit."""
    if amount is None:
        return None
    sign = {
        "less-than": "<\u00a0",
        "at-most": "≤\u00a0",
        "at-least": "≥\u00a0",
        "more-than": ">\u00a0",
        "approximately": "≈\u00a0",
    }.get(amount.qualifier or "", "")
    most = amount.max if amount.max is not None else amount.value
    ends = (
        _printed(most, locale) if amount.max is None else f"{_printed(amount.value, locale)}–{_printed(most, locale)}"
    )
    return f"{sign}{ends}{NO_BREAK}{unit_word(amount.unit, most, locale)}".rstrip()


def _printed(value: Decimal, locale: str) -> str:
    """A number with all the digits that the label prints."""
    return written(format(value, "f"), locale)


def serving_words(table: Table, locale: str) -> str | None:
    """The serving in words: 2 scoops (6.9 g)."""
    serving = table.serving
    if serving is None:
        return None
    measures = ", ".join(filter(None, (quantity(serving.mass, locale), quantity(serving.volume, locale))))
    count = pieces(serving.count, serving.unit, locale) if serving.count is not None else ""
    return f"{count} ({measures})" if count and measures else count or measures or None


def bars(case: Case, locale: str) -> dict[str, list[dict[str, Any]]]:
    """For each group of people, each nutrient's daily amount with the group's recommended intake and upper level."""
    return {group: [bar for substance, table in case.supplied for bar in _bar(case, substance, table, populations, locale)] for group, populations in GROUPS.items()}  # fmt: skip


def _bar(case: Case, substance: str, table: Table, populations: tuple[str, ...], locale: str) -> list[dict[str, Any]]:
    day = most_a_day(case, table)
    recommended = _narrowest(case, substance, ("recommended", "adequate"), populations)
    upper = _narrowest(case, substance, ("upper", "safe-level"), populations)
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


def _narrowest(case: Case, substance: str, kinds: tuple[Any, ...], populations: tuple[str, ...]) -> Value | None:
    """The value of the first kind that has one, for the narrowest population that has one."""
    for kind in kinds:
        held = {
            value.population: value
            for value in case.know.values(substance, kind, market=case.market.id, as_of=case.as_of)
            if not value.forms
        }
        for population in populations:
            if population in held:
                return held[population]
    return None
