# SPDX-License-Identifier: Apache-2.0
"""Money came for an order: its units become its own, its subscriptions begin; or it is given back where they are gone."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.mail.outbox import tell
from officinal.shop.models import Attempt, Order
from officinal.shop.orders.log import log
from officinal.shop.orders.refund import owe
from officinal.shop.payments.gateway import Outcome
from officinal.shop.stock.allocate import allocate
from officinal.shop.stock.hold import release
from officinal.shop.stock.rows import NotEnough


def paid(order: Order, attempt: Attempt, outcome: Outcome, *, now: dt.datetime) -> None:
    """Record the order's total, and give it what it paid for. The order is locked, and all of it is one transaction.

    An order that was dropped because nobody paid in time, and is paid late, is taken up again if there is stock. What
    cannot be had any more, or was called off by somebody, is given back.
    """
    order.paid, order.paid_at = attempt.amount, now
    order.save(update_fields=["paid", "paid_at"])
    log(order, "paid", now=now, attempt=attempt.number, amount=str(attempt.amount))
    why = "cancelled" if order.state == Order.State.CANCELLED and not _dropped(order) else ""
    if not why and not _own(order, now=now):
        why = "gone"
    if why:
        _give_all_back(order, attempt, why, now=now)
        return
    order.state = Order.State.PAID
    order.save(update_fields=["state"])
    _begin_subscriptions(order, outcome, now=now)
    tell("order_paid", key=f"order-paid-{order.pk}", to=order.email, language=order.language, order=order.pk, now=now)


def _dropped(order: Order) -> bool:
    """Whether it was cancelled only because nobody had paid in time."""
    last = order.events.filter(kind__in=("cancelled", "expired")).last()
    return last is not None and last.kind == "expired"


def _own(order: Order, *, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            allocate(order, now=now)
    except NotEnough:
        return False
    return True


def _begin_subscriptions(order: Order, outcome: Outcome, *, now: dt.datetime) -> None:
    from officinal.shop.subscriptions.hear import renewed
    from officinal.shop.subscriptions.start import start

    if order.subscription_id:
        renewed(order, outcome.saved, now=now)
    for line in order.lines.filter(every_days__isnull=False):
        start(order, line, outcome.saved, now=now)


def _give_all_back(order: Order, attempt: Attempt, why: str, *, now: dt.datetime) -> None:
    release(order, now=now, reason=why)
    order.state = Order.State.CANCELLED
    order.save(update_fields=["state"])
    log(order, "paid_in_vain", now=now, why=why)
    back = owe(order, attempt, attempt.amount, reason=why, key=f"in-vain-{attempt.pk}", now=now)
    if order.subscription_id:
        from officinal.shop.subscriptions.hear import not_renewed

        not_renewed(order, why, now=now)
    tell(
        "order_in_vain", key=f"order-in-vain-{attempt.pk}", to=order.email, language=order.language,
        order=order.pk, refund=back.pk, why=why, now=now,
    )  # fmt: skip


def paid_wrongly(order: Order, attempt: Attempt, *, now: dt.datetime) -> None:
    """What came is not what was asked for: it is given back whole, never counted as the order's, and an order that
    waited for it is called off.
    """
    log(order, "paid_wrongly", now=now, attempt=attempt.number, amount=str(attempt.amount))
    if order.state in (Order.State.AWAITING, Order.State.CANCELLED):
        _give_all_back(order, attempt, "wrong_amount", now=now)
    else:
        owe(order, attempt, attempt.amount, reason="wrong_amount", key=f"wrong-{attempt.pk}", now=now)


def paid_again(order: Order, attempt: Attempt, *, now: dt.datetime) -> None:
    """Money came a second time: it is given back whole, and the order stays as it is."""
    log(order, "paid_again", now=now, attempt=attempt.number, amount=str(attempt.amount))
    owe(order, attempt, attempt.amount, reason="paid_again", key=f"again-{attempt.pk}", now=now)
