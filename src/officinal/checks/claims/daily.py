# SPDX-License-Identifier: Apache-2.0
"""How much a claim needs a day, and how much the directions give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, reduce
from typing import NamedTuple

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Dose, Row, Table
from officinal.checks.claims.authorised import markets
from officinal.checks.rule import Named
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import AtLeast, Claim, Value

_ADULT = Decimal(19)
"""years from which the reference intakes call people adults"""


class Daily(NamedTuple):
    """What one dose of one table gives of a claim's carrier a day, beside what the claim needs."""

    row: Row
    day: Interval
    needs: Decimal
    unit: str


def daily(case: Case, substance: str, claim: Claim) -> Iterator[Daily]:
    """Each dose of each table that holds a claim's carrier; nothing where the claim needs no amount, or one is unknown."""
    if claim.at_least is None:
        return
    for table in (table for supplied, table in case.supplied if supplied == substance):
        for dose in case.doses(table):
            need = needed(case, substance, claim.at_least, dose)
            given = need and _given(case, substance, claim, table, dose, need[1])
            if need and given:
                yield Daily(given[0], given[1], *need)


def _given(
    case: Case, substance: str, claim: Claim, table: Table, dose: Dose, unit: str
) -> tuple[Row, Interval] | None:
    counted = claim.together or (substance,)
    if case.nameless or any(row.substance in counted and row.item.amount is None for row in table.rows):
        return None  # more of it may be in the jar than the amounts say
    asked = (case.intake(each, unit, table, forms=claim.forms) for each in counted)
    intakes = [each for each in asked if each is not None]
    if not intakes or not all(each.known for each in intakes) or dose.servings is None:
        return None
    total = reduce(Interval.plus, (each.per_serving for each in intakes))
    day = intakes[0]._replace(per_serving=total).per_day(dose.servings)
    return (intakes[0].row, day) if day is not None else None


def needed(case: Case, substance: str, at_least: AtLeast, dose: Dose) -> tuple[Decimal, str] | None:
    """The least a day for the people of a dose: an amount, or a percent of a value that is known for them."""
    if at_least.value is not None and at_least.unit is not None:
        return at_least.value, at_least.unit
    assert at_least.percent is not None
    assert at_least.of is not None
    known = [
        (value.value * at_least.percent / 100, value.unit)
        for value in _values(case, substance, at_least, dose)
        if value.value is not None and value.unit is not None
    ]
    return min(known, default=None)


def _values(case: Case, substance: str, at_least: AtLeast, dose: Dose) -> list[Value]:
    """The values of the people that a dose is for: the lowest of them decides, for the label may mean these alone."""
    assert at_least.of is not None
    adults = _adults(case.know)
    for_adults = at_least.of == "label-reference" or not adults.isdisjoint(dose.populations)
    people = adults | {"age-4-plus"} if for_adults else frozenset(dose.populations)
    for market in markets(case):
        held = case.know.values(substance, at_least.of, market=market, as_of=case.as_of)
        if found := [value for value in held if value.population in people and not value.forms]:
            return found
    return []


@cache
def _adults(know: Knowledge) -> frozenset[str]:
    """The populations of adults, of whatever age and sex."""
    return frozenset(
        each.id for each in know.populations.values() if each.age_from is not None and each.age_from >= _ADULT
    )


class Short(NamedTuple):
    """The carrier that comes nearest to what its claim needs, and does not reach it."""

    substance: str
    claim: Claim
    daily: Daily

    @property
    def substances(self) -> tuple[Named, ...]:
        """What was counted: the carrier, or what counts together."""
        return tuple(map(Named, self.claim.together or (self.substance,)))


def short(case: Case, target: str, carried: Sequence[tuple[str, Claim]]) -> Short | None:
    """Where every carrier of a target is known to stay below; None where one reaches it, or where that is not known.

    A claim on the very target decides over one on a wider target.
    """
    own = {substance for substance, claim in carried if claim.target == target}
    nearest: Short | None = None
    for substance, claim in carried:
        if substance in own and claim.target != target:
            continue
        given = list(daily(case, substance, claim))
        if not given or any(each.day.high >= each.needs for each in given):
            return None
        best = max(given, key=lambda each: each.day.high / each.needs)
        if nearest is None or best.day.high / best.needs > nearest.daily.day.high / nearest.daily.needs:
            nearest = Short(substance, claim, best)
    return nearest
