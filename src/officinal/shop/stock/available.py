# SPDX-License-Identifier: Apache-2.0
"""How many of a product can be sold at a moment: holds that ran out count no more, swept or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from officinal.shop.stock.rows import Quantities

_AVAILABLE = """
SELECT stock.product_id,
       stock.on_hand - stock.held - stock.allocated
       + COALESCE((SELECT SUM(ended.quantity) FROM shop_hold ended
                   WHERE ended.product_id = stock.product_id AND ended.until <= %s), 0)
FROM shop_stock stock WHERE stock.product_id IN ({})
"""


def available(products: Iterable[int], *, now: dt.datetime) -> Quantities:
    """How many of each product can be sold now; 0 for one that has no stock."""
    keys = sorted(set(products))
    if not keys:
        return {}
    with connection.cursor() as cursor:
        # the database's own form of a moment: SQLite compares texts
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(_AVAILABLE.format(", ".join(["%s"] * len(keys))), [moment, *keys])
        found = dict(cursor.fetchall())
    return {key: int(found.get(key, 0)) for key in keys}
