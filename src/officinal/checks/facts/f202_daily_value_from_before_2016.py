# SPDX-License-Identifier: Apache-2.0
"""F202: a percent Daily Value that was computed from the values of before 2016."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import amount as in_words
from officinal.checks.percents import comparable, lawful, matches, superseded
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{printed} % for {amount} of {name} fits the Daily Value of {old} {old_unit} that ended on {ended}; today's is {new} {new_unit}",
        "fr": "{printed} % pour {amount} de {name} correspond à la valeur quotidienne de {old} {old_unit}, périmée le {ended}; celle d’aujourd’hui est de {new} {new_unit}",
    },
    advice={
        "en": "Compute the percent from today's Daily Value, and look at the other rows: the whole panel may be of before 2020",
        "fr": "Calculer le pourcentage d’après la valeur quotidienne actuelle et vérifier les autres lignes: tout le tableau peut dater d’avant 2020",
    },
    cite=Cite("21-cfr-101-9", "(c)(8)(iv)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row whose percent fits a superseded value and none that is lawful on the day."""
    for row in case.rows:
        item = row.item
        if item.daily_value_percent is None or item.amount is None or item.daily_value_note or row.substance is None:
            continue
        references = lawful(case, row.substance)
        if not references or matches(case, row, references):
            continue
        old = matches(case, row, superseded(case, row.substance))
        new = comparable(case, row, references) or references[0]
        if old is not None:
            yield Found(
                f"{row.pointer}/daily_value_percent",
                {
                    "amount": in_words(item.amount),
                    "name": item.name or row.substance,
                    "printed": item.daily_value_percent,
                    "old": old.value,
                    "old_unit": old.unit,
                    "ended": old.to,
                    "new": new.value,
                    "new_unit": new.unit,
                },
                fact=old if old.verified == "general-knowledge" else None,
            )
