# SPDX-License-Identifier: Apache-2.0

"""F302: a vitamin or mineral without its percent of the nutrient reference value."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.percents import lawful
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "{name} has a nutrient reference value, and no percent of it is stated",
        "fr": "{name} possède une valeur nutritionnelle de référence, mais aucun pourcentage n’en est indiqué",
    },
    advice={
        "en": "State the percentage of the reference value for the daily portion beside the amount",
        "fr": "Indiquer à côté de la quantité le pourcentage de la valeur de référence pour la portion journalière",
    },
    cite=Cite("eu-2002-46", "art. 8(3)", verified="general-knowledge"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row of a vitamin or mineral with an amount and a reference value."""
    for row in case.rows:
        item = row.item
        if item.amount is None or item.kind == "nutrition" or row.substance is None or row.blend:
            continue
        if item.daily_value_percent is None and lawful(case, row.substance):
            yield Found(row.pointer, {"name": item.name or row.substance})
