# SPDX-License-Identifier: Apache-2.0
"""The main ingredient, and how often a container holds the amount of it that prices are compared by.

The main ingredient is the only one of the facts table, or the first that the product's name names. A product of many
ingredients, none of them in its name, has none.

Prices are compared by an amount of the size of a serving, so that they are neither fractions of a cent nor the price of
a crate: 100 mg for what is served in tens or hundreds of milligrams, 10 mg for a few, 1 g for a few grams.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from officinal.checks.case import Case, Row, Table
from officinal.errors import UnitError
from officinal.knowledge.names import kind_of, of, spoken
from officinal.label import convert, dimension
from officinal.shop.dossier.pieces import pieces

_BANDS = (
    (Decimal("10"), Decimal("10"), "mcg"),
    (Decimal("1000"), Decimal("100"), "mcg"),
    (Decimal("10000"), Decimal("10"), "mg"),
    (Decimal("1000000"), Decimal("100"), "mg"),
    (Decimal("10000000"), Decimal("1"), "g"),
    (Decimal("Infinity"), Decimal("10"), "g"),
)
"""a serving of less than so many micrograms is compared by so much"""
_BILLION, _THOUSAND = Decimal(1_000_000_000), Decimal(1_000)


def main_ingredient(case: Case, locale: str) -> dict[str, Any] | None:
    """What it is called, the amount to compare by in words, and how many of these a container holds.

    `amount` and `count` are None where the label does not say how much is in a serving; `count`, an exact number as
    text, is None too where it does not say how many servings the container holds. None: there is no main ingredient.
    """
    table = case.tables[0]
    rows = [row for row in table.rows if row.item.kind is None and row.blend is None]
    called = _called(case)
    if case.nameless and not any(row.substance for row in rows):
        return None if len(called) != 1 else {"name": case.know.name(called[0], locale), "amount": None, "count": None}
    row = rows[0] if len(rows) == 1 else next(iter(_named(rows, called)), None)
    if row is None or row.substance is None:
        return None
    return _compared(case, table, _element(case, row), row, locale)


def _called(case: Case) -> tuple[str, ...]:
    """What the product's name names."""
    return tuple(dict.fromkeys(nutrient for each in spoken(case.label.name or "") for nutrient in of(each) or (each,)))


def _named(rows: list[Row], called: tuple[str, ...]) -> Iterator[Row]:
    for substance in called:
        yield from (
            row for row in rows if row.substance and substance in (row.substance, *of(row.substance), *row.sources)
        )


def _element(case: Case, row: Row) -> str:
    """The element or vitamin that a compound supplies; anything else is its own."""
    substance = row.substance or ""
    nutrients = [each for each in case.know.nutrients_in(substance) if each in of(substance)]
    return nutrients[0] if len(nutrients) == 1 and kind_of(substance) != "nutrient" else substance


def _compared(case: Case, table: Table, substance: str, row: Row, locale: str) -> dict[str, Any]:
    unknown = {"name": case.know.name(substance, locale), "amount": None, "count": None}
    for unit in _units(case, substance, row):
        intake = case.intake(substance, unit, table)
        if intake is not None and intake.known and intake.per_serving.exact and intake.per_serving.high:
            by, of_unit = _by(intake.per_serving.high, unit)
            servings = table.servings_per_container
            count = None if servings is None else intake.per_serving.high * servings * _ratio(unit, of_unit) / by
            return {**unknown, "amount": pieces(by, of_unit, locale), "count": None if count is None else f"{count:f}"}
    return unknown


def _units(case: Case, substance: str, row: Row) -> Iterator[str]:
    """The units to try: for IU the mass that they stand for first, so that products of either kind can be compared."""
    printed = row.item.amount.unit if row.item.amount else None
    if printed and dimension(printed) == "international units":
        known = case.know.equivalences(substance, market=case.market.id, as_of=case.as_of)
        yield from (each.of for each in known if each.unit == printed and dimension(each.of) != "amount of substance")
    if printed:
        yield printed


def _by(amount: Decimal, unit: str) -> tuple[Decimal, str]:
    mass, _, kind = unit.partition(" ")
    if dimension(mass) == "mass":
        serving = convert(amount, mass, "mcg")
        by, of_mass = next((by, of_mass) for below, by, of_mass in _BANDS if serving < below)
        return by, f"{of_mass} {kind}".strip() if not kind or of_mass != "g" else f"mg {kind}"
    return (_BILLION if unit in ("CFU", "AFU", "cells") else _THOUSAND), unit


def _ratio(unit: str, to: str) -> Decimal:
    try:
        return convert(Decimal(1), unit, to)
    except UnitError:
        return Decimal(1)
