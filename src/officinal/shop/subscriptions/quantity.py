# SPDX-License-Identifier: Apache-2.0
"""How many come with each delivery is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.seller import seller
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed


def change_quantity(key: int, quantity: int, *, now: dt.datetime, by: Any = None) -> None:
    """Let so many come from the next delivery on. Raises `CannotChange`."""
    if not 1 <= quantity <= seller().most_of_one:
        raise CannotChange("quantity", f"a delivery has 1 to {seller().most_of_one} of a product, not {quantity}")
    with changing(key) as held:
        if held.quantity == quantity:
            return
        before, held.quantity = held.quantity, quantity
        held.save(update_fields=["quantity"])
        changed(held, "quantity", now=now, by=by, before=before, after=quantity)
