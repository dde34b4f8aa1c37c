# SPDX-License-Identifier: Apache-2.0
"""The facts tables: their rows as the label prints them, with what a day's dose comes to."""

from __future__ import annotations

from typing import Any

from officinal.checks.case import Case, Row, Table
from officinal.label import MedicinalIngredient, SourceMaterial, Span, Standardisation
from officinal.shop.dossier.amounts import most_a_day, quantity, serving_words
from officinal.shop.dossier.percents import References
from officinal.shop.dossier.pieces import NO_BREAK, number, pieces, unit_word
from officinal.shop.dossier.wording import Wording


def facts(case: Case, references: References, wording: Wording) -> list[dict[str, Any]]:
    """Each facts table that has rows: the serving it is for, and each row with its percents in each market."""
    return [_table(case, table, references, wording) for table in case.tables if table.rows]


def _table(case: Case, table: Table, references: References, wording: Wording) -> dict[str, Any]:
    day, locale = most_a_day(case, table), wording.page
    return {
        "serving": serving_words(table, locale),
        "servings_per_container": None
        if table.servings_per_container is None
        else pieces(table.servings_per_container, "serving", locale),
        "part": table.name,
        "rows": [_row(case, row, day, references, wording) for row in table.rows],
    }


def _row(case: Case, row: Row, day: Span | None, references: References, wording: Wording) -> dict[str, Any]:
    item, locale = row.item, wording.page
    return {
        **wording.entry("name", item.name, row.substance),
        "substance": row.substance if row.substance in case.know.substances else None,
        "sources": [_source(case, source, wording) for source in item.sources],
        "amount": quantity(item.amount, locale),
        "percent": None if item.daily_value_percent is None else number(item.daily_value_percent, locale),
        "less_than": item.daily_value_note == "less-than",
        "day": _day(row, day, locale),
        "depth": sum(1 for _ in row.around()),
        "blend": item.kind == "blend",
        "also": [quantity(each, locale) for each in item.equivalents],
        "details": _details(item, wording),
        "of": references.of(row),
    }


def _details(item: MedicinalIngredient, wording: Wording) -> list[dict[str, Any]]:
    """What the label says of how the ingredient was made: part, strain, ratio, what it stands for, what it holds."""
    extract, locale = item.extract, wording.page
    held = [
        ("part", item.part and wording.entry("words", item.part)),
        ("strain", item.strain and {"words": item.strain}),
        ("ratio", extract and extract.ratio and {"words": extract.ratio}),
        ("solvent", extract and extract.solvent and wording.entry("words", extract.solvent)),
        ("equivalent", extract and extract.equivalent and {"amount": quantity(extract.equivalent, locale), **wording.entry("words", extract.equivalent_of)}),
        *(("standard", {"amount": _standard(each, locale), **wording.entry("words", each.marker)}) for each in item.standardisation),
    ]  # fmt: skip
    return [{"kind": kind, **entry} for kind, entry in held if entry]


def _standard(each: Standardisation, locale: str) -> str:
    percent = "" if each.percent is None else f"{number(each.percent, locale)}{NO_BREAK}%"
    return ", ".join(filter(None, (percent, quantity(each.amount, locale))))


def _source(case: Case, source: SourceMaterial, wording: Wording) -> dict[str, Any]:
    return {
        **wording.entry("name", source.name, source.substance),
        "substance": source.substance if source.substance in case.know.substances else None,
        "amount": quantity(source.amount, wording.page),
    }


def _day(row: Row, day: Span | None, locale: str) -> str | None:
    amount = row.item.amount
    if amount is None or day is None or day.max is None or amount.qualifier or amount.max is not None:
        return None
    least = day.min if day.min is not None else day.max
    low, high = amount.value * least, amount.value * day.max
    ends = number(high, locale) if low == high else f"{number(low, locale)}–{number(high, locale)}"
    return f"{ends}{NO_BREAK}{unit_word(amount.unit, high, locale)}".strip()
