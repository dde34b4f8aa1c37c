# SPDX-License-Identifier: Apache-2.0

"""F205: a mineral that a source brings along, and that the panel does not list."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.companions import companions
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "{source} brings about {amount} {unit} of {companion} into a serving; from {limit} {unit} on it is listed, and it is not",
        "fr": "{source} apporte environ {amount} {unit} de {companion} par portion; à partir de {limit} {unit}, il doit figurer, et ce n’est pas le cas",
    },
    advice={
        "en": "Add a row for {companion} with its amount and percent Daily Value",
        "fr": "Ajouter une ligne pour {companion} avec sa quantité et son pourcentage de la valeur quotidienne",
    },
    cite=Cite("21-cfr-101-36", "(b)(2)(i)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each source that brings a nutrient which must be listed from some amount on."""
    for each in companions(case):
        for limit in case.know.values(each.nutrient, "zero-below", market=case.market.id, as_of=case.as_of):
            if limit.value is None or limit.unit is None or (amount := each.amount(limit.unit)) is None:
                continue
            if amount >= limit.value:
                yield Found(
                    each.row.pointer,
                    {
                        "source": Named(each.source),
                        "companion": Named(each.nutrient),
                        "amount": amount,
                        "limit": limit.value,
                        "unit": limit.unit,
                    },
                    fact=limit,
                )
