# SPDX-License-Identifier: Apache-2.0
"""D302: a day's dose is above the guidance level that the market's body gives for supplements."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.dose.against import over, people
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Text

RULE = Rule(
    severity="info",
    message={
        "en": "A day's dose holds up to {most} {unit} of {substance}; the guidance level of the {body} for {population} is {limit} {unit} a day, {counted}",
        "fr": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}; la valeur indicative ({body}; {population}) est de {limit} {unit} par jour, {counted}",
    },
    advice={
        "en": "A guidance level rests on thin data and is no legal maximum: weigh a lower dose, or a statement of what more may do",
        "fr": "Une valeur indicative repose sur peu de données et n’est pas une limite légale: envisager une dose plus faible, ou une mention de ce qu’un excès peut causer",
    },
    cite=Cite("uk-evm-2003", verified="third-party"),
)
_ALONE = Text(en="counting supplements alone", fr="en ne comptant que les suppléments")
_TOTAL = Text(en="counting all food and drink too", fr="tous les aliments et boissons compris")


def check(case: Case) -> Iterator[Found]:
    """Each substance of each table, for each dose."""
    for substance, table in case.supplied:
        levels = case.know.values(substance, "guidance", market=case.market.id, as_of=case.as_of)
        if levels:
            for held in over(case, substance, table, levels):
                if held.sure:
                    yield Found(
                        held.intake.row.pointer,
                        {
                            "most": held.day.high,
                            "limit": held.limit,
                            "unit": held.value.unit,
                            "substance": Named(substance),
                            "population": people(case, held.value),
                            "body": case.market.levels_by or "",
                            "counted": _ALONE if held.value.basis == "supplemental" else _TOTAL,
                        },
                        fact=held.value,
                    )
