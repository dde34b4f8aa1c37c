# SPDX-License-Identifier: Apache-2.0
"""What is to be done when the product is out of stock on the day: wait, leave it out, or send another product."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.models import Product, Subscription
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed
from officinal.shop.subscriptions.swap import by_subscription

Choice = Subscription.OutOfStock


def when_out_of_stock(
    key: int, choice: str, swap_to: Product | None = None, *, now: dt.datetime, by: Any = None
) -> None:
    """Set it; `swap` names the product that is sent instead. Raises `CannotChange`."""
    if choice not in Choice.values:
        raise CannotChange("product", f"{choice!r} is none of {', '.join(Choice.values)}")
    with changing(key) as held:
        other = _other(held, swap_to) if choice == Choice.SWAP else held.swap_to
        if (held.out_of_stock, held.swap_to) == (choice, other):
            return
        held.out_of_stock, held.swap_to = choice, other
        held.save(update_fields=["out_of_stock", "swap_to"])
        changed(held, "out_of_stock", now=now, by=by, choice=choice, product=other.pk if other else None)


def _other(held: Subscription, swap_to: Product | None) -> Product:
    wanted = swap_to or held.swap_to
    sold = None if wanted is None else by_subscription(held).filter(pk=wanted.pk).first()
    if sold is None or sold.pk == held.product_id:
        raise CannotChange("product", "choose another product that is sold by subscription")
    return sold
