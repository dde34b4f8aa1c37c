# SPDX-License-Identifier: Apache-2.0
"""A301: an ingredient brings one of the fourteen allergens, and its name does not refer to it."""

from collections.abc import Iterator

from officinal.checks.allergens.declared import owed
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The list of ingredients does not refer to {allergen}, which comes with {ingredients}",
        "fr": "La liste des ingrédients ne fait pas référence à cet allergène: {allergen} (apporté par: {ingredients})",
    },
    advice={
        "en": "Write “{first} ({allergen})” in the list, with {allergen} in a type that stands out",
        "fr": "Écrire «{first} ({allergen})» dans la liste, l’allergène étant mis en évidence",
    },
    cite={
        "eu": Cite("eu-1169-2011", "article 21(1), Annex II"),
        "uk": Cite("uk-1169-2011", "article 21(1), Annex II", verified="third-party"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each allergen that an ingredient certainly brings and nothing names."""
    for each in owed(case):
        if not each.in_list and not each.in_statement:
            yield Found(
                each.pointer,
                {"allergen": Named(each.allergen), "ingredients": each.ingredients, "first": each.ingredients[0]},
                fact=each.fact,
                severity=each.severity,
            )
