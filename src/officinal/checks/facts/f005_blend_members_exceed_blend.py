# SPDX-License-Identifier: Apache-2.0

"""F005: the members of a blend weigh more than the blend."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.percents import as_printed
from officinal.checks.rule import Cite, Found, Rule
from officinal.checks.sources import in_mg

RULE = Rule(
    severity="error",
    message={
        "en": "The members of {name} weigh {sum} mg together, more than the blend's {blend} mg",
        "fr": "Les éléments de {name} pèsent ensemble {sum} mg, plus que le mélange de {blend} mg",
    },
    advice={
        "en": "Correct the blend's total or the amounts of its members",
        "fr": "Corriger le total du mélange ou les quantités de ses éléments",
    },
    cite={
        "ca": Cite("fda-ca", "s. 9(1)"),
        "us": Cite("21-cfr-101-36", "(c)", verified="general-knowledge"),
        "eu": Cite("eu-2002-46", "art. 8"),
        "any": Cite("fda-ca", "s. 9(1)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each blend with a total, held against the members that have amounts."""
    for row in case.rows:
        if row.item.kind != "blend" or not row.item.ingredients or (total := in_mg(row.item.amount)) is None:
            continue
        members = [amount for each in row.item.ingredients if (amount := in_mg(each.amount)) is not None]
        least = sum((as_printed(amount).low for amount in members), Decimal(0))
        if least > as_printed(total).high:
            yield Found(
                f"{row.pointer}/amount",
                {
                    "name": row.item.name or "–",
                    "sum": sum((amount.value for amount in members), Decimal(0)),
                    "blend": total.value,
                },
            )
