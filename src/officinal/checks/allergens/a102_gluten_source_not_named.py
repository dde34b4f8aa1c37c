# SPDX-License-Identifier: Apache-2.0
"""A102: gluten is declared without the cereal that it comes from."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import stated
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Gluten is declared without its cereal",
        "fr": "Le gluten est déclaré sans sa céréale",
    },
    advice={
        "en": "Name the cereal in parentheses right after the word: “gluten (wheat)”",
        "fr": "Nommer la céréale entre parenthèses juste après le mot: «gluten (blé)»",
    },
    cite=Cite("nhpr", "91.3(b)"),
    regimes=("facts-table",),
)


def check(case: Case) -> Iterator[Found]:
    """A contains statement that names gluten and, in all its entries, no cereal."""
    entries = [(at, stated(words)) for at, words in enumerate(case.label.contains)]
    if any(of != "gluten" and case.is_one_of(of, "gluten") for _, meant in entries for of in meant):
        return
    for at, meant in entries:
        if "gluten" in meant:
            yield Found(f"/contains/{at}")
            return
