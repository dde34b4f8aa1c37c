# SPDX-License-Identifier: Apache-2.0
"""D102: a day's dose is above the most that the market's monograph allows."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "A day's dose holds up to {most} {unit} of {substance}; the monograph allows {limit} {unit} for {population}",
        "fr": "La dose quotidienne apporte jusqu’à {most} {unit} de {substance}; la monographie permet {limit} {unit} ({population})",
    },
    advice={
        "en": "Lower the amount or the number of servings a day, or license the product on other evidence",
        "fr": "Réduire la quantité ou le nombre de portions par jour, ou faire homologuer le produit sur d’autres preuves",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each substance of each table, for each population that the directions speak to; a licence settles it instead."""
    if case.licence is not None:
        return
    for substance, table in case.supplied:
        for limit in case.know.values(substance, "dose-maximum", market=case.market.id, as_of=case.as_of):
            if limit.value is None or limit.unit is None:
                continue
            intake = case.intake(substance, limit.unit, table, forms=limit.forms)
            if intake is None:
                continue
            for dose in case.doses(table):
                day = intake.per_day(dose.servings) if dose.servings and limit.population in dose.populations else None
                if day is not None and day.high > limit.value:
                    yield Found(
                        intake.row.pointer,
                        {
                            "most": day.high,
                            "limit": limit.value,
                            "unit": limit.unit,
                            "substance": Named(substance),
                            "population": Named(limit.population),
                        },
                        fact=limit,
                        severity=None if day.low > limit.value or intake.per_serving.exact else "warning",
                    )
