# SPDX-License-Identifier: Apache-2.0
"""What a product stands at: everything that changes what its page shows, in one short look at the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from officinal.shop.stock.available import CAN_BE_SOLD, moments

_STATE = f"""
SELECT product.id, updated, price, currency, subscribe_percent_off, {CAN_BE_SOLD}
FROM shop_product product LEFT JOIN shop_stock stock ON stock.product_id = product.id
WHERE slug = %s AND published
"""


def state(slug: str, now: dt.datetime) -> tuple[Any, ...] | None:
    """The state of a product that visitors may see, what can be sold of it last; None where there is none.

    `updated` moves with the label and with all that is saved; price and stock are looked at besides, as they may be
    changed by a statement of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [*moments(now), slug])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found and (*found[:-1], max(0, found[-1]))
