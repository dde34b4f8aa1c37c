# SPDX-License-Identifier: Apache-2.0
"""Doses for children of what a monograph keeps for adults."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.checks.case import Case, Dose, Row, Table
from officinal.checks.dose.against import concerns, for_the_company
from officinal.knowledge.names import kind_of
from officinal.knowledge.schema import Value

_CHILDREN = ("infant", "child", "adolescent")


def child_doses(case: Case, table: Table) -> list[Dose]:
    """The doses that speak to people below the age of adults, of whatever age."""
    return [
        dose
        for dose in case.doses(table)
        if dose.directions.population in _CHILDREN or concerns(case.know, "child", dose)
    ]


def kept_for_adults(case: Case, *, sources: bool) -> Iterator[tuple[str, Row, Value, Dose]]:
    """Each dose for children of what the monograph sets none for: an ingredient, or a source of a nutrient."""
    for substance, table in case.supplied:
        doses = child_doses(case, table)
        if not doses:
            continue
        values = case.know.values(
            substance, "dose-maximum", market=case.market.id, as_of=case.as_of, population="child"
        )
        for value in for_the_company(case, values):
            if value.none_set and (bool(value.forms) and kind_of(substance) == "nutrient") == sources:
                row = _row(case, substance, table, value)
                yield from ((substance, row, value, dose) for dose in doses if row is not None)


def _row(case: Case, substance: str, table: Table, value: Value) -> Row | None:
    """The first row that supplies the substance, by one of the forms where the value is for forms."""
    rows = (supply.row for supply in case.supplies if supply.substance == substance and supply.row.table is table)
    return next((row for row in rows if not value.forms or set(value.forms) & {*row.sources, row.substance}), None)
