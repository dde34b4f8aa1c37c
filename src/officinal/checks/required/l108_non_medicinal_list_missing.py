# SPDX-License-Identifier: Apache-2.0
"""L108: no list of non-medicinal ingredients, in a form that cannot do without any."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import unit_words
from officinal.checks.required.absent import absent
from officinal.checks.required.shells import lacks_other_ingredients
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "The label lists no non-medicinal ingredients, and a {form} has at least what it is made of",
        "fr": "L’étiquette ne contient aucune liste d’ingrédients non médicinaux, et cette forme ({form}) en comporte au moins un",
        "en-page": "The page does not show the non-medicinal ingredients, and a {form} has at least what it is made of",
        "fr-page": "La page n’indique pas les ingrédients non médicinaux, et cette forme ({form}) en comporte au moins un",
    },
    advice={
        "en": "List them by common name, the shell's too, under “non-medicinal ingredients”",
        "fr": "Les énumérer par nom usuel, ceux de l’enveloppe compris, sous «ingrédients non médicinaux»",
    },
    cite={"former": Cite("nhpr-former", "93(2)(a)"), "facts-table": Cite("nhpr", "93.1(17)(a)")},
)


def check(case: Case) -> Iterator[Found]:
    """Capsules, softgels and gummies; of a powder or a pressed tablet nobody can tell that it holds anything else."""
    if form := lacks_other_ingredients(case, "ca-non-medicinal-heading"):
        yield from absent(case, "/non_medicinal_ingredients", form=unit_words(form))
