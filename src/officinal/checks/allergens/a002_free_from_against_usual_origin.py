# SPDX-License-Identifier: Apache-2.0
"""A002: said to be free from something that an ingredient is usually made of."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import MISLEADING, denied
from officinal.checks.allergens.made_of import PROVEN, best_known, holding
from officinal.checks.case import Case
from officinal.checks.rule import Found, Named, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "Said to be free from {denied}; usually made of {source}: {ingredients}",
        "fr": "Annoncé sans {denied}; habituellement à base de {source}: {ingredients}",
    },
    advice={
        "en": "Keep the supplier's word for the origin, and name it beside the ingredient",
        "fr": "Garder l’attestation du fournisseur sur l’origine, et nommer celle-ci à côté de l’ingrédient",
    },
    cite=MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Each thing that is denied and that no ingredient certainly holds, with those usually made of it."""
    for claim in denied(case):
        found = [made for _, made in holding(case, claim.of)]
        usual = [made for made in found if made.how == "usual"]
        if any(made.how in PROVEN for made in found):
            continue
        if usual:
            first = best_known(usual)
            yield Found(
                claim.pointer,
                {
                    "denied": claim.words,
                    "source": Named(first.of),
                    "ingredients": tuple(dict.fromkeys(made.name for made in usual if made.of == first.of)),
                },
                fact=first.fact,
            )
