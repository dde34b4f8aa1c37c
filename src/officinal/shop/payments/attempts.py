# SPDX-License-Identifier: Apache-2.0
"""An order is paid here: the attempt is written down, then the gateway is asked, then what it says is recorded.

Each of the three is a step of its own, and the program may die between any two: an attempt whose end is not known is
looked up (`reconcile.py`), and only when it is known to have ended is there another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from officinal.shop.models import Attempt, Order
from officinal.shop.models.payment import OPEN
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.paid import paid, paid_again
from officinal.shop.payments.gateway import NoAnswer, Outcome, Saved
from officinal.shop.payments.registry import gateway

NO_ANSWER = _("the payment service did not answer")
State = Attempt.State


def begin(order: Order, *, now: dt.datetime, save: bool = False) -> tuple[Attempt | None, Outcome | None]:
    """Ask the customer to pay: the attempt and what the gateway says; an open attempt is gone on with.

    None where the order waits for no payment any more.
    """
    attempt, is_new = _attempt(order, now=now, off_session=False)
    if attempt is None:
        return None, None
    asked = gateway(attempt.gateway)
    outcome = _answer(lambda: asked.ask(attempt, save=save) if is_new else asked.look_up(attempt))
    if not is_new and outcome.state == State.CANCELLED and attempt.state in (State.CREATED, State.UNKNOWN):
        # written down, but the gateway never heard of it: its key is still good
        outcome = _answer(lambda: asked.ask(attempt, save=save))
    return settle(attempt, outcome, now=now), outcome


def charge(order: Order, saved: Saved, *, now: dt.datetime) -> Attempt | None:
    """Charge a saved way to pay for a renewal; None where the order waits for no payment any more."""
    attempt, is_new = _attempt(order, now=now, off_session=True)
    if attempt is None:
        return None
    asked = gateway(attempt.gateway)
    outcome = _answer(lambda: asked.charge(attempt, saved) if is_new else asked.look_up(attempt))
    if not is_new and outcome.state == State.CANCELLED and attempt.state in (State.CREATED, State.UNKNOWN):
        outcome = _answer(lambda: asked.charge(attempt, saved))
    return settle(attempt, outcome, now=now)


@transaction.atomic
def _attempt(order: Order, *, now: dt.datetime, off_session: bool) -> tuple[Attempt | None, bool]:
    """The open attempt of an order, or the next one; whether it is new."""
    held = lock_order(order.pk)
    if held.state != Order.State.AWAITING:
        return None, False
    for attempt in held.attempts.all():
        if attempt.is_open:
            return attempt, False
    number = (held.attempts.aggregate(newest=Max("number"))["newest"] or 0) + 1
    made = Attempt.objects.create(
        order=held, number=number, gateway=held.gateway, amount=held.total, currency=held.currency,
        off_session=off_session, started_at=now,
    )  # fmt: skip
    return made, True


def _answer(ask: Callable[[], Outcome]) -> Outcome:
    try:
        return ask()
    except NoAnswer as error:
        return Outcome(State.UNKNOWN, why=str(error))


@transaction.atomic
def settle(attempt: Attempt, outcome: Outcome, *, now: dt.datetime) -> Attempt:
    """Record what is known of an attempt, with all that follows: as often as it is told, in any order, it works once."""
    order = lock_order(attempt.order_id)
    held = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if held.state in (State.SUCCEEDED, State.PAID_AGAIN) or held.state == outcome.state:
        if outcome.external_id and not held.external_id:
            held.external_id = outcome.external_id
            held.save(update_fields=["external_id"])
        return held
    if outcome.state == State.SUCCEEDED:
        return _succeed(order, held, outcome, now=now)
    if not held.is_open or (outcome.state == State.UNKNOWN and held.external_id):
        return held  # an older message, or no news: what has ended does not open again
    held.state, held.why = outcome.state, outcome.why[:200]
    held.external_id = held.external_id or outcome.external_id
    held.ended_at = None if held.is_open else now
    held.save(update_fields=["state", "why", "external_id", "ended_at"])
    if held.state == State.FAILED:
        log(order, "payment_failed", now=now, attempt=held.number, why=held.why)
    return held


def _succeed(order: Order, attempt: Attempt, outcome: Outcome, *, now: dt.datetime) -> Attempt:
    first = not order.attempts.filter(state=State.SUCCEEDED).exclude(pk=attempt.pk).exists()
    attempt.state = State.SUCCEEDED if first else State.PAID_AGAIN
    attempt.external_id = attempt.external_id or outcome.external_id
    attempt.why, attempt.ended_at = "", now
    attempt.save(update_fields=["state", "why", "external_id", "ended_at"])
    if first:
        paid(order, attempt, outcome, now=now)
    else:
        paid_again(order, attempt, now=now)
    return attempt


def mark_paid(order: Order, *, now: dt.datetime, by: object, note: str = "") -> Attempt | None:
    """Staff saw the money of a payment by hand; None where the order waits for none."""
    attempt, _is_new = _attempt(order, now=now, off_session=False)
    if attempt is None or not gateway(attempt.gateway).by_hand:
        return None
    log(order, "marked_paid", now=now, by=by, note=note)
    return settle(attempt, Outcome(State.SUCCEEDED, amount=attempt.amount, external_id=attempt.key), now=now)


def call_off(order: Order, *, now: dt.datetime) -> Attempt | None:
    """Make sure that no money comes for an order any more; the attempt, which may turn out to have succeeded."""
    attempt = order.attempts.filter(state__in=OPEN).first()
    if attempt is None:
        return None
    outcome = _answer(lambda: gateway(attempt.gateway).call_off(attempt))
    return settle(attempt, outcome, now=now)
