# SPDX-License-Identifier: Apache-2.0
"""C105: the page calls on the regulator, or on the Act or Regulations, as a recommendation."""

import re
from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import wordings
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import fold
from officinal.patterns import lazy

_LAW = (
    "Natural Health Products Regulations", "Food and Drugs Act", "Food and Drug Regulations",
    "Règlement sur les produits de santé naturels", "Loi sur les aliments et drogues", "Règlement sur les aliments et drogues",
)  # fmt: skip
_ENDORSED = (
    "approved by Health Canada", "Health Canada approved", "endorsed by Health Canada", "recommended by Health Canada",
    "Health Canada recommends", "Health Canada recommended", "certified by Health Canada", "Health Canada certified",
    "tested by Health Canada", "approuvé par Santé Canada", "approuvée par Santé Canada", "recommandé par Santé Canada",
    "recommandée par Santé Canada", "certifié par Santé Canada", "certifiée par Santé Canada",
)  # fmt: skip

RULE = Rule(
    severity="error",
    message={
        "en": "The page refers to the “{words}”; a label or advertisement may not, unless the law requires it",
        "fr": "La page renvoie à « {words} »; une étiquette ou une publicité ne le peut, sauf si la loi l’exige",
        "en-endorsed": "“{words}” lets Health Canada vouch for the product; it licenses products and recommends none",
        "fr-endorsed": "« {words} » fait de Santé Canada le garant du produit; il homologue les produits et n’en recommande aucun",
    },
    advice={
        "en": "Remove the reference; the NPN says that the product is licensed",
        "fr": "Retirer le renvoi; le NPN dit que le produit est homologué",
    },
    cite=Cite("nhpr", "s. 92"),
)
_PLAIN = lazy("|".join(re.escape(fold(words)) for words in (*_LAW, *_ENDORSED)))


def check(case: Case) -> Iterator[Found]:
    """At the line that says it, or else at the label as a whole."""
    if not case.says("health canada", "sante canada", *_LAW):
        return
    at = {match[0]: line.pointer for line in wordings(case) if (match := _PLAIN.search(line.folded))}
    for words in _LAW:
        if case.says(words):
            yield Found(at.get(fold(words), ""), {"words": words})
    for words in _ENDORSED:
        if case.says(words):
            yield Found(at.get(fold(words), ""), {"words": words}, severity="warning", variant="endorsed")
