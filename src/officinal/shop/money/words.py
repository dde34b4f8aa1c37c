# SPDX-License-Identifier: Apache-2.0
"""What is said to people about money, in both languages; results carry codes, so that they do not depend on a language."""

from __future__ import annotations

from dataclasses import dataclass

from officinal.knowledge.schema import Text


@dataclass(frozen=True, slots=True)
class Words:
    """A name or a sentence in both languages."""

    en: str
    fr: str

    def said(self, language: str) -> str:
        """In French where the language is French, in English otherwise."""
        return self.fr if language.startswith("fr") else self.en


def words(text: Text) -> Words:
    """The words of a data file; English where no French is given."""
    return Words(text.en, text.fr or text.en)


NOTICES = {
    "taxes-abroad": Words(
        "Duties and taxes of the destination are not included.",
        "Les droits et taxes du pays de destination ne sont pas compris.",
    ),
    "weight-unknown": Words(
        "The weight of a product is not known, so delivery is charged at the flat rate.",
        "Le poids d’un produit n’est pas connu; la livraison est donc facturée au tarif fixe.",
    ),
    "example-shipping": Words(
        "These delivery charges are examples of the demonstration shop.",
        "Ces frais de livraison sont des exemples de la boutique de démonstration.",
    ),
}
"""by code: what goes with a quote"""

REASONS = {
    "not-registered": Words("The shop is not registered for this tax.", "La boutique n’est pas inscrite à cette taxe."),
    "zero-rated": Words("Taxed at 0 %.", "Taxé à 0 %."),
    "exempt": Words("Exempt from this tax.", "Exonéré de cette taxe."),
}
"""by code: why a tax is not charged"""
