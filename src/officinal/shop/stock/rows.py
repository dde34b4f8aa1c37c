# SPDX-License-Identifier: Apache-2.0
"""The one place where stock rows are written: a condition in the statement itself, and a movement beside it.

Every verb locks the rows it will touch first, in the order of the products' keys, so that two verbs never wait for each
other. The lock orders them; what keeps stock from being sold twice is the condition of the statement, and the database's
own check. Whoever locks an order or a product before calling a verb does so with `select_for_update(no_key=True)`: a
movement names both, and on PostgreSQL it could not be written while the whole row is locked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from officinal.errors import OfficinalError
from officinal.shop.models import Movement, Product, Stock

MOST_OF_A_REASON = 200
"""characters"""
Quantities = dict[int, int]
"""how many units, by the product's key"""


class NotEnough(OfficinalError):
    """There is less in stock than is asked for; `short` tells how many of each such product can be had."""

    def __init__(self, short: Quantities) -> None:
        super().__init__("there is not enough in stock")
        self.short = short


class OutOfStep(RuntimeError):
    """A stock row does not allow what its lots, holds and orders say: a mistake of the program, or of somebody's SQL."""


def lock(products: Iterable[int]) -> list[int]:
    """Lock the stock rows of products, made where there are none; their keys in order. Call it inside a transaction."""
    keys = sorted(set(products))
    rows = Stock.objects.filter(pk__in=keys).order_by("pk")
    missing = set(keys) - set(rows.values_list("pk", flat=True))
    # made before any is locked: whoever waits for a row that somebody else is making holds none that is wanted
    Stock.objects.bulk_create([Stock(product_id=key) for key in sorted(missing)], ignore_conflicts=True)
    list(rows.select_for_update().values_list("pk", flat=True))
    return keys


_MOVE = """
UPDATE shop_stock SET on_hand = on_hand + %(on_hand)s, held = held + %(held)s, allocated = allocated + %(allocated)s
WHERE product_id = %(product)s
  AND on_hand + %(on_hand)s >= 0 AND held + %(held)s >= 0 AND allocated + %(allocated)s >= 0
  AND on_hand + %(on_hand)s >= held + %(held)s + allocated + %(allocated)s
RETURNING on_hand - held - allocated
"""


def move(
    product: int,
    kind: str,
    *,
    at: dt.datetime,
    on_hand: int = 0,
    held: int = 0,
    allocated: int = 0,
    **ledger: Any,
) -> bool:
    """Change a stock row, unless that would promise more than there is; whether it was changed.

    The change, its movement in the ledger, and whether the product counts as in stock are written together.
    """
    change = {"product": product, "on_hand": on_hand, "held": held, "allocated": allocated}
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, change)
        changed = cursor.fetchall()
    if not changed:
        return False
    ledger["reason"] = ledger.get("reason", "")[:MOST_OF_A_REASON]
    Movement.objects.create(
        product_id=product, kind=kind, on_hand=on_hand, held=held, allocated=allocated, at=at, **ledger
    )
    free, before = changed[0][0], changed[0][0] - (on_hand - held - allocated)
    if (free > 0) != (before > 0):
        Product.objects.filter(pk=product).update(in_stock=free > 0)
    return True


def must_move(product: int, kind: str, **change: Any) -> None:
    """Change a stock row as its lots, holds or orders allow. Raises `OutOfStep` where it does not."""
    if not move(product, kind, **change):
        raise OutOfStep(f"product {product}: its stock row allows no {kind} of {change}; see the audit of the stock")
