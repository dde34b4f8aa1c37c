# SPDX-License-Identifier: Apache-2.0
"""L205: no other ingredients, in a form that cannot do without any."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import unit_words
from officinal.checks.required.absent import absent
from officinal.checks.required.shells import lacks_other_ingredients
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The label lists no other ingredients, and a {form} has at least what it is made of",
        "fr": "L’étiquette ne contient pas de liste des autres ingrédients, et cette forme ({form}) en comporte au moins un",
        "en-page": "The page does not show the other ingredients, and a {form} has at least what it is made of",
        "fr-page": "La page n’indique pas les autres ingrédients, et cette forme ({form}) en comporte au moins un",
    },
    advice={
        "en": "List them below the panel, the shell's too: Other ingredients: …",
        "fr": "Les énumérer sous le tableau, ceux de l’enveloppe compris: «Other ingredients: …»",
    },
    cite=Cite("21-cfr-101-4", "(a)(1), (g)", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Capsules, softgels and gummies; of a powder or a pressed tablet nobody can tell that it holds anything else."""
    if form := lacks_other_ingredients(case, "us-other-ingredients"):
        yield from absent(case, "/non_medicinal_ingredients", form=unit_words(form))
