# SPDX-License-Identifier: Apache-2.0
"""How many of a product can be sold at a moment: holds that ran out and lots that expired or were recalled count no more, swept or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from officinal.shop.stock.expiry import today
from officinal.shop.stock.rows import Quantities

CAN_BE_SOLD = """
COALESCE(stock.on_hand - stock.held - stock.allocated, 0)
+ COALESCE((SELECT SUM(ended.quantity) FROM shop_hold ended
            WHERE ended.product_id = stock.product_id AND ended.until <= %s), 0)
- COALESCE((SELECT SUM(old.on_hand - old.allocated) FROM shop_lot old
            WHERE old.product_id = stock.product_id AND (old.expires_on < %s OR old.withdrawn_at IS NOT NULL)), 0)
"""
"""of a row `stock`, which may be missing; below 0 where more is held than the lots that are still good have"""


def moments(now: dt.datetime) -> list[Any]:
    """What fills the blanks of `CAN_BE_SOLD`, in the database's own form: SQLite compares texts."""
    return [connection.ops.adapt_datetimefield_value(now), connection.ops.adapt_datefield_value(today(now))]


def available(products: Iterable[int], *, now: dt.datetime) -> Quantities:
    """How many of each product can be sold now; 0 for one that has no stock."""
    keys = sorted(set(products))
    if not keys:
        return {}
    which = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT stock.product_id, {CAN_BE_SOLD} FROM shop_stock stock WHERE stock.product_id IN ({which})",
            [*moments(now), *keys],
        )
        found = dict(cursor.fetchall())
    return {key: max(0, int(found.get(key, 0))) for key in keys}
