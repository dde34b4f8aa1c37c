# SPDX-License-Identifier: Apache-2.0
"""D101: a day's dose is below the least that the monograph asks of a medicinal ingredient."""

from collections.abc import Iterator, Sequence

from officinal.checks.amounts import Supply
from officinal.checks.case import Case, Dose, Intake, Table
from officinal.checks.dose.against import concerns, for_the_company, intake_for, people, rounded_up
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import kind_of, of
from officinal.knowledge.schema import Value

RULE = Rule(
    severity="warning",
    message={
        "en": "A day's dose holds at most {most} {unit} of {substance}; the monograph begins at {limit} {unit} for {population}",
        "fr": "La dose quotidienne apporte au plus {most} {unit} de {substance}; la monographie commence à {limit} {unit} ({population})",
        "en-least": "The smallest dose of the directions holds {least} {unit} of {substance} a day; the monograph begins at {limit} {unit} for {population}",
        "fr-least": "La plus petite dose du mode d’emploi apporte {least} {unit} de {substance} par jour; la monographie commence à {limit} {unit} ({population})",
    },
    advice={
        "en": "Raise the amount to the minimum, move {substance} to the non-medicinal ingredients if it serves a purpose there, or license it on other evidence",
        "fr": "Porter la quantité au minimum, déplacer {substance} parmi les ingrédients non médicinaux si une fonction le justifie, ou faire homologuer le produit sur d’autres preuves",
        "en-least": "Begin the directions at a dose that reaches the minimum, or license it on other evidence",
        "fr-least": "Faire commencer le mode d’emploi à une dose qui atteint le minimum, ou faire homologuer le produit sur d’autres preuves",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each declared ingredient whose whole amount is known; a licence settles it instead."""
    if case.licence is not None or case.nameless:
        return
    for substance, table in case.supplied:
        if kind_of(substance) == "botanical":  # a monograph's crude herb is not the extract that a label weighs
            continue
        values = case.know.values(substance, "dose-minimum", market=case.market.id, as_of=case.as_of)
        if values and not _undisclosed(case, substance, table):
            for dose in case.doses(table):
                yield from _found(case, substance, table, for_the_company(case, values), dose)


def _found(case: Case, substance: str, table: Table, values: Sequence[Value], dose: Dose) -> Iterator[Found]:
    """The lowest of the minima that one dose stays below."""
    below = [found for value in values if (found := _below(case, substance, table, value, dose))]
    yield from sorted(below, key=lambda found: (found.variant, found.values["limit"]))[:1]


def _judged(case: Case, substance: str, table: Table, value: Value, dose: Dose) -> Intake | None:
    """What a table holds of a substance where a minimum is for the dose's people and everything is known."""
    if (
        value.value is None
        or value.unit is None
        or value.per != "day"
        or not concerns(case.know, value.population, dose)
    ):
        return None
    intake = intake_for(case, value, substance, table)
    return intake if intake and intake.known and all(_declared(substance, each) for each in intake.supplies) else None


def _below(case: Case, substance: str, table: Table, value: Value, dose: Dose) -> Found | None:
    intake, servings = _judged(case, substance, table, value, dose), dose.servings
    if intake is None or servings is None or servings.max is None or value.value is None:
        return None
    grow = rounded_up(intake)
    most, least = intake.per_serving.high * servings.max, intake.per_serving.high * (servings.min or servings.max)
    if least * grow >= value.value:
        return None
    small = most * grow < value.value
    vital = kind_of(substance) == "nutrient"
    return Found(
        intake.row.pointer,
        {
            "most": most,
            "least": least,
            "limit": value.value,
            "unit": value.unit,
            "substance": Named(substance),
            "population": people(case, value),
        },
        fact=value,
        severity=None if small and vital else "info",
        variant="" if small else "least",
    )


def _declared(substance: str, supply: Supply) -> bool:
    """Whether a row names the substance as an ingredient, not as the counter-ion or a part of another one."""
    item = supply.row.item
    if item.kind == "nutrition":
        return False
    return supply.share is None or of(supply.row.substance or "") == (substance,)


def _undisclosed(case: Case, substance: str, table: Table) -> bool:
    """Whether a row without an exact amount may hold more of it."""
    return substance in case.once(_without_amount)[table]


def _without_amount(case: Case) -> dict[Table, frozenset[str | None]]:
    """What rows without an exact amount hold, by table."""
    return {
        table: frozenset(
            held
            for row in table.rows
            if row.item.amount is None and row.item.kind != "nutrition"
            for held in (row.substance, *row.sources, *of(row.substance or ""))
        )
        for table in case.tables
    }
