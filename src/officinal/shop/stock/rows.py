# SPDX-License-Identifier: Apache-2.0
"""The one place where stock rows are written: a condition in the statement itself, and a movement beside it.

Every verb locks the rows it will touch first, by the product's key, so that two verbs never wait for each other. The lock
orders them; what keeps stock from being sold twice is the condition of the statement, and the database's own check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import F

from officinal.errors import OfficinalError
from officinal.shop.models import Movement, Product, Stock

Quantities = dict[int, int]
"""how many units, by the product's key"""


class NotEnough(OfficinalError):
    """There is less in stock than is asked for; `short` tells how many of each such product can be had."""

    def __init__(self, short: Quantities) -> None:
        super().__init__("there is not enough in stock")
        self.short = short


def lock(products: Iterable[int]) -> list[int]:
    """Lock the stock rows of products, made where there are none; their keys in order. Call it inside a transaction."""
    keys = sorted(set(products))
    have = set(Stock.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    if missing := [key for key in keys if key not in have]:
        Stock.objects.bulk_create([Stock(product_id=key) for key in missing], ignore_conflicts=True)
        list(Stock.objects.select_for_update().filter(pk__in=missing).order_by("pk").values_list("pk", flat=True))
    return keys


_MOVE = """
UPDATE shop_stock SET on_hand = on_hand + %(on_hand)s, held = held + %(held)s, allocated = allocated + %(allocated)s
WHERE product_id = %(product)s
  AND on_hand + %(on_hand)s >= 0 AND held + %(held)s >= 0 AND allocated + %(allocated)s >= 0
  AND on_hand + %(on_hand)s >= held + %(held)s + allocated + %(allocated)s
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
        if cursor.rowcount != 1:
            return False
    Movement.objects.create(
        product_id=product, kind=kind, on_hand=on_hand, held=held, allocated=allocated, at=at, **ledger
    )
    if on_hand - held - allocated:
        _show(product)
    return True


def _show(product: int) -> None:
    """Let shelves and searches say whether it is in stock."""
    free = Stock.objects.filter(pk=product, on_hand__gt=F("held") + F("allocated")).exists()
    Product.objects.filter(pk=product, in_stock=not free).update(in_stock=free)
