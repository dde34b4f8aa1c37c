# SPDX-License-Identifier: Apache-2.0
"""C302: a daily portion gives too little of the nutrient for its authorised claim."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import judged
from officinal.checks.claims.daily import short
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "A daily portion gives {most} {unit} of {substance}; to claim {target} it must give {needs} {unit}",
        "fr": "La portion journalière apporte {most} {unit} de {substance}; pour alléguer ceci, elle doit en apporter {needs} {unit} : {target}",
    },
    advice={
        "en": "Raise the amount a day, or drop the claim",
        "fr": "Augmenter la quantité par jour, ou retirer l’allégation",
    },
    cite=Cite("eu-432-2012", "Annex", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each authorised claim whose every carrier in the product stays below its condition of use."""
    for each in judged(case):
        for target, carried in each.carried:
            if (under := short(case, target, carried)) is not None:
                values = {
                    "most": under.daily.day.high,
                    "needs": under.daily.needs,
                    "unit": under.daily.unit,
                    "substance": under.substances,
                    "target": Named(target),
                }
                yield Found(each.pointer, values, fact=under.claim)
