# SPDX-License-Identifier: Apache-2.0

"""F301: a printed percent of the nutrient reference value that the amount cannot give."""

from collections.abc import Iterator

from officinal.checks.amounts import Interval
from officinal.checks.case import Case, Row
from officinal.checks.counted import amount as in_words
from officinal.checks.percents import comparable, fits, in_reference, lawful, percent_of
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.schema import Value

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} of {name} is {right} % of the nutrient reference value of {reference} {unit}, not {printed} %",
        "fr": "{amount} de {name} représentent {right} % de la valeur nutritionnelle de référence de {reference} {unit}, et non {printed} %",
    },
    advice={
        "en": "Print {right} %, or correct the amount; both are for the recommended daily portion",
        "fr": "Inscrire {right} %, ou corriger la quantité; les deux se rapportent à la portion journalière recommandée",
    },
    cite=Cite("eu-1169-2011", "Annex XIII part A", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row with a percent, held against its own amount and the amount of a day's portion."""
    for row in case.rows:
        item = row.item
        if item.daily_value_percent is None or item.amount is None or item.daily_value_note or row.substance is None:
            continue
        references = lawful(case, row.substance)
        reference = comparable(case, row, references)
        if reference is None or reference.value is None or _right(case, row, references):
            continue
        middle = in_reference(case, row, reference)[0]
        yield Found(
            f"{row.pointer}/daily_value_percent",
            {
                "amount": in_words(item.amount),
                "name": item.name or row.substance,
                "printed": item.daily_value_percent,
                "right": percent_of((middle.low + middle.high) / 2, reference.value),
                "reference": reference.value,
                "unit": reference.unit,
            },
        )


def _right(case: Case, row: Row, references: list[Value]) -> bool:
    percent = row.item.daily_value_percent
    assert percent is not None
    portions = [dose.servings for dose in case.doses(row.table) if dose.servings]
    for reference in references:
        for amount in in_reference(case, row, reference):
            if not reference.value:
                continue
            if fits(percent, amount, reference.value):
                return True
            for day in portions:
                if day.max is not None and fits(
                    percent, Interval(amount.low * (day.min or day.max), amount.high * day.max), reference.value
                ):
                    return True
    return False
