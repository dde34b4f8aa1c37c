# SPDX-License-Identifier: Apache-2.0

"""F101: a source brings more of a second nutrient than its monograph minimum, and it is not declared."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.companions import companions
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "A day's dose of {source} brings about {amount} {unit} of {companion}, above the monograph's minimum of {limit} {unit}; it is not declared",
        "fr": "La dose quotidienne de {source} apporte environ {amount} {unit} de {companion}, plus que le minimum de la monographie ({limit} {unit}); il n’est pas déclaré",
    },
    advice={
        "en": "Declare {companion} as a medicinal ingredient with its quantity per dosage unit",
        "fr": "Déclarer {companion} comme ingrédient médicinal avec sa quantité par unité posologique",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each source of known formula, for adults, by the most servings a day."""
    if case.licence is not None:
        return
    for each in companions(case):
        for limit in case.know.values(
            each.nutrient, "dose-minimum", market=case.market.id, as_of=case.as_of, population="adult"
        ):
            serving = each.amount(limit.unit) if limit.value and limit.unit and not limit.forms else None
            if serving is None or limit.value is None or _not_medicinal(case, each.nutrient):
                continue
            most = max(
                (
                    dose.servings.max
                    for dose in case.doses(each.row.table)
                    if dose.servings and dose.servings.max and "adult" in dose.populations
                ),
                default=None,
            )
            if most is not None and serving * most > limit.value:
                yield Found(
                    each.row.pointer,
                    {
                        "source": Named(each.source),
                        "companion": Named(each.nutrient),
                        "amount": serving * most,
                        "limit": limit.value,
                        "unit": limit.unit,
                    },
                    fact=limit,
                )


def _not_medicinal(case: Case, nutrient: str) -> bool:
    """Sodium is allowed as a counter-ion and never as a medicinal ingredient."""
    known = case.know.substances.get(nutrient)
    return known is not None and any(
        each.role == "medicinal" and not each.permitted and each.in_force(case.market.id, case.as_of)
        for each in known.statuses
    )
