# SPDX-License-Identifier: Apache-2.0

"""F203: international units where the rule wants mass."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.percents import lawful
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{name} is declared in IU alone; it is declared in {unit}, and IU may only follow in brackets",
        "fr": "{name} est déclarée en UI seulement; elle se déclare en {unit}, les UI ne pouvant suivre qu’entre parenthèses",
    },
    advice={
        "en": "Declare the amount in {unit}; for vitamins A and E the form decides how many that are",
        "fr": "Déclarer la quantité en {unit}; pour les vitamines A et E, la forme détermine combien",
    },
    cite=Cite("21-cfr-101-9", "(c)(8)(iv)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row in IU whose every lawful reference is a mass."""
    for row in case.rows:
        amount = row.item.amount
        if amount is None or amount.unit != "IU" or row.substance is None:
            continue
        if any(each.unit != "IU" for each in row.item.equivalents):
            continue
        units = [value.unit for each in _wider(case, row.substance) for value in lawful(case, each) if value.unit]
        if units and "IU" not in units:
            yield Found(f"{row.pointer}/amount", {"name": row.item.name or row.substance, "unit": units[0]})


def _wider(case: Case, substance: str) -> Iterator[str]:
    yield substance
    known = case.know.substances.get(substance)
    if known and known.group:
        yield known.group
