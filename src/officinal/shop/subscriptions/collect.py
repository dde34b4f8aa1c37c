# SPDX-License-Identifier: Apache-2.0
"""The order of a delivery is paid for: by the saved card, tried again on set days, or by whoever gets the invoice.

What is to be done is read off the order and its attempts each time, so that whoever comes next goes on where somebody
stopped. An order that is not paid a day after the last attempt is dropped like any other (`orders/expire.py`).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from officinal.shop.models import Attempt, Cycle, Order, Subscription
from officinal.shop.payments.attempts import begin, call_off, charge
from officinal.shop.payments.gateway import Saved
from officinal.shop.payments.registry import gateway
from officinal.shop.seller import seller
from officinal.shop.subscriptions.log import lock_subscription, log, write_to
from officinal.shop.subscriptions.periods import next_try


def collect(key: int, *, now: dt.datetime) -> None:
    """Ask for the money of a delivery's order, where it is still to be paid and its day has come."""
    cycle = Cycle.objects.select_related("order", "subscription").get(pk=key)
    held, order = cycle.subscription, cycle.order
    if order is None or order.state != Order.State.AWAITING:
        return
    _clear_the_way(held, order, now=now)
    note(key, now=now)  # what became of an attempt whose end nobody wrote down
    asked = gateway(order.gateway)
    if not _may_be_tried(key, held.method, now=now):
        return
    if asked.by_hand:
        begin(order, now=now)
    elif asked.saves and held.method:
        saved = Saved(held.payer, held.method, held.method_words)
        charge(order, saved, still=lambda _: _may_be_tried(key, held.method, now=now), now=now)
    note(key, now=now)


def _clear_the_way(held: Subscription, order: Order, *, now: dt.datetime) -> None:
    """Call off an attempt that nobody will finish, for there is one at a time.

    It waits for its customer to confirm a card which they have changed since, or they went away from the pay page.
    """
    waiting = order.attempts.filter(state__in=[Attempt.State.ASKED, Attempt.State.NEEDS_ACTION]).first()
    if waiting is None or gateway(waiting.gateway).by_hand:
        return
    left = not waiting.off_session and waiting.started_at <= now - dt.timedelta(minutes=seller().hold_minutes)
    if left or (waiting.off_session and _changed_since(held, waiting)):
        call_off(order, now=now)


def _changed_since(held: Subscription, attempt: Attempt) -> bool:
    """Whether the card is another than the one that was tried."""
    return held.events.filter(kind="card", at__gt=attempt.started_at).exists()


@transaction.atomic
def _may_be_tried(key: int, method: str, *, now: dt.datetime) -> bool:
    """Whether a delivery is to be paid still, now, and in this way: not ended, paused, or declined a moment ago."""
    held = lock_subscription(Cycle.objects.values_list("subscription_id", flat=True).get(pk=key))
    cycle = held.cycles.filter(pk=key, state=Cycle.State.PAYING, next_try__lte=timezone.localdate(now)).first()
    if held.state != Subscription.State.ACTIVE or held.method != method or cycle is None or cycle.order is None:
        return False
    declined = cycle.order.attempts.filter(off_session=True, state=Attempt.State.FAILED, number__gt=cycle.attempts)
    return not declined.exists()


@transaction.atomic
def note(key: int, *, now: dt.datetime) -> None:
    """Write down how a delivery stands after it was tried, when to look at it next, and tell its customer if need be."""
    held = lock_subscription(Cycle.objects.values_list("subscription_id", flat=True).get(pk=key))
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("order").get(pk=key)
    order = cycle.order
    if cycle.state != Cycle.State.PAYING or order is None or order.state != Order.State.AWAITING:
        return
    newest = order.attempts.filter(off_session=True).last()
    if gateway(order.gateway).by_hand:
        cycle.next_try = None if order.attempts.exists() else cycle.next_try
    elif not held.method:
        _without_card(held, cycle, order, now=now)
    elif newest is not None and newest.state == Attempt.State.NEEDS_ACTION:
        _to_confirm(held, cycle, order, newest, now=now)
    elif newest is not None and newest.state == Attempt.State.FAILED:
        _declined(held, cycle, order, newest, now=now)
    cycle.save(update_fields=["attempts", "next_try"])


def _schedule(order: Order, *, now: dt.datetime) -> dt.date | None:
    first = timezone.localdate(order.placed_at)
    return next_try(first, seller().retry_after_days, today=timezone.localdate(now))


def _declined(held: Subscription, cycle: Cycle, order: Order, newest: Attempt, *, now: dt.datetime) -> None:
    if cycle.attempts >= newest.number:
        return  # noted already
    cycle.attempts = newest.number
    if not _changed_since(held, newest):
        cycle.next_try = _schedule(order, now=now)
    log(held, "declined", now=now, cycle=cycle.number, attempt=newest.number)
    _tell_declined(held, cycle, order, f"{newest.number}", "declined", now=now)


def _without_card(held: Subscription, cycle: Cycle, order: Order, *, now: dt.datetime) -> None:
    cycle.next_try = None
    _tell_declined(held, cycle, order, "0", "no_card", now=now)


def _tell_declined(held: Subscription, cycle: Cycle, order: Order, which: str, why: str, *, now: dt.datetime) -> None:
    again = {"day": cycle.next_try.isoformat()} if cycle.next_try else {}
    write_to(
        held, "subscription_declined", key=f"subscription-declined-{cycle.pk}-{which}", now=now,
        cycle=cycle.number, order=order.pk, why=why, until=_until(order), **again,
    )  # fmt: skip


def _to_confirm(held: Subscription, cycle: Cycle, order: Order, newest: Attempt, *, now: dt.datetime) -> None:
    """The bank asks its customer: they are told now, and again on each day of the schedule."""
    cycle.next_try = _schedule(order, now=now)
    write_to(
        held, "subscription_confirm_card", now=now,
        key=f"subscription-confirm-{cycle.pk}-{newest.number}-{timezone.localdate(now)}",
        cycle=cycle.number, order=order.pk, until=_until(order),
    )  # fmt: skip


def _until(order: Order) -> str:
    return timezone.localdate(order.pay_by).isoformat() if order.pay_by else ""
