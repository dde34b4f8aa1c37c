# SPDX-License-Identifier: Apache-2.0
"""D102: a day's dose is above the most that the market's monograph allows."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.dose.against import Held, for_the_company, over, people
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import kind_of

RULE = Rule(
    severity="error",
    message={
        "en": "A day's dose holds up to {most} {unit} of {substance}; the monograph allows {limit} {unit} for {population}",
        "fr": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}; la monographie permet {limit} {unit} ({population})",
        "en-more": "A day's dose holds {most} {unit} of {substance} and more that could not be added up; the monograph allows {limit} {unit} for {population}",
        "fr-more": "La dose quotidienne apporte {most} {unit} de {substance}, plus une part qui n’a pu être additionnée; la monographie permet {limit} {unit} ({population})",
        "en-possible": "A day's dose can hold up to {most} {unit} of {substance}, depending on which form is meant; the monograph allows {limit} {unit} for {population}",
        "fr-possible": "La dose quotidienne peut apporter jusqu’à {most} {unit} de {substance}, selon la forme visée; la monographie permet {limit} {unit} ({population})",
    },
    advice={
        "en": "Lower the amount or the number of servings a day, or license the product on other evidence",
        "fr": "Réduire la quantité ou le nombre de portions par jour, ou faire homologuer le produit sur d’autres preuves",
        "en-possible": "State the amount of {substance} itself, and the form that supplies it",
        "fr-possible": "Indiquer la quantité de {substance} elle-même et la forme qui l’apporte",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each substance of each table, for each dose; a licence settles it instead."""
    if case.licence is not None:
        return
    for substance, table in case.supplied:
        values = case.know.values(substance, "dose-maximum", market=case.market.id, as_of=case.as_of)
        if values:
            for held in over(case, substance, table, for_the_company(case, values)):
                yield _found(case, held, substance)


def _found(case: Case, held: Held, substance: str) -> Found:
    return Found(
        held.intake.row.pointer,
        {
            "most": held.day.high,
            "limit": held.limit,
            "unit": held.value.unit,
            "substance": Named(substance),
            "population": people(case, held.value),
        },
        fact=held.value,
        severity="info" if not held.sure else None if kind_of(substance) == "nutrient" else "warning",
        variant="possible" if not held.sure else "" if held.intake.known else "more",
    )
