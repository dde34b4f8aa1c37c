# SPDX-License-Identifier: Apache-2.0
"""A007: an ingredient that is usually made of an allergen to be declared, and nothing says of what it is made."""

from collections.abc import Iterator

from officinal.checks.allergens.cautions import allergy_cautions
from officinal.checks.allergens.declared import owed_by_usual_origin
from officinal.checks.allergens.denied import denied
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "Usually made of {allergen}, which has to be declared then: {ingredients}",
        "fr": "Habituellement à base de {allergen}, à déclarer dans ce cas: {ingredients}",
    },
    advice={
        "en": "Name the source: declare it if it is {allergen}, and say what it is if it is not",
        "fr": "Nommer l’origine: la déclarer s’il s’agit de {allergen}, sinon dire laquelle c’est",
    },
    cite={
        "ca": Cite("nhpr", "93.1(11)"),
        "us": Cite("falcpa-2004", "403(w)(1)"),
        "eu": Cite("eu-1169-2011", "article 21, Annex II"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each allergen that the page neither names nor denies; Canada's former rules want none declared."""
    if case.regime == "former":
        return
    for each in owed_by_usual_origin(case):
        said = each.in_statement or each.in_list
        said = said or any(case.is_one_of(each.allergen, claim.of) for claim in denied(case))
        said = said or any(case.is_one_of(each.allergen, of) for _, _, of in allergy_cautions(case))
        if not said:
            yield Found(
                each.pointer, {"allergen": Named(each.allergen), "ingredients": each.ingredients}, fact=each.fact
            )
