# SPDX-License-Identifier: Apache-2.0
"""Amounts and servings in words, and what a day's dose comes to in servings."""

from __future__ import annotations

from decimal import Decimal

from officinal.checks.case import Case, Table
from officinal.label import Quantity, Span
from officinal.shop.dossier.pieces import NO_BREAK, pieces, unit_word, written

_SIGNS = {"less-than": "<", "at-most": "≤", "at-least": "≥", "more-than": ">", "approximately": "≈"}


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
    sign = f"{_SIGNS[amount.qualifier]}{NO_BREAK}" if amount.qualifier else ""
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
