# SPDX-License-Identifier: Apache-2.0

"""F001: the ingredients weigh more than the serving that holds them."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case, Row
from officinal.checks.rule import Cite, Found, Rule
from officinal.errors import UnitError
from officinal.label import Quantity

RULE = Rule(
    severity="error",
    message={
        "en": "The ingredients of a serving weigh at least {sum} g together, more than the serving's {serving} g",
        "fr": "Les ingrédients d’une portion pèsent ensemble au moins {sum} g, plus que la portion de {serving} g",
    },
    advice={
        "en": "Correct the serving's mass or the amounts; an mcg printed as mg is the usual cause",
        "fr": "Corriger la masse de la portion ou les quantités; un mcg imprimé mg en est la cause habituelle",
    },
    cite={
        "ca": Cite("fda-ca", "s. 9(1)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(ii), (b)(3)(ii)"),
        "eu": Cite("eu-2002-46", "art. 8"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each table whose serving has a mass."""
    for table in case.tables:
        serving = _grams(table.serving.mass) if table.serving and table.serving.mass else None
        if serving is None:
            continue
        total = sum((mass for row in table.rows if (mass := _mass(row)) is not None), Decimal(0))
        if total > serving:
            yield Found(f"{table.pointer}/serving/mass", {"sum": total, "serving": serving})


def _mass(row: Row) -> Decimal | None:
    """What a row weighs at least: its source where that is weighed, else itself; nothing inside a blend or of energy."""
    item = row.item
    if row.blend is not None or item.kind == "nutrition" or item.amount is None:
        return None
    weighed = [mass for source in item.sources if source.amount and (mass := _grams(source.amount)) is not None]
    own = _grams(item.amount)
    if item.amount.qualifier in ("less-than", "at-most"):
        own = None
    return max([*([sum(weighed, Decimal(0))] if weighed else []), *([own] if own is not None else [])], default=None)


def _grams(quantity: Quantity) -> Decimal | None:
    try:
        return quantity.ends_in("g")[0]
    except UnitError:
        return None
