# SPDX-License-Identifier: Apache-2.0
"""A day's dose held against the values of a substance, for the people that the directions speak to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Dose, Intake, Row, Table
from officinal.checks.percents import as_printed
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import kind_of, of
from officinal.knowledge.schema import Population, Text, Value, ValueKind

_ALWAYS = Decimal(1)


class Held(NamedTuple):
    """One dose, and the value that its day is above or below."""

    value: Value
    limit: Decimal
    intake: Intake
    dose: Dose
    day: Interval
    sure: bool
    """whatever the row's name can mean chemically, and however its amount was rounded"""


def over(case: Case, substance: str, table: Table, values: Sequence[Value]) -> Iterator[Held]:
    """For each dose, the strictest of the values that its most a day is above, those surely exceeded first."""
    for dose in case.doses(table):
        above = list(_above(case, substance, table, values, dose))
        if above:
            yield min(above, key=lambda held: (not held.sure, held.limit))


def _above(case: Case, substance: str, table: Table, values: Sequence[Value], dose: Dose) -> Iterator[Held]:
    """The values that one dose's day is above, even if its amounts were rounded up before they were printed."""
    servings = dose.servings
    if servings is None or servings.max is None:
        return
    for value in values:
        if value.value is None or value.unit is None or value.per != "day":
            continue
        if not concerns(case.know, value.population, dose) or not (intake := intake_for(case, value, substance, table)):
            continue
        day = intake.per_day(servings)
        shrink = rounded_down(intake)
        if day is not None and day.high * shrink > value.value:
            sure = intake.per_serving.low * servings.max * shrink > value.value
            yield Held(value, value.value, intake, dose, day, sure)


def intake_for(case: Case, value: Value, substance: str, table: Table) -> Intake | None:
    """What a table's serving holds of what a value is about.

    A form with a value of its own (beta-carotene) is left out of the wider one's. A value for a form of anything but
    a nutrient is for the mass of that form: of creatine monohydrate, not of the creatine in it.
    """
    assert value.unit is not None
    if value.forms and kind_of(substance) != "nutrient":
        each = (case.intake(form, value.unit, table) for form in value.forms)
        return next((intake for intake in each if intake is not None), None)
    others = _judged_by_their_own(case.know, value.kind, substance)
    return case.intake(substance, value.unit, table, forms=value.forms, but=others)


@cache
def _judged_by_their_own(know: Knowledge, kind: ValueKind, substance: str) -> frozenset[str]:
    """What supplies a substance and has values of a kind, or a monograph's dose, of its own."""
    own = _have_own(know, kind) | _have_own(know, "dose-maximum")
    return frozenset(each for each in own if substance in (know.substances[each].group, *of(each)))


@cache
def _have_own(know: Knowledge, kind: ValueKind) -> frozenset[str]:
    return frozenset(each.id for each in know.substances.values() if any(value.kind == kind for value in each.values))


def rounded_down(intake: Intake) -> Decimal:
    """By what the printed amounts may have been rounded up: 63 mcg can be 62.5 mcg."""
    shares = (as_printed(each.amount).low / each.amount.value for each in intake.supplies if each.amount.value)
    return min(shares, default=_ALWAYS)


def rounded_up(intake: Intake) -> Decimal:
    """By what the printed amounts may have been rounded down."""
    shares = (as_printed(each.amount).high / each.amount.value for each in intake.supplies if each.amount.value)
    return max(shares, default=_ALWAYS)


def concerns(know: Knowledge, population: str, dose: Dose) -> bool:
    """Whether a value for a population is for some of the people that a dose speaks to."""
    return _concerns(know, population, dose.populations)


@cache
def _concerns(know: Knowledge, population: str, people: tuple[str, ...]) -> bool:
    return any(population == each or _meet(know, population, each) for each in people)


def _meet(know: Knowledge, population: str, group: str) -> bool:
    wide, narrow = know.populations[population], know.populations[group]
    if population == "any":
        return True
    if population == "pregnant-or-breastfeeding" or narrow.state:
        return population in ("pregnant-or-breastfeeding", "adult") and narrow.state in ("pregnancy", "breastfeeding")
    if wide.state or wide.age_from is None or (wide.sex and wide.sex != narrow.sex):
        return False
    return _begins_before_the_end(wide, narrow) and _begins_before_the_end(narrow, wide)


def _begins_before_the_end(one: Population, other: Population) -> bool:
    return other.age_to is None or (one.age_from or 0) < other.age_to


def people(case: Case, value: Value) -> Text:
    """The people whom a value is for, in words."""
    names = case.know.populations[value.population].names
    return Text(en=names.en[0], fr=names.fr[0] if names.fr else None)


def only_ingredient(case: Case) -> bool:
    """Whether the label has one medicinal ingredient: one row, or several of one substance."""
    rows = [row for row in case.rows if row.item.kind != "nutrition"]
    return len({_wider(case, row) for row in rows}) == 1 and rows[0].substance is not None


def _wider(case: Case, row: Row) -> str | None:
    known = case.know.substances.get(row.substance or "")
    return known.group if known and known.group else row.substance


def for_the_company(case: Case, values: Sequence[Value]) -> Sequence[Value]:
    """The values that hold where the substance is the only ingredient, or where it is not."""
    alone = {(each.population, each.forms) for each in values if each.alone}
    if not alone:
        return values
    if case.once(only_ingredient):
        return [each for each in values if each.alone or (each.population, each.forms) not in alone]
    return [each for each in values if not each.alone]
