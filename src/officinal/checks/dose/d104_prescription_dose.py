# SPDX-License-Identifier: Apache-2.0
"""D104: a dose from which the substance is a prescription drug."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case, Intake, Table
from officinal.checks.counted import unit_words
from officinal.checks.dose.against import intake_for, over, rounded_down
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Value

RULE = Rule(
    severity="error",
    message={
        "en": "A day's dose holds up to {most} {unit} of {substance}; above {limit} {unit} it is a prescription drug and no natural health product",
        "fr": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}; au-delà de {limit} {unit}, c’est une drogue sur ordonnance et non un produit de santé naturel",
        "en-unit": "One {piece} holds {most} {unit} of {substance}; above {limit} {unit} it is a prescription drug and no natural health product",
        "fr-unit": "L’unité posologique ({piece}) contient {most} {unit} de {substance}; au-delà de {limit} {unit}, c’est une drogue sur ordonnance et non un produit de santé naturel",
        "en-possible": "A day's dose can hold up to {most} {unit} of {substance}, depending on which form is meant; above {limit} {unit} it is a prescription drug",
        "fr-possible": "La dose quotidienne peut apporter jusqu’à {most} {unit} de {substance}, selon la forme visée; au-delà de {limit} {unit}, c’est une drogue sur ordonnance",
    },
    advice={
        "en": "Bring both the dosage unit and the day's dose down to {limit} {unit} or less",
        "fr": "Ramener l’unité posologique et la dose quotidienne à {limit} {unit} ou moins",
    },
    cite=Cite("hc-pdl-vitamin-d-2021", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each substance of the prescription list, by the dosage unit and by the day."""
    for substance, table in case.supplied:
        for value in case.know.values(substance, "prescription-above", market=case.market.id, as_of=case.as_of):
            yield from _found(case, substance, table, value)


def _found(case: Case, substance: str, table: Table, value: Value) -> Iterator[Found]:
    intake = intake_for(case, value, substance, table) if value.value is not None and value.unit else None
    if intake is None or value.value is None:
        return
    said = {"limit": value.value, "unit": value.unit, "substance": Named(substance), "piece": ""}
    in_one = _in_one_unit(intake, table)
    if in_one is not None and in_one * rounded_down(intake) > value.value:
        piece = unit_words(table.serving.unit or "serving") if table.serving else ""
        yield Found(intake.row.pointer, {**said, "most": in_one, "piece": piece}, fact=value, variant="unit")
        return
    for held in over(case, substance, table, [value]):
        yield Found(
            intake.row.pointer,
            {**said, "most": held.day.high},
            fact=value,
            severity=None if held.sure else "info",
            variant="" if held.sure else "possible",
        )
        return


def _in_one_unit(intake: Intake, table: Table) -> Decimal | None:
    """The least that one capsule, drop or scoop of a table's serving holds."""
    count = table.serving.count if table.serving else None
    return intake.per_serving.low / count if count else None
