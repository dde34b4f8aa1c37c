# SPDX-License-Identifier: Apache-2.0
"""C305: a nutrition claim that a daily portion does not meet."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.content import unmet
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}”: a daily portion gives {percent} % of the nutrient reference value of {nutrient}; the claim needs {least} %",
        "fr": "« {text} » : la portion journalière apporte {percent} % de la valeur nutritionnelle de référence ({nutrient}); l’allégation en exige {least} %",
    },
    advice={
        "en": "Drop the claim or state the amount instead",
        "fr": "Retirer l’allégation ou indiquer plutôt la quantité",
    },
    cite=Cite("eu-1924-2006", "art. 8, Annex", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim in the words of the Annex, held against the daily portion."""
    yield from unmet(case)
