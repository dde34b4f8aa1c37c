# SPDX-License-Identifier: Apache-2.0
"""What a product stands at: everything that changes what its page shows, in one short look at the database."""

from __future__ import annotations

from typing import Any

from django.db import connection

_STATE = """
SELECT id, updated, price, currency, subscribe_percent_off, on_hand
FROM shop_product WHERE slug = %s AND published
"""


def state(slug: str) -> tuple[Any, ...] | None:
    """The state of a product that visitors may see; None where there is none.

    `updated` moves with the label and with all that is saved; price and stock are looked at besides, as they may be
    changed by a statement of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [slug])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found
