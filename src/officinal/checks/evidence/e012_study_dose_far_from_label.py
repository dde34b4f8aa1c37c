# SPDX-License-Identifier: Apache-2.0
"""E012: a study whose dose is far from that of the label."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Table
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.rule import Found, Named, Rule
from officinal.errors import UnitError
from officinal.knowledge.names import kind_of
from officinal.label import Quantity
from officinal.patterns import lazy

RULE = Rule(
    severity="info",
    message={
        "en": "The study gave {study} {unit} of {substance} a day; by this label's directions a day's dose is {label} {unit}",
        "fr": "L’étude a donné {study} {unit} de {substance} par jour; selon le mode d’emploi, la dose quotidienne est de {label} {unit}",
        "en-range": "The study gave {study} {unit} of {substance} a day; by this label's directions a day's dose is {least} to {label} {unit}",
        "fr-range": "L’étude a donné {study} {unit} de {substance} par jour; selon le mode d’emploi, la dose quotidienne est de {least} à {label} {unit}",
    },
    advice={
        "en": "Say which dose the study gave, so that its result is not credited to this one",
        "fr": "Indiquer la dose de l’étude, pour que son résultat ne soit pas attribué à celle-ci",
    },
    cite=NOT_MISLEADING,
)

_FAR = 2
"""times"""
_DOSE = lazy(r"(?P<value>\d+(?:\.\d+)?) (?P<unit>mg|mcg|g|IU)")


def check(case: Case) -> Iterator[Found]:
    """Studies in people, for each nutrient that they gave in a known amount and that the label supplies in one."""
    if case.nameless:
        return
    for each in cited(case):
        if each.known.species == "human" and not each.is_mention:
            for substance, doses in _doses(each).items():
                yield from _against(case, each, substance, doses)


def _doses(each: Cited) -> dict[str, list[Quantity]]:
    """What the groups were given a day, by nutrient; what was given as a compound may be weighed as either."""
    given: dict[str, list[Quantity]] = {}
    for arm in each.known.arms:
        for substance, printed in zip(arm.given, arm.doses, strict=False):
            dose = _DOSE.fullmatch(printed)
            if dose is not None and kind_of(substance) == "nutrient":
                given.setdefault(substance, []).append(Quantity(value=Decimal(dose["value"]), unit=dose["unit"]))
    return given


def _against(case: Case, each: Cited, substance: str, doses: list[Quantity]) -> Iterator[Found]:
    days = [(table, day) for table in case.tables if (day := _day(case, table, substance, doses[0].unit or ""))]
    if len(days) != 1:
        return
    _, day = days[0]
    try:
        studied = [dose.to(doses[0].unit or "").value for dose in doses]
    except UnitError:
        return
    if any(dose <= _FAR * day.high and day.low <= _FAR * dose for dose in studied):
        return
    nearest = min(studied) if min(studied) > day.high else max(studied)
    yield Found(
        each.pointer,
        {"study": nearest, "least": day.low, "label": day.high, "unit": doses[0].unit, "substance": Named(substance)},
        fact=each.known,
        variant="" if day.exact else "range",
    )


def _day(case: Case, table: Table, substance: str, unit: str) -> Interval | None:
    """The least and most that adults take of a substance in a day, where all of it is known."""
    intake = case.intake(substance, unit, table)
    if intake is None or not intake.known:
        return None
    doses = [dose for dose in case.doses(table) if any(group.startswith("adult") for group in dose.populations)]
    days = [day for dose in doses if dose.servings and (day := intake.per_day(dose.servings))]
    return (
        Interval(min(day.low for day in days), max(day.high for day in days))
        if days and len(days) == len(doses)
        else None
    )
