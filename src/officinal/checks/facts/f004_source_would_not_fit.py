# SPDX-License-Identifier: Apache-2.0

"""F004: the named source material, to supply the amount, would weigh more than the serving."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case, Row
from officinal.checks.percents import as_printed
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.checks.sources import in_mg

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} mg of {nutrient} would take at least {needed} mg of {source}; the serving weighs {serving} mg",
        "fr": "{amount} mg de {nutrient} exigeraient au moins {needed} mg de {source}; la portion pèse {serving} mg",
    },
    advice={
        "en": "State the elemental amount, not the mass of the compound, or name the richer source",
        "fr": "Indiquer la quantité élémentaire et non la masse du composé, ou nommer la source plus riche",
    },
    cite=Cite("iupac-atomic-weights", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row with known sources, in a serving of known mass."""
    for row in case.rows:
        serving = in_mg(row.table.serving.mass) if row.table.serving and row.table.serving.mass else None
        amount = in_mg(row.item.amount)
        if serving is None or amount is None or not row.item.sources:
            continue
        shares = [case.know.shares_of(source.substance, row.substance) for source in row.item.sources]
        if not all(shares):
            continue
        richest = max((share for each in shares for share in each), key=lambda share: share.share)
        if not richest.share:
            continue
        needed = as_printed(amount).low / richest.share
        if needed > as_printed(serving).high:
            yield Found(
                f"{row.pointer}/amount",
                {
                    "amount": amount.value,
                    "needed": needed.quantize(Decimal(1)),
                    "source": _named(row),
                    "serving": serving.value,
                    "nutrient": Named(row.substance or ""),
                },
                severity="info" if richest.verified == "general-knowledge" else None,
            )


def _named(row: Row) -> tuple[Named, ...]:
    return tuple(Named(each) for each in row.sources)
