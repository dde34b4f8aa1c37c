# SPDX-License-Identifier: Apache-2.0

"""F303: a vitamin declared in international units alone."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.percents import lawful
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{name} is declared in IU alone; the unit of the Directive is {unit}",
        "fr": "{name} est déclarée en UI seulement; l’unité de la directive est {unit}",
    },
    advice={"en": "Declare the amount in {unit}", "fr": "Déclarer la quantité en {unit}"},
    cite=Cite("eu-2002-46", "art. 8(1), Annex I", verified="law"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row in IU without a mass beside it."""
    for row in case.rows:
        amount = row.item.amount
        if amount is None or amount.unit != "IU" or row.substance is None:
            continue
        known = case.know.substances.get(row.substance)
        names = (row.substance, *((known.group,) if known and known.group else ()))
        unit = next((value.unit for each in names for value in lawful(case, each) if value.unit), None)
        if unit is not None and not any(each.unit != "IU" for each in row.item.equivalents):
            yield Found(f"{row.pointer}/amount", {"name": row.item.name or row.substance, "unit": unit})
