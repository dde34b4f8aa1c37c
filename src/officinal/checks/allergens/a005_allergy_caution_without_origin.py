# SPDX-License-Identifier: Apache-2.0
"""A005: a caution for an allergy to something that no ingredient can be made of."""

from collections.abc import Iterator

from officinal.checks.allergens.cautions import allergy_cautions, mentions
from officinal.checks.allergens.denied import MISLEADING
from officinal.checks.allergens.made_of import holding, things
from officinal.checks.case import Case
from officinal.checks.rule import Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The page warns of {caution}, and nothing in the list of ingredients is known to us to be made of it",
        "fr": "La page met en garde contre: {caution}; à notre connaissance, aucun des ingrédients énumérés n’en provient",
    },
    advice={
        "en": "Name the ingredient that it is about, or say “may contain” where it is about traces",
        "fr": "Nommer l’ingrédient visé, ou écrire «peut contenir» s’il s’agit de traces",
    },
    cite=MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Each caution that nothing explains; silent where an ingredient is unknown, or lists of neither kind are whole."""
    if not case.excipients or any(thing.unknown for thing in things(case)):
        return
    if any(row.item.kind == "blend" and not row.item.ingredients for row in case.rows):
        return
    label = case.label
    for pointer, words, allergen in allergy_cautions(case):
        if mentions(case, (*label.contains, *label.may_contain), allergen):
            continue
        if not holding(case, allergen):
            yield Found(pointer, {"caution": words})
