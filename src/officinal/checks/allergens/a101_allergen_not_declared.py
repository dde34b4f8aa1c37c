# SPDX-License-Identifier: Apache-2.0
"""A101: an ingredient brings a food allergen, and the allergen statement of the Product Facts table does not name it."""

from collections.abc import Iterator

from officinal.checks.allergens.declared import owed
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Nothing on the page declares {allergen}, which comes with {ingredients}",
        "fr": "Rien sur la page ne déclare cet allergène: {allergen} (apporté par: {ingredients})",
        "en-list": "The list of ingredients names {allergen} ({ingredients}); the statement “Allergens” under Warnings, which is due as well, is not on the page",
        "fr-list": "La liste des ingrédients nomme un allergène: {allergen} ({ingredients}); la mention «Allergènes» sous Mises en garde, elle aussi exigée, n’est pas sur la page",
    },
    advice={
        "en": "Under Warnings, in bold: “Allergens / Allergènes: {allergen}”",
        "fr": "Sous Mises en garde, en gras: «Allergens / Allergènes: {allergen}»",
    },
    cite=Cite("nhpr", "93.1(11)"),
    regimes=("facts-table",),
)


def check(case: Case) -> Iterator[Found]:
    """Each allergen that an ingredient certainly brings."""
    for each in owed(case):
        if not each.in_statement:
            yield Found(
                each.pointer,
                {"allergen": Named(each.allergen), "ingredients": each.ingredients},
                fact=each.fact,
                severity="info" if each.in_list else each.severity,
                variant="list" if each.in_list else "",
            )
