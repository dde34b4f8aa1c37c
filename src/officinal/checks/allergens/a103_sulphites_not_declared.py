# SPDX-License-Identifier: Apache-2.0
"""A103: sulphites among the ingredients, and no statement that says so."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import stated
from officinal.checks.allergens.made_of import holding
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "Sulphites among the ingredients ({ingredients}); from the threshold of the law on, the statement “Allergens” names them, and the page does not show it",
        "fr": "Des sulfites parmi les ingrédients ({ingredients}); à partir du seuil fixé par le règlement, la mention «Allergènes» les nomme, et la page ne la montre pas",
    },
    advice={
        "en": "Work out the total; from that amount on, add “sulphites” to the statement under Warnings",
        "fr": "Calculer le total; à partir de cette teneur, ajouter «sulfites» à la mention sous Mises en garde",
    },
    cite=Cite("nhpr", "1(1) food allergen source statement, 91.4(b), 93.1(11)"),
    regimes=("facts-table",),
)


def check(case: Case) -> Iterator[Found]:
    """The sulphites of the list, as one finding; how much there is, the list does not say."""
    if any("sulfites" in stated(words) for words in case.label.contains):
        return
    held = [thing for thing, _ in holding(case, "sulfites")]
    if held:
        yield Found(held[0].pointer, {"ingredients": tuple(dict.fromkeys(thing.name for thing in held))})
