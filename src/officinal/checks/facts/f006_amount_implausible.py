# SPDX-License-Identifier: Apache-2.0

"""F006: an amount so far above the upper level that a unit must be wrong."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

_TIMES = 50
"""no product on sale holds fifty times the upper level in one serving; a mg for a mcg is a thousand times"""

RULE = Rule(
    severity="warning",
    message={
        "en": "{amount} {unit} of {substance} in a serving is {times} times the upper level of {limit} {unit} a day: is the unit right?",
        "fr": "{amount} {unit} de {substance} par portion font {times} fois l’apport maximal tolérable de {limit} {unit} par jour: l’unité est-elle juste?",
    },
    advice={
        "en": "Check the unit: mg printed for mcg is a thousandfold",
        "fr": "Vérifier l’unité: mg au lieu de mcg multiplie par mille",
    },
    cite=Cite("iom-dri", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each substance that a serving supplies and that has an upper level for adults."""
    for substance, table in case.supplied:
        for limit in case.know.values(substance, "upper", market=case.market.id, as_of=case.as_of, population="adult"):
            if not limit.value or limit.unit is None:
                continue
            intake = case.intake(substance, limit.unit, table, forms=limit.forms)
            if intake is not None and intake.per_serving.low >= _TIMES * limit.value:
                yield Found(
                    f"{intake.row.pointer}/amount",
                    {
                        "amount": intake.per_serving.low,
                        "unit": limit.unit,
                        "substance": Named(substance),
                        "limit": limit.value,
                        "times": (intake.per_serving.low / limit.value).quantize(Decimal(1)),
                    },
                    fact=limit,
                )
                break
