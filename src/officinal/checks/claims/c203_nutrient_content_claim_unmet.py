# SPDX-License-Identifier: Apache-2.0
"""C203: a nutrient content claim that a serving does not meet."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.content import unmet
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}”: a serving gives {percent} % of the Daily Value of {nutrient}; the claim needs {least} %",
        "fr": "« {text} » : une portion apporte {percent} % de la valeur quotidienne ({nutrient}); l’allégation en exige {least} %",
    },
    advice={
        "en": "Drop the claim or state the amount instead; an amount alone is no claim",
        "fr": "Retirer l’allégation ou indiquer plutôt la quantité; une quantité seule n’est pas une allégation",
    },
    cite=Cite("21-cfr-101-54", "(b), (c)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim in the words of the regulation, held against the amount in a serving."""
    yield from unmet(case)
