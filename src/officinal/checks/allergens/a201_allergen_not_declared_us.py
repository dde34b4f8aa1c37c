# SPDX-License-Identifier: Apache-2.0
"""A201: an ingredient brings a major food allergen, and neither the list nor a Contains statement names its source."""

from collections.abc import Iterator

from officinal.checks.allergens.declared import owed
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Neither the list of ingredients nor a Contains statement names {allergen}, which comes with {ingredients}",
        "fr": "Ni la liste d’ingrédients ni une mention «Contains» ne nomme cet allergène: {allergen} (apporté par: {ingredients})",
    },
    advice={
        "en": "Write “{first} ({allergen})” in the list, or “Contains: {allergen}” beside it",
        "fr": "Écrire «{first} ({allergen})» dans la liste, ou «Contains: {allergen}» à côté",
    },
    cite=Cite("falcpa-2004", "403(w)(1)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each allergen that an ingredient certainly brings and nothing names."""
    for each in owed(case):
        if not each.in_statement and not each.in_list:
            yield Found(
                each.pointer,
                {"allergen": Named(each.allergen), "ingredients": each.ingredients, "first": each.ingredients[0]},
                fact=each.fact,
                severity=each.severity,
            )
