# SPDX-License-Identifier: Apache-2.0
"""C304: a kind of claim that the Union allows for nothing: an amount of weight lost, a doctor's recommendation, harm without it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import mentioning
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}” refers to a rate or amount of weight loss; no health claim may",
        "fr": "« {text} » indique un rythme ou une quantité de perte de poids; aucune allégation de santé ne le peut",
        "en-doctor": "“{text}” calls on the recommendation of doctors or health professionals; no health claim may",
        "fr-doctor": "« {text} » invoque la recommandation de médecins ou de professionnels de la santé; aucune allégation de santé ne le peut",
        "en-without": "“{text}” suggests that health suffers without the product; no health claim may",
        "fr-without": "« {text} » laisse entendre que la santé souffre sans le produit; aucune allégation de santé ne le peut",
    },
    advice={"en": "Remove it", "fr": "La retirer"},
    cite=Cite("eu-1924-2006", "art. 12", verified="third-party"),
)
_NUMBER = r"\d+(?:[.,]\d+)? ?(?:kg|kilos?|lbs?|pounds?|stones?|livres|inch(?:es)?|dress sizes?)\b"
_KINDS = (
    ("", lazy(rf"\b(?:lose|lost|losing|drop|shed|perde[zr]|perdu|perte de|weight loss of)\b[^.]{{0,30}}?\b{_NUMBER}")),
    (
        "doctor",
        lazy(
            r"\b(?:doctor|physician|pharmacist|dermatologist|nutritionist|dietitian)s?[- ](?:recommended|approved|endorsed|trusted)\b"
            r"|\b(?:recommended|endorsed|trusted) by (?:doctors?|dr\.?|physicians?|pharmacists?|nutritionists?|health professionals)\b"
            r"|\brecommandee?s? par (?:les |des |nos |le |un |votre )?(?:medecins?|docteurs?|dr\b|pharmaciens?|nutritionnistes?|professionnels de (?:la )?sante)"
        ),
    ),
    (
        "without",
        lazy(
            r"\b(?:your|you'?ll|votre) (?:health|sante) (?:will|may|could|can|va|peut|pourrait) (?:suffer|decline|souffrir|decliner)\b"
            r"|\b(?:cannot|can'?t|ne peut) (?:stay|be|rester) (?:healthy|en bonne sante) without\b"
        ),
    ),
)  # fmt: skip

_STEMS = (
    "los",
    "drop",
    "shed",
    "perd",
    "perte",
    "recommend",
    "recommand",
    "approved",
    "endorsed",
    "trusted",
    "health",
    "sante",
)


def check(case: Case) -> Iterator[Found]:
    """Each line that speaks for the product in such words."""
    for line in mentioning(case, _STEMS):
        for variant, pattern in _KINDS:
            if pattern.search(line.folded):
                yield Found(line.pointer, {"text": line.text}, variant=variant)
                break
