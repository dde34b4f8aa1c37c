# SPDX-License-Identifier: Apache-2.0
"""Which risk information is due: for what is in the product, at the dose that the directions give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from officinal.checks.case import Case, Row, Table
from officinal.checks.risk.said import said
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Risk


class Due(NamedTuple):
    """One risk of one substance that the label should speak of."""

    substance: str
    row: Row
    risk: Risk


def unsaid(case: Case) -> tuple[Due, ...]:
    """Each risk in force for what the facts tables hold, whose conditions are known to be met, and that the label does not say.

    Prescribed wordings are left to rules of their own; cautions that were read nowhere count only where Canada may ask for them.
    """
    return case.once(_unsaid)


def _unsaid(case: Case) -> tuple[Due, ...]:
    return tuple(
        Due(substance, rows[0], risk)
        for substance, table, rows, risks in _held(case)
        for risk in risks
        if case.label.dosage_form not in risk.except_dosage_forms
        and _from_form(risk, rows)
        and not case.medicinal.intersection(risk.unless_supplied)
        and (not risk.when_claimed or not _spoken_of(case).isdisjoint(risk.when_claimed))
        and not said(case).says(risk)
        and _dose_met(case, substance, table, risk)
        and _package_met(case, substance, table, risk)
    )


def _spoken_of(case: Case) -> frozenset[str]:
    """What the product's name, head lines and claims speak of, and all that it falls under."""
    return case.once(_targets)


def _targets(case: Case) -> frozenset[str]:
    label, know = case.label, case.know
    lines = " | ".join(filter(None, (label.name, label.tagline, *label.highlights, *label.badges)))
    found = {*know.target_phrases.ids(lines), *(target for said in case.claims for target in said.targets)}
    return frozenset(wider for target in found for wider in know.wider(target))


def _held(case: Case) -> Iterator[tuple[str, Table, list[Row], tuple[Risk, ...]]]:
    """Each substance with risks, in each table, with the rows that name or supply it."""
    known = _risks(case.know, case.market.id, case.as_of)
    held: dict[tuple[str, Table], list[Row]] = {}
    for row in case.rows:
        if row.item.kind is None:
            for each in (row.substance, *row.sources):
                if each is not None and each in known:
                    _add(held, each, row)
    for supply in case.supplies:
        if supply.substance in known and supply.row.item.kind is None:
            _add(held, supply.substance, supply.row)
    for (substance, table), rows in held.items():
        yield substance, table, rows, known[substance]


def _add(held: dict[tuple[str, Table], list[Row]], substance: str, row: Row) -> None:
    rows = held.setdefault((substance, row.table), [])
    if all(row is not each for each in rows):
        rows.append(row)


@lru_cache(maxsize=64)
def _risks(know: Knowledge, market: str, as_of: dt.date) -> dict[str, tuple[Risk, ...]]:
    """The risks that these rules speak of in a market on a day, by substance."""
    return {
        substance: held
        for substance, risks in _told(know).items()
        if (held := tuple(each for each in risks if each.in_force(market, as_of)))
    }


@cache
def _told(know: Knowledge) -> dict[str, tuple[Risk, ...]]:
    return {
        substance.id: risks
        for substance in know.substances.values()
        if (risks := tuple(each for each in substance.risks if not each.statutory and _read(each)))
    }


def _read(risk: Risk) -> bool:
    """Whether a risk was read in a source, or is one that a Canadian monograph may ask for."""
    return risk.market == "ca" or risk.verified != "general-knowledge"


def _from_form(risk: Risk, rows: list[Row]) -> bool:
    """Whether the forms that a risk is about are named; any form where it is about none."""
    return not risk.forms or any({row.substance, *row.sources} & set(risk.forms) for row in rows)


def _dose_met(case: Case, substance: str, table: Table, risk: Risk) -> bool:
    if risk.above is None and risk.at_least is None:
        return True
    bound = risk.above or risk.at_least
    assert bound is not None
    most = case.most_a_day(substance, bound.unit, table, forms=risk.forms)
    return most is not None and (most > bound.value if risk.above else most >= bound.value)


def _package_met(case: Case, substance: str, table: Table, risk: Risk) -> bool:
    if risk.package_above is None:
        return True
    intake = case.intake(substance, risk.package_above.unit, table)
    if intake is None or table.servings_per_container is None:
        return False
    return bool(intake.per_serving.low * table.servings_per_container > risk.package_above.value)
