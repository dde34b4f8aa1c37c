# SPDX-License-Identifier: Apache-2.0
"""A203: a Contains statement that leaves out an allergen that the list of ingredients names."""

from collections.abc import Iterator

from officinal.checks.allergens.declared import owed
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "The Contains statement names {stated} and leaves out {left} ({ingredients})",
        "fr": "La mention «Contains» nomme {stated} et omet: {left} ({ingredients})",
    },
    advice={
        "en": "A Contains statement names every major food allergen of the product: add {left}",
        "fr": "Une mention «Contains» nomme tous les allergènes majeurs du produit: ajouter {left}",
    },
    cite=Cite("fda-allergens-2025", "Act 403(w)(1)(A)", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Where the statement names at least one major allergen, each other one that the list alone names."""
    if not any(each.in_statement for each in owed(case)):
        return
    for each in owed(case):
        if each.in_list and not each.in_statement:
            yield Found(
                "/contains",
                {"stated": case.label.contains, "left": Named(each.allergen), "ingredients": each.ingredients},
            )
