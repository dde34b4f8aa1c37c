# SPDX-License-Identifier: Apache-2.0
"""W301: caffeine added to a food supplement, without the statement that must go with it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed, places
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The product contains {ingredient}, and the prescribed statement is not there",
        "fr": "Le produit contient ceci : {ingredient}, et la mention prescrite n’y est pas",
    },
    advice={
        "en": "Add beside the name: “{words}”, followed by the caffeine in mg per daily portion",
        "fr": "Ajouter à côté du nom : « {words} », suivi de la caféine en mg par portion journalière",
    },
    cite=Cite("eu-1169-2011", "Annex III, 4.2", verified="third-party"),
)
_CAFFEINE = frozenset(("caffeine", "caffeine-citrate"))


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first place that lists it."""
    for pointer, substance in places(case, _CAFFEINE):
        if (statement := owed(case, "caffeine")) is not None:
            yield Found(pointer, {"ingredient": Named(substance), "words": statement.text}, fact=statement)
        return
