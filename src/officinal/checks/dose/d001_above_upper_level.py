# SPDX-License-Identifier: Apache-2.0
"""D001: a day's dose is above the tolerable upper level that the market's body sets."""

from collections.abc import Iterator, Sequence

from officinal.checks.case import Case, Table
from officinal.checks.dose.against import Held, concerns, for_the_company, intake_for, over, people
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Text, Value

RULE = Rule(
    severity="warning",
    message={
        "en": "A day's dose holds up to {most} {unit} of {substance}; the {level} of the {body} for {population} is {limit} {unit} a day, {counted}",
        "fr": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}; {level} ({body}; {population}) est de {limit} {unit} par jour, {counted}",
        "en-possible": "A day's dose can hold up to {most} {unit} of {substance}, depending on which form is meant; the {level} of the {body} for {population} is {limit} {unit} a day, {counted}",
        "fr-possible": "La dose quotidienne peut apporter jusqu’à {most} {unit} de {substance}, selon la forme visée; {level} ({body}; {population}) est de {limit} {unit} par jour, {counted}",
        "en-allowed": "A day's dose holds up to {most} {unit} of {substance}, as the monograph allows; it is above the {level} of the {body} for {population}, {limit} {unit} a day, {counted}",
        "fr-allowed": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}, ce que permet la monographie; elle dépasse {level} ({body}; {population}), {limit} {unit} par jour, {counted}",
        "en-licensed": "A day's dose holds up to {most} {unit} of {substance}, which the licence settles; it is above the {level} of the {body} for {population}, {limit} {unit} a day, {counted}",
        "fr-licensed": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}, ce que règle la licence; elle dépasse {level} ({body}; {population}), {limit} {unit} par jour, {counted}",
    },
    advice={
        "en": "An upper level is no legal maximum: weigh a lower dose, or say for whom and how long so much is meant",
        "fr": "Un apport maximal n’est pas une limite légale: envisager une dose plus faible, ou préciser à qui et pour combien de temps elle est destinée",
        "en-possible": "State the amount of {substance} itself, and the form that supplies it",
        "fr-possible": "Indiquer la quantité de {substance} elle-même et la forme qui l’apporte",
        "en-allowed": "Nothing to change; keep the level in mind when other products with {substance} are recommended beside it",
        "fr-allowed": "Rien à changer; en tenir compte si d’autres produits contenant {substance} sont recommandés en même temps",
        "en-licensed": "Nothing to change; keep the level in mind when other products with {substance} are recommended beside it",
        "fr-licensed": "Rien à changer; en tenir compte si d’autres produits contenant {substance} sont recommandés en même temps",
    },
    cite={
        "ca": Cite("iom-dri", verified="third-party"),
        "us": Cite("iom-dri", verified="third-party"),
        "eu": Cite("efsa-ul", verified="official"),
        "uk": Cite("uk-evm-2003", verified="third-party"),
    },
)
_LEVELS = {
    "upper": Text(en="tolerable upper level", fr="l’apport maximal tolérable"),
    "safe-level": Text(en="safe level of intake", fr="l’apport sans danger"),
}
_ALONE = Text(
    en="counting supplements and enriched food alone", fr="en ne comptant que les suppléments et les aliments enrichis"
)
_TOTAL = Text(en="counting all food and drink too", fr="tous les aliments et boissons compris")


def check(case: Case) -> Iterator[Found]:
    """Each substance of each table, for each dose; what the market's monograph allows is said, and no more."""
    for substance, table in case.supplied:
        levels = _levels(case, substance)
        if levels:
            for held in over(case, substance, table, levels):
                yield from _found(case, held, substance, table)


def _levels(case: Case, substance: str) -> Sequence[Value]:
    """The upper levels; safe levels where no upper level could be set."""
    upper = case.know.values(substance, "upper", market=case.market.id, as_of=case.as_of)
    levels = [each for each in upper if each.value is not None]
    return levels or case.know.values(substance, "safe-level", market=case.market.id, as_of=case.as_of)


def _found(case: Case, held: Held, substance: str, table: Table) -> Iterator[Found]:
    variant = "" if held.sure else "possible"
    known = case.know.values(substance, "dose-maximum", market=case.market.id, as_of=case.as_of)
    maxima = for_the_company(case, [each for each in known if each.value is not None])
    if case.licence is not None:
        variant = variant or "licensed"
    elif any(
        concerns(case.know, each.population, held.dose) and intake_for(case, each, substance, table) for each in maxima
    ):
        if any(each.dose == held.dose for each in over(case, substance, table, maxima)):
            return  # D102 says it
        variant = variant or "allowed"
    yield Found(
        held.intake.row.pointer,
        {
            "most": held.day.high,
            "limit": held.limit,
            "unit": held.value.unit,
            "substance": Named(substance),
            "population": people(case, held.value),
            "body": case.market.levels_by or "",
            "level": _LEVELS[held.value.kind],
            "counted": _ALONE if held.value.basis == "supplemental" else _TOTAL,
        },
        fact=held.value,
        severity="info" if variant else None,
        variant=variant,
    )
