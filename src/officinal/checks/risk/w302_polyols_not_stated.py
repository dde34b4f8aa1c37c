# SPDX-License-Identifier: Apache-2.0
"""W302: polyols as a main part of the product, without the statement on their laxative effect."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "{ingredient} comes first among the other ingredients; where added polyols are more than a tenth of the product the statement on their laxative effect is due, and it is not there",
        "fr": "Cet ingrédient vient en premier parmi les autres : {ingredient}; si les polyols ajoutés dépassent un dixième du produit, la mention de leur effet laxatif est exigée, et elle n’y est pas",
    },
    advice={
        "en": "Where it is more, add: “{words}”",
        "fr": "S’il y en a plus, ajouter : « {words} »",
    },
    cite=Cite("eu-1169-2011", "Annex III, 2.4"),
)
_POLYOLS = frozenset(
    ("sorbitol", "mannitol", "isomalt", "maltitol", "maltitol-syrup", "lactitol", "xylitol", "erythritol", "sorbitol-syrup")
)  # fmt: skip


def check(case: Case) -> Iterator[Found]:
    """Each table whose non-medicinal ingredients begin with a polyol, as in gummies, lozenges and chewable tablets."""
    for table in case.tables:
        first = table.excipients[0] if table.excipients else None
        if first is not None and first.substance in _POLYOLS and (statement := owed(case, "polyols")) is not None:
            yield Found(first.pointer, {"ingredient": Named(first.substance), "words": statement.text}, fact=statement)
