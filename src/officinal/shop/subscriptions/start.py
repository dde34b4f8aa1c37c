# SPDX-License-Identifier: Apache-2.0
"""A subscription begins with the order that pays for its first delivery, and hears what becomes of its later orders."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from officinal.shop.mail.outbox import tell
from officinal.shop.models import Cycle, Order, OrderLine, Subscription
from officinal.shop.payments.gateway import Saved
from officinal.shop.seller import seller
from officinal.shop.subscriptions.log import log


def start(order: Order, line: OrderLine, saved: Saved, *, now: dt.datetime) -> Subscription:
    """Begin the subscription of a line that is paid; once for each line. Runs in the transaction of the payment."""
    known = Subscription.objects.filter(first_line=line).first()
    if known is not None:
        return known
    assert line.every_days is not None
    today = timezone.localdate(now)
    made = Subscription.objects.create(
        user=order.user, email=order.email, language=order.language, address=order.address,
        first_order=order, first_line=line, product=line.product, quantity=line.quantity, every_days=line.every_days,
        currency=order.currency, unit_price=line.unit_price, percent_off=line.percent_off,
        price_until=today + dt.timedelta(days=seller().price_promise_days),
        gateway=order.gateway, payer=saved.payer, method=saved.method, method_words=saved.words[:60],
        next_on=today + dt.timedelta(days=line.every_days), started_at=now,
    )  # fmt: skip
    Cycle.objects.create(subscription=made, number=0, due_on=today, state=Cycle.State.DONE, order=None)
    log(made, "started", now=now, order=order.pk)
    tell(
        "subscription_started", key=f"subscription-{made.pk}", to=made.email, language=made.language,
        subscription=made.pk, now=now,
    )  # fmt: skip
    return made


def renewed(order: Order, *, now: dt.datetime) -> None:
    """A renewal is paid: its cycle is done. The order is locked."""
    if Cycle.objects.filter(order=order).exclude(state=Cycle.State.DONE).update(state=Cycle.State.DONE, next_try=None):
        assert order.subscription is not None
        log(order.subscription, "renewed", now=now, order=order.pk)


def not_renewed(order: Order, why: str, *, now: dt.datetime) -> None:
    """A renewal was paid in vain, or was called off: its cycle is over without a delivery."""
    if (
        Cycle.objects.filter(order=order)
        .exclude(state=Cycle.State.FAILED)
        .update(state=Cycle.State.FAILED, next_try=None)
    ):
        assert order.subscription is not None
        log(order.subscription, "not_renewed", now=now, order=order.pk, why=why)


def called_off(order: Order, reason: str, *, now: dt.datetime) -> None:
    """An order was called off: what began with it ends; a renewal is over without a delivery."""
    if order.subscription_id:
        not_renewed(order, reason, now=now)
    for begun in (
        Subscription.objects.select_for_update().filter(first_order=order).exclude(state=Subscription.State.CANCELLED)
    ):
        begun.state, begun.ended_at, begun.next_on = Subscription.State.CANCELLED, now, None
        begun.save(update_fields=["state", "ended_at", "next_on"])
        log(begun, "ended_with_order", now=now, order=order.pk)
