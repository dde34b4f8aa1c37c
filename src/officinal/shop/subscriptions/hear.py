# SPDX-License-Identifier: Apache-2.0
"""A subscription hears what becomes of its orders: paid, paid in vain, called off, or dropped because nobody paid.

All of it runs in the transaction of the order, which is locked, as are its stock rows.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from officinal.shop.models import Cycle, Order, Subscription
from officinal.shop.payments.gateway import Saved
from officinal.shop.payments.registry import gateway
from officinal.shop.subscriptions.log import lock_subscription, log, write_to
from officinal.shop.subscriptions.periods import after_payment

State = Cycle.State


def renewed(order: Order, saved: Saved, *, now: dt.datetime) -> None:
    """A renewal is paid: its delivery is done, and a card that was saved on the way is the one of later renewals."""
    cycle = Cycle.objects.filter(order=order).exclude(state=State.DONE).first()
    if cycle is None:
        return
    held = lock_subscription(cycle.subscription_id)
    _over(order, State.DONE)
    if held.next_on is not None:
        held.next_on = after_payment(held.next_on, held.every_days, paid_on=timezone.localdate(now))
    if saved.method:
        held.payer, held.method, held.method_words = saved.payer, saved.method, saved.words[:60]
    held.save(update_fields=["next_on", "payer", "method", "method_words"])
    log(held, "renewed", now=now, order=order.pk, cycle=cycle.number)


def not_renewed(order: Order, why: str, *, now: dt.datetime) -> None:
    """Money came for a renewal that cannot be had any more, and goes back: its delivery is over."""
    assert order.subscription_id is not None
    held = lock_subscription(order.subscription_id)
    if _over(order, State.FAILED, but=State.SKIPPED):
        log(held, "not_renewed", now=now, order=order.pk, why=why)


def called_off(order: Order, kind: str, reason: str, *, now: dt.datetime) -> None:
    """An order is over, `cancelled` by somebody or `expired`: what began with it ends.

    A renewal that was cancelled is left out; where nobody paid for it, the subscription is paused and its customer told.
    """
    if order.subscription_id:
        held = lock_subscription(order.subscription_id)
        if kind == "expired":
            _unpaid(held, order, now=now)
        elif _over(order, State.SKIPPED):
            log(held, "called_off", now=now, order=order.pk, why=reason)
    begun = order.begun_subscriptions.select_for_update(no_key=True).order_by("pk")
    for each in begun.exclude(state=Subscription.State.CANCELLED):
        each.state, each.ended_at, each.next_on, each.resume_on = Subscription.State.CANCELLED, now, None, None
        each.save(update_fields=["state", "ended_at", "next_on", "resume_on"])
        log(each, "ended", now=now, order=order.pk, why="with_order")


def _unpaid(held: Subscription, order: Order, *, now: dt.datetime) -> None:
    if not _over(order, State.FAILED):
        return
    why = "unpaid" if gateway(order.gateway).by_hand else "declined"
    log(held, "not_renewed", now=now, order=order.pk, why=why)
    if held.state == Subscription.State.ACTIVE:
        pause_because(held, why, now=now)


def pause_because(held: Subscription, why: str, *, now: dt.datetime) -> None:
    """The shop itself pauses a subscription, which is locked, and says why."""
    held.state, held.resume_on = Subscription.State.PAUSED, None
    held.save(update_fields=["state", "resume_on"])
    event = log(held, "paused", now=now, why=why)
    write_to(held, "subscription_paused", key=f"subscription-event-{event.pk}", why=why, now=now)


def _over(order: Order, state: str, but: str = "") -> bool:
    """Whether the delivery of an order came to this end just now; its subscription is locked."""
    delivery = Cycle.objects.filter(order=order).exclude(state__in=[state, but])
    return bool(delivery.update(state=state, next_try=None))
