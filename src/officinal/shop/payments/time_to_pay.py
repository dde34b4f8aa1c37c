# SPDX-License-Identifier: Apache-2.0
"""Somebody is at it: what is held for their order is held a little longer, and never for ever."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.models import Order
from officinal.shop.orders.log import lock_order
from officinal.shop.seller import seller
from officinal.shop.stock.hold import extend, hold

MOST_TIMES = 4
"""as long as the first time, so often: an hour where it is a quarter of an hour"""


def stay(order: Order, *, now: dt.datetime) -> None:
    """The customer goes on to pay by card. Raises `NotEnough` where their time is over and somebody else has the units."""
    once = dt.timedelta(minutes=seller().hold_minutes)
    keep(order, min(now + once, order.placed_at + MOST_TIMES * once), now=now)


@transaction.atomic
def keep(order: Order, until: dt.datetime, *, now: dt.datetime) -> None:
    """Hold what an order wants until a moment, unless it is held for longer. Raises `NotEnough`."""
    held = lock_order(order.pk)
    if held.state != Order.State.AWAITING or held.pay_by is None or held.pay_by >= until:
        return
    if held.pay_by <= now or not extend(held, until=until):
        hold(held, _wanted(held), until=until, now=now)
    held.pay_by = until
    held.save(update_fields=["pay_by"])


def _wanted(order: Order) -> dict[int, int]:
    units: dict[int, int] = {}
    for line in order.lines.all():
        units[line.product_id] = units.get(line.product_id, 0) + line.quantity
    return units
