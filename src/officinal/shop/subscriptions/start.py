# SPDX-License-Identifier: Apache-2.0
"""A subscription begins with the order that pays for its first delivery."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from officinal.shop.models import Cycle, Order, OrderLine, Subscription
from officinal.shop.payments.gateway import Saved
from officinal.shop.seller import seller
from officinal.shop.subscriptions.log import log, write_to


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
    write_to(made, "subscription_started", key=f"subscription-{made.pk}", now=now)
    return made
