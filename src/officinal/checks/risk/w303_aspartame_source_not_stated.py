# SPDX-License-Identifier: Apache-2.0
"""W303: aspartame without the statement on phenylalanine."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed, places
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The product contains {ingredient}, and the statement on phenylalanine is not there",
        "fr": "Le produit contient ceci : {ingredient}, et la mention de la phénylalanine n’y est pas",
    },
    advice={
        "en": "Add: “{words}”; where the list gives only the E number, also name aspartame",
        "fr": "Ajouter : « {words} »; si la liste ne donne que le numéro E, nommer aussi l’aspartame",
    },
    cite=Cite("eu-1169-2011", "Annex III, 2.3"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first place that lists it."""
    for pointer, substance in places(case, ("aspartame",)):
        if (statement := owed(case, "aspartame")) is not None:
            yield Found(pointer, {"ingredient": Named(substance), "words": statement.text}, fact=statement)
        return
