# SPDX-License-Identifier: Apache-2.0
"""A004: a caution for an allergy, and ingredients made of that thing whose names do not say so."""

from collections.abc import Iterable, Iterator

from officinal.checks.allergens.cautions import allergy_cautions, mentions
from officinal.checks.allergens.denied import MISLEADING, denied
from officinal.checks.allergens.made_of import PROVEN, best_known, holding
from officinal.checks.case import Case
from officinal.checks.rule import Found, Named, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The page warns of {caution}; made of it: {ingredients}. Their names do not say so",
        "fr": "La page met en garde contre: {caution}; en proviennent: {ingredients}. Leurs noms ne le disent pas",
        "en-usual": "The page warns of {caution}; usually made of it: {ingredients}. Their names do not say so",
        "fr-usual": "La page met en garde contre: {caution}; en proviennent habituellement: {ingredients}. Leurs noms ne le disent pas",
    },
    advice={
        "en": "Name the source beside the ingredient, for instance “{first} ({source})”",
        "fr": "Nommer l’origine à côté de l’ingrédient, par exemple «{first} ({source})»",
    },
    cite=MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Each caution that no ingredient's name explains, but an origin does."""
    for pointer, words, allergen in allergy_cautions(case):
        held = holding(case, allergen)
        explained = any(made.how in ("is", "named") for _, made in held)
        explained = explained or _stated(case, allergen, (made.of for _, made in held))
        if explained or any(case.is_one_of(allergen, claim.of) for claim in denied(case)):
            continue
        certain = [pair for pair in held if pair[1].how in PROVEN]
        shown = certain or [pair for pair in held if pair[1].how == "usual"]
        if shown:
            names, first = tuple(dict.fromkeys(made.name for _, made in shown)), best_known(made for _, made in shown)
            yield Found(
                pointer,
                {"caution": words, "ingredients": names, "first": names[0], "source": Named(first.of)},
                fact=first.fact,
                variant="" if certain else "usual",
            )


def _stated(case: Case, allergen: str, origins: Iterable[str]) -> bool:
    """Whether it is one of the allergens that a market wants stated, and is; of others only a name says where they are."""
    known = (case.know.substances.get(each) for each in (allergen, *origins))
    return any(each is not None and each.declared for each in known) and mentions(case, case.label.contains, allergen)
