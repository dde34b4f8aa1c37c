# SPDX-License-Identifier: Apache-2.0
"""What disclaimers say, in both languages; the record keeps which one a label bears, and not its words."""

from __future__ import annotations

from typing import Final

_DISCLAIMERS: Final = {
    "fda-not-evaluated": (
        "These statements have not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure, or prevent any disease.",
        "Ces mentions n’ont pas été évaluées par la Food and Drug Administration. Ce produit n’est pas destiné à diagnostiquer, traiter, guérir ou prévenir une maladie.",
    ),
    "informational-purposes": (
        "The page is meant to inform, and takes nobody’s place who gives medical advice.",
        "La page sert à informer et ne remplace pas l’avis d’un professionnel de la santé.",
    ),
    "individual-results": ("Results differ from person to person.", "Les résultats varient d’une personne à l’autre."),
    "not-a-substitute-for-varied-diet": (
        "It should not be used as a substitute for a varied diet.",
        "Il ne doit pas être utilisé comme substitut d’un régime alimentaire varié.",
    ),
    "read-label-first": (
        "Read the label before use, and follow it.",
        "Lire l’étiquette avant l’utilisation et s’y conformer.",
    ),
}


def disclaimer(kind: str, language: str) -> str:
    """What a disclaimer says; one of a kind that we do not know by its name."""
    english, french = _DISCLAIMERS.get(kind) or (kind.replace("-", " "),) * 2
    return french if language == "fr" else english
