# SPDX-License-Identifier: Apache-2.0
"""F201: a printed percent Daily Value that the printed amount cannot give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.percents import comparable, in_reference, lawful, matches, percent_of, superseded
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} of {name} is {right} % of the Daily Value of {reference} {unit}, not {printed} %",
        "fr": "{amount} de {name} représentent {right} % de la valeur quotidienne de {reference} {unit}, et non {printed} %",
    },
    advice={
        "en": "Print {right} %, or correct the amount",
        "fr": "Inscrire {right} %, ou corriger la quantité",
    },
    cite=Cite("21-cfr-101-36", "(b)(2)(iii)(B)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row with a percent: right by some lawful value, or by a superseded one (then F202 speaks), or wrong."""
    for row in case.rows:
        item = row.item
        if item.daily_value_percent is None or item.amount is None or item.daily_value_note or row.substance is None:
            continue
        references = lawful(case, row.substance)
        reference = comparable(case, row, references)
        if reference is None or reference.value is None:
            continue
        if matches(case, row, references) or matches(case, row, superseded(case, row.substance)):
            continue
        middle = in_reference(case, row, reference)[0]
        yield Found(
            f"{row.pointer}/daily_value_percent",
            {
                "amount": f"{item.amount.value} {item.amount.unit}",
                "name": item.name or row.substance,
                "printed": item.daily_value_percent,
                "right": percent_of((middle.low + middle.high) / 2, reference.value),
                "reference": reference.value,
                "unit": reference.unit,
            },
            fact=reference if reference.verified == "general-knowledge" else None,
        )
