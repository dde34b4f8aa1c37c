# SPDX-License-Identifier: Apache-2.0
"""W202: aspartame without the statement for people with phenylketonuria."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed, places
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The product contains {ingredient}, and the statement for people with phenylketonuria is not there",
        "fr": "Le produit contient ceci : {ingredient}, et la mention pour les personnes atteintes de phénylcétonurie n’y est pas",
    },
    advice={
        "en": "Add: “{words}”",
        "fr": "Ajouter : « {words} »",
    },
    cite=Cite("general-knowledge", "21 CFR 172.804(d)(2)", verified="general-knowledge"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first place that lists it."""
    for pointer, substance in places(case, ("aspartame",)):
        if (statement := owed(case, "aspartame")) is not None:
            yield Found(pointer, {"ingredient": Named(substance), "words": statement.text}, fact=statement)
        return
