# SPDX-License-Identifier: Apache-2.0
"""Orders that nobody paid in time are dropped, and what was held for them goes back to the shelf."""

from __future__ import annotations

import datetime as dt

from officinal.shop.models import Order
from officinal.shop.orders.cancel import CannotCancel, expire


def expire_unpaid(*, now: dt.datetime) -> int:
    """Drop what is due; how many were. One whose payment nobody can look up now waits for the next time."""
    dropped = 0
    for order in Order.objects.filter(state=Order.State.AWAITING, pay_by__lte=now).order_by("pk"):
        try:
            dropped += expire(order, now=now).state == Order.State.CANCELLED
        except CannotCancel:
            continue
    return dropped
