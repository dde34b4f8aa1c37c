# SPDX-License-Identifier: Apache-2.0

"""F204: a row for an amount that counts as zero."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.amounts import in_unit
from officinal.checks.case import Case, Row
from officinal.checks.counted import amount as in_words
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{name} is listed with {amount}, which counts as zero; such a row must not be listed",
        "fr": "{name} est déclaré à {amount}, ce qui compte pour zéro; une telle ligne ne doit pas figurer",
    },
    advice={"en": "Leave the row out", "fr": "Retirer la ligne"},
    cite=Cite("21-cfr-101-36", "(b)(2)(i)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row of a nutrient with a Daily Value, or of the nutrition facts, whose amount may be declared as zero."""
    for row in case.rows:
        amount = row.item.amount
        if amount is None or row.substance is None or amount.qualifier == "less-than" or not _ruled(case, row):
            continue
        limits = case.know.values(row.substance, "zero-below", market=case.market.id, as_of=case.as_of)
        below = next((limit for limit in limits if _is_below(case, row, limit.value, limit.unit)), None)
        if amount.value == 0 or below is not None:
            yield Found(
                row.pointer,
                {"name": row.item.name or row.substance, "amount": in_words(amount)},
                fact=None if amount.value == 0 else below,
            )


def _ruled(case: Case, row: Row) -> bool:
    """Whether it is a (b)(2) row: one with a Daily Value or a zero of its own."""
    known = case.know.substances.get(row.substance or "")
    return known is not None and any(
        value.kind in ("label-reference", "zero-below") and value.in_force(case.market.id, case.as_of)
        for value in known.values
    )


def _is_below(case: Case, row: Row, limit: Decimal | None, unit: str | None) -> bool:
    own = next((supply for supply in case.supplies if supply.row is row and supply.share is None), None)
    if own is None or unit is None or limit is None:
        return False
    amount = in_unit(own, unit, case.know, market=case.market.id, as_of=case.as_of)
    return amount is not None and amount.high < limit
