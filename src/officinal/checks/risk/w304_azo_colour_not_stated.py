# SPDX-License-Identifier: Apache-2.0
"""W304: one of six colours without the statement on children's attention."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed, places
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The product is coloured with {ingredient}, and the statement on children's attention is not there",
        "fr": "Le produit est coloré avec ceci : {ingredient}, et la mention sur l’attention chez les enfants n’y est pas",
    },
    advice={
        "en": "Add, or use another colour: “{words}”",
        "fr": "Ajouter la mention, ou employer un autre colorant : « {words} »",
    },
    cite=Cite("eu-1333-2008", "Annex V", verified="third-party"),
)
_COLOURS = frozenset(("E102", "E104", "E110", "E122", "E124", "E129"))


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first of the colours that it lists."""
    numbers = {
        each.substance: known.additive.number
        for each in case.excipients
        if each.substance and (known := case.know.substances.get(each.substance)) and known.additive
    }
    coloured = [substance for substance, number in numbers.items() if number in _COLOURS]
    for pointer, substance in places(case, coloured) if coloured else ():
        if (statement := owed(case, "azo-colours")) is not None:
            yield Found(pointer, {"ingredient": Named(substance), "words": statement.text}, fact=statement)
        return
