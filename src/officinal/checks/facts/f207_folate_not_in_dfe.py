# SPDX-License-Identifier: Apache-2.0

"""F207: folate that is not declared in mcg DFE."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import amount as in_words
from officinal.checks.percents import lawful
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "{name} is declared as {amount}; it is declared in {unit}, with the mass of folic acid behind it in brackets",
        "fr": "{name} est déclaré à {amount}; il se déclare en {unit}, la masse d’acide folique suivant entre parenthèses",
    },
    advice={
        "en": "Declare the amount in {unit}; one microgram of folic acid counts as more than one",
        "fr": "Déclarer la quantité en {unit}; un microgramme d’acide folique compte pour plus d’un",
    },
    cite=Cite("21-cfr-101-9", "(c)(8)(iv), (c)(8)(vii)", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row whose reference is in dietary equivalents and whose amounts are bare masses."""
    for row in case.rows:
        amount = row.item.amount
        if amount is None or row.substance is None or amount.dimension != "mass":
            continue
        unit = next(
            (value.unit for value in lawful(case, row.substance) if value.unit and value.unit.endswith("DFE")), None
        )
        if unit is None or any((each.unit or "").endswith("DFE") for each in row.item.equivalents):
            continue
        if any(value.unit == amount.unit for value in lawful(case, row.substance)):
            continue  # in the transition the older unit is lawful too
        yield Found(
            f"{row.pointer}/amount",
            {"name": row.item.name or row.substance, "amount": in_words(amount), "unit": unit},
        )
