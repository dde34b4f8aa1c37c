# SPDX-License-Identifier: Apache-2.0
"""Whether a printed percent fits a printed amount, given that both were rounded before they were printed."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from officinal.checks.amounts import Interval, equivalences
from officinal.checks.case import Case, Row
from officinal.errors import UnitError
from officinal.knowledge import names
from officinal.knowledge.schema import Value
from officinal.label import Equivalence, Quantity, convert, dimension

_ONE = Decimal(1)
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


def as_printed(amount: Quantity) -> Interval:
    """The amounts that can have been rounded to a printed number: 0.9 mg is 0.85 to 0.95.

    >>> as_printed(Quantity(value="0.9", unit="mg"))
    Interval(low=Decimal('0.85'), high=Decimal('0.95'))
    """
    last = amount.value.as_tuple().exponent
    half = _HALF.scaleb(last if isinstance(last, int) else 0)
    high = amount.max if amount.max is not None else amount.value
    return Interval(max(Decimal(0), amount.value - half), high + half)


def percent_of(amount: Decimal, reference: Decimal) -> Decimal:
    """The whole percent that a label prints, halves rounded up.

    >>> percent_of(Decimal("10.5"), Decimal("420"))
    Decimal('3')
    """
    return (_HUNDRED * amount / reference).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def fits(percent: Decimal, amount: Interval, reference: Decimal) -> bool:
    """Whether some amount of the interval rounds to the percent, printed whole or with decimals."""
    last = percent.as_tuple().exponent
    half = _HALF.scaleb(last if isinstance(last, int) and last < 0 else 0)
    return _HUNDRED * amount.low / reference <= percent + half and _HUNDRED * amount.high / reference >= percent - half


def in_reference(case: Case, row: Row, reference: Value) -> list[Interval]:
    """What a row's amount can be in the unit of a reference value; empty where it cannot be brought into it.

    A bare "mcg" beside a reference in "mcg DFE" is read both ways: as the equivalent itself, as labels print it, and
    as the mass of the form that the row names.
    """
    amount = row.item.amount
    if (
        amount is None
        or amount.unit is None
        or reference.unit is None
        or amount.qualifier not in (None, "approximately")
    ):
        return []
    known = equivalences(row.substance, row, case.know, market=case.market.id, as_of=case.as_of)
    printed = as_printed(amount)
    return [printed.times(factor) for factor in _factors(amount.unit, reference.unit, known)]


@lru_cache(maxsize=4_000)
def _factors(unit: str, to: str, known: tuple[Equivalence, ...]) -> tuple[Decimal, ...]:
    """By what amounts in a unit are multiplied to bring them into another, in each way that they can be read."""
    ways: list[tuple[str, tuple[Equivalence, ...]]] = [(to, ()), *((to, (each,)) for each in known)]
    if to.startswith(f"{unit} ") or (dimension(unit) == "mass" and " " in to):
        ways.insert(0, (to.partition(" ")[0], ()))
    found: dict[Decimal, None] = {}
    for aim, by in ways:
        try:
            found[convert(_ONE, unit, aim, by)] = None
        except UnitError:
            continue
    return tuple(found)


_PEOPLE = {
    "pregnant-or-breastfeeding": ("prenatal", "postnatal", "natal", "pregnan", "pregnancy", "lactat", "lactation", "nursing", "breastfeeding", "maternal", "mother", "mom", "enceinte", "grossesse", "allaitement"),
    "age-1-3": ("toddler", "children", "child", "kid", "enfant"),
    "infant": ("infant", "baby", "babies", "bebe", "nourrisson"),
}  # fmt: skip
"""words of a name or of directions that speak to a group with reference values of its own"""


def populations(case: Case) -> tuple[str, ...]:
    """Whose reference values a label may use: everybody's, and those of a group that its name or directions speak to."""
    label = case.label
    said = (label.name, label.tagline, *label.highlights, *(each.population for each in label.directions))
    words = {word.removesuffix("s") for text in said if text for word in names.words(text)}
    return (
        *_EVERYBODY,
        *(group for group, known in _PEOPLE.items() if words & {each.removesuffix("s") for each in known}),
    )


_EVERYBODY = ("age-4-plus", "adult")


def lawful(case: Case, substance: str, groups: tuple[str, ...] | None = None) -> list[Value]:
    """The label references that may be used on the day: those in force, and in a transition the older ones too.

    They are those of `groups`, or of the people that the label speaks to.
    """
    groups = groups or populations(case)
    held = [
        value
        for value in case.know.values(substance, "label-reference", market=case.market.id, as_of=case.as_of)
        if value.population in groups and not value.none_set
    ]
    for transition in case.market.transitions:
        if (
            transition.kind == "label-reference"
            and transition.in_force(case.market.id, case.as_of)
            and transition.from_
        ):
            before = transition.from_ - dt.timedelta(days=1)
            held += [
                value
                for value in case.know.values(substance, "label-reference", market=case.market.id, as_of=before)
                if value.population in groups and not value.none_set
            ]
    return held


def superseded(case: Case, substance: str) -> list[Value]:
    """The label references that were in force before the day and are no more."""
    known = case.know.substances.get(substance)
    groups = populations(case)
    return [
        value
        for value in (known.values if known else ())
        if value.kind == "label-reference"
        and value.market == case.market.id
        and value.to is not None
        and value.to < case.as_of
        and value.population in groups
        and value not in lawful(case, substance)
    ]


def matches(case: Case, row: Row, references: list[Value]) -> Value | None:
    """The first reference from which the printed percent can have been computed."""
    percent = row.item.daily_value_percent
    if percent is None:
        return None
    for reference in references:
        if reference.value and any(
            fits(percent, amount, reference.value) for amount in in_reference(case, row, reference)
        ):
            return reference
    return None


GROUPS = (*_EVERYBODY, *_PEOPLE)
"""every group that has reference values of its own"""


def comparable(case: Case, row: Row, references: list[Value]) -> Value | None:
    """The first reference that the row's amount can be held against at all."""
    return next((each for each in references if each.value and in_reference(case, row, each)), None)
