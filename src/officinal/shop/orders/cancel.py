# SPDX-License-Identifier: Apache-2.0
"""An order is called off: what is held or allocated for it goes back to the shelf, what was paid to the customer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from officinal.errors import OfficinalError
from officinal.shop.mail.outbox import tell
from officinal.shop.models import Attempt, Order
from officinal.shop.models.payment import OPEN
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.refund import owe
from officinal.shop.payments.attempts import call_off
from officinal.shop.stock.allocate import free
from officinal.shop.stock.hold import release

_TIMES = 3
"""payments that may begin while it is called off, one after the other"""


class CannotCancel(OfficinalError):
    """An order that cannot be called off any more: says why, and what can be done instead."""


def cancel(order: Order, *, reason: str, now: dt.datetime, by: Any = None, packed: bool = True) -> Order:
    """Call an order off; with `packed=False` only while it is not packed, as its customer may.

    Raises `CannotCancel` once it was shipped (or packed), or while nobody knows whether it was paid.
    """
    return _cancel(order, "cancelled", reason, now=now, by=by, packed=packed)


def expire(order: Order, *, now: dt.datetime) -> Order:
    """Drop an order that nobody paid in time; if money turns out to have come, it stands."""
    return _cancel(order, "expired", "nobody paid in time", now=now, by=None)


def _cancel(order: Order, kind: str, reason: str, *, now: dt.datetime, by: Any, packed: bool = True) -> Order:
    for _ in range(_TIMES):
        attempt = call_off(order, now=now)
        if attempt is not None and attempt.is_open:
            raise CannotCancel(f"order {order.number}: the payment service does not answer; try again in some minutes")
        with transaction.atomic():
            held = lock_order(order.pk)
            if not held.attempts.filter(state__in=OPEN).exists():
                return _called_off(held, kind, reason, now=now, by=by, packed=packed)
    raise CannotCancel(f"order {order.number} is being paid at this moment; try again in some minutes")


def _called_off(held: Order, kind: str, reason: str, *, now: dt.datetime, by: Any, packed: bool) -> Order:
    """Write it down; the order is locked, and nothing can be paid for it at this moment."""
    if held.state == Order.State.SHIPPED:
        raise CannotCancel(f"order {held.number} was shipped; take it back and refund it instead")
    if held.state == Order.State.PACKED and not packed:
        raise CannotCancel(f"order {held.number} is packed; take it back and refund it once it was sent")
    if held.state == Order.State.CANCELLED or (kind == "expired" and held.state != Order.State.AWAITING):
        return held
    was_paid = held.is_paid
    held.state = Order.State.CANCELLED
    held.save(update_fields=["state"])
    log(held, kind, now=now, by=by, reason=reason)
    release(held, now=now, reason=reason)
    if was_paid:
        free(held, now=now, reason=reason, by=by)
        paid = held.attempts.get(state=Attempt.State.SUCCEEDED)
        if held.paid > held.refunded:
            owe(held, paid, held.paid - held.refunded, reason=reason, key=f"cancel-{held.pk}", now=now, by=by)
    _end_with_it(held, kind, reason, now=now)
    if kind == "cancelled" or not held.subscription_id:  # a renewal that nobody paid is told of by its subscription
        key = f"order-{kind}-{held.pk}"
        tell(f"order_{kind}", key=key, to=held.email, language=held.language, order=held.pk, now=now)
    return held


def _end_with_it(order: Order, kind: str, reason: str, *, now: dt.datetime) -> None:
    """Subscriptions that began with an order that is called off end; a renewal that is called off is left out."""
    from officinal.shop.subscriptions.hear import called_off

    called_off(order, kind, reason, now=now)
