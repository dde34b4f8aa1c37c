# SPDX-License-Identifier: Apache-2.0
"""D108: a dose, or an amount in one unit, that is not the one of the licence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Intake, Table
from officinal.checks.counted import counted, unit_words
from officinal.checks.dose.adults_only import child_doses
from officinal.checks.dose.against import rounded_down, rounded_up
from officinal.checks.licence import Licence, LicensedDose
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.label import Measure
from officinal.label.daily import in_servings

RULE = Rule(
    severity="error",
    message={
        "en": "The directions come to {most} a day; licence {number} allows {licensed}",
        "fr": "Le mode d’emploi donne {most} par jour; la licence {number} en permet {licensed}",
        "en-amount": "{substance}: {amount} {unit} in one {piece}; licence {number} has {licensed} {unit}",
        "fr-amount": "{substance}: {amount} {unit} par unité ({piece}); la licence {number} indique {licensed} {unit}",
        "en-children": "These directions speak to people under 18 years; licence {number} has a dose for adults only",
        "fr-children": "Ce mode d’emploi s’adresse à des personnes de moins de 18 ans; la licence {number} n’a de dose que pour les adultes",
    },
    advice={
        "en": "Print the dose of the licence, or have the licence amended",
        "fr": "Indiquer la dose de la licence, ou faire modifier la licence",
        "en-amount": "Print the quantity of the licence, or have the licence amended",
        "fr-amount": "Indiquer la quantité de la licence, ou faire modifier la licence",
        "en-children": "Keep the directions to adults, or have the licence amended",
        "fr-children": "Limiter le mode d’emploi aux adultes, ou faire modifier la licence",
    },
    cite={"former": Cite("nhpr-former", "93(1)(b)(v), (viii)"), "facts-table": Cite("nhpr", "93.1(7)(a)(ii), (14)(a)")},
)


def check(case: Case) -> Iterator[Found]:
    """Only with a licence: its daily dose for adults, its people, and its quantities in one unit."""
    if case.licence is None:
        return
    for table in case.tables:
        yield from _doses(case, case.licence, table)
        yield from _children(case, case.licence, table)
        yield from _amounts(case, case.licence, table)


def _doses(case: Case, licence: Licence, table: Table) -> Iterator[Found]:
    """Doses for adults above the greatest that the licence has, where both can be counted in servings."""
    licensed = [_in_servings(each, table) for each in licence.doses if _for_adults(each)]
    known = [each for each in licensed if each is not None]
    if not known or len(known) < len(licensed) or table.serving is None:
        return
    unit, count = table.serving.unit, table.serving.max_count or table.serving.count or Decimal(1)
    for dose in case.doses(table):
        most = dose.servings.max if dose.servings and "adult" in dose.populations else None
        if most is not None and most > max(known):
            said = {"most": counted(most * count, unit), "licensed": counted(max(known) * count, unit)}
            yield Found(f"{dose.pointer}/servings", {**said, "number": licence.number})


def _children(case: Case, licence: Licence, table: Table) -> Iterator[Found]:
    if licence.doses and all(_for_adults(each) and (each.age_from or 18) >= 18 for each in licence.doses):
        for dose in child_doses(case, table):
            yield Found(dose.pointer, {"number": licence.number}, variant="children")


def _amounts(case: Case, licence: Licence, table: Table) -> Iterator[Found]:
    """Quantities in one unit, where the licence counts its doses in the unit of the table's serving."""
    serving = table.serving
    if serving is None or not serving.count or serving.unit is None or not licence.doses:
        return
    if any(_unit(each.unit) != serving.unit for each in licence.doses):
        return
    for substance, (quantity, unit) in _quantities(licence).items():
        intake = case.intake(substance, unit, table)
        if intake is not None and intake.known and not _agrees(_in_one(intake, serving.count), quantity):
            yield Found(
                intake.row.pointer,
                {
                    "substance": Named(substance),
                    "amount": intake.per_serving.high / serving.count,
                    "unit": unit,
                    "piece": unit_words(serving.unit),
                    "licensed": quantity,
                    "number": licence.number,
                },
                variant="amount",
            )


def _quantities(licence: Licence) -> dict[str, tuple[Decimal, str]]:
    """How much of each substance one unit holds; substances in two units or without a number are left out."""
    from officinal.reading.amounts import unit_symbol

    held: dict[str, tuple[Decimal, str]] = {}
    unclear: set[str] = set()
    for each in licence.ingredients:
        unit = unit_symbol((each.unit or "").strip().lower())
        if each.substance is None:
            continue
        before, counted_in = held.get(each.substance, (Decimal(0), unit))
        if each.quantity is None or unit is None or counted_in != unit:
            unclear.add(each.substance)
        else:
            held[each.substance] = (before + each.quantity, unit)
    return {substance: found for substance, found in held.items() if substance not in unclear}


def _in_one(intake: Intake, count: Decimal) -> Interval:
    """What one unit can hold, by what the printed amounts can have been rounded from."""
    return Interval(
        intake.per_serving.low * rounded_down(intake) / count, intake.per_serving.high * rounded_up(intake) / count
    )


def _agrees(printed: Interval, licensed: Decimal) -> bool:
    return printed.low <= licensed <= printed.high


def _in_servings(dose: LicensedDose, table: Table) -> Decimal | None:
    """The most a day that a licensed dose comes to, in servings of a table."""
    unit = _unit(dose.unit)
    a_day = dose.per.strip().lower() in (
        "daily",
        "day",
        "per day",
        "days",
        "par jour",
        "jour",
        "quotidien",
        "quotidiennement",
    )
    if unit is None or dose.most is None or not a_day:
        return None
    once = in_servings(Measure(min=dose.least or dose.most, max=dose.most, unit=unit), table.serving)
    times = dose.most_times or Decimal(1)
    return None if once is None or once.max is None else once.max * times


def _unit(words: str) -> str | None:
    """The unit in which a licence counts its dose, as a label counts it."""
    from officinal.knowledge.names import fold
    from officinal.reading.vocabulary import DOSE_UNITS

    return DOSE_UNITS.get(fold(words).strip())


def _for_adults(dose: LicensedDose) -> bool:
    return dose.population.strip().lower() in ("adults", "adult", "adultes", "adulte")
