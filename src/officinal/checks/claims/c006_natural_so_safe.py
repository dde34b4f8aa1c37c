# SPDX-License-Identifier: Apache-2.0
"""C006: natural is said to mean safe, or safer."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import mentioning
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "“{text}” suggests that natural means safe; what comes from nature can do harm as well",
        "fr": "« {text} » laisse entendre que naturel veut dire sans danger; ce qui vient de la nature peut nuire aussi",
    },
    advice={
        "en": "Say where an ingredient comes from without drawing on it for safety",
        "fr": "Dire d’où vient l’ingrédient sans en tirer argument pour la sécurité",
    },
    cite={
        "ca": Cite("hc-illegal-marketing", "What to watch for", verified="official"),
        "any": Cite("general-knowledge", verified="general-knowledge"),
    },
)
_SO_SAFE = lazy(
    r"\bnatural(?:ly)? (?:and |so |& |therefore )?(?:it'?s |completely |perfectly )?(?:safe|harmless|gentle and safe)\b"
    r"|\bsafe(?:,)? (?:and|&|because) (?:all[- ])?natural\b|\bsafely natural\b"
    r"|\b(?:safer|gentler) than (?:synthetic|drugs?|medic\w+|pharmaceuticals?|prescription|conventional)"
    r"|\bnaturell?e?s?,? (?:et |donc |& )?(?:sans danger|securitaires?|inoffensi\w+|sure?s?)\b"
    r"|\bplus (?:sure?s?|securitaires?|doux) que les? (?:medicaments?|produits? (?:chimiques?|de synthese))"
    r"|\b(?:chemical|toxin)[- ]free\b|\bsans (?:produits? )?chimiques?\b"
)

_STEMS = ("natur", "safer", "gentler", "plus s", "plus d", "chemical", "chimique", "toxin")


def check(case: Case) -> Iterator[Found]:
    """Each line that speaks for the product in such words."""
    for line in mentioning(case, _STEMS):
        if _SO_SAFE.search(line.folded):
            yield Found(line.pointer, {"text": line.text})
