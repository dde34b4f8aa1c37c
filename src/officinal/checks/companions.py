# SPDX-License-Identifier: Apache-2.0
"""Nutrients that the source of another brings along: sodium with sodium ascorbate, calcium with calcium pantothenate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from officinal.checks.case import Case, Row, Table
from officinal.errors import UnitError
from officinal.knowledge.names import of
from officinal.label import convert


class Companion(NamedTuple):
    """At least so much of a nutrient in a serving, from the source of another one."""

    row: Row
    source: str
    nutrient: str
    per_unit: Decimal
    """how much of it for one of the row's nutrient, by mass"""
    verified: str

    def amount(self, unit: str) -> Decimal | None:
        """The amount in a serving; None where the row's amount is no mass."""
        printed = self.row.item.amount
        if printed is None or printed.unit is None:
            return None
        try:
            return convert(printed.value, printed.unit, unit) * self.per_unit
        except UnitError:
            return None


def _listed(case: Case) -> dict[Table, set[str | None]]:
    """What each table has a row for."""
    listed = {table: {row.substance for row in table.rows} for table in case.tables}
    for supply in case.supplies:
        if supply.share is None:
            listed[supply.row.table].add(supply.substance)
    return listed


def companions(case: Case) -> Iterator[Companion]:
    """What each row's only source brings along, where its formula is known and the table has no row for it."""
    for row in case.rows:
        item = row.item
        if row.substance is None or item.amount is None or item.amount.unit is None:
            continue
        source = (
            row.sources[0] if len(item.sources) == 1 and row.sources else row.substance if not item.sources else None
        )
        if source is None:
            continue
        main = case.know.shares_of(source, row.substance)
        listed = case.once(_listed)[row.table]
        for nutrient in case.know.nutrients_in(source):
            if nutrient == row.substance or nutrient in listed or nutrient in of(row.substance):
                continue
            brought = case.know.shares_of(source, nutrient)
            if source == row.substance:  # the row weighs the compound itself
                ratio = min(each.share for each in brought)
            elif main:
                by_form = {each.formula: each.share for each in main}
                ratios = [each.share / by_form[each.formula] for each in brought if by_form.get(each.formula)]
                if not ratios:
                    continue
                ratio = min(ratios)
            else:
                continue
            yield Companion(row, source, nutrient, ratio, brought[0].verified)
