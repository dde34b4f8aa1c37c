# SPDX-License-Identifier: Apache-2.0
"""An order is paid here: the attempt is written down, then the gateway is asked, then what it says is recorded.

Each of the three is a step of its own, and the program may die between any two: an attempt whose end is not known is
looked up (`reconcile.py`), and only when it is known to have ended is there another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from officinal.shop.models import Attempt, Order
from officinal.shop.models.payment import OPEN
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.paid import paid, paid_again, paid_wrongly
from officinal.shop.payments import why
from officinal.shop.payments.gateway import Gateway, NoAnswer, Outcome, Saved
from officinal.shop.payments.registry import gateway

State = Attempt.State
Ask = Callable[[Gateway, Attempt], Outcome]
Still = Callable[[Order], bool]
"""whether an order is still to be charged; asked while the order is locked"""


def begin(order: Order, *, now: dt.datetime) -> tuple[Attempt | None, Outcome | None]:
    """Ask the customer, who is there: the attempt and what the gateway says. An open attempt is gone on with; where it
    turns out to have ended unpaid, there is another. None where the order waits for no payment any more.
    """
    save = saves(order)
    attempt, outcome, is_new = _asked(order, lambda of, row: of.ask(row, save=save), now=now, off_session=False)
    if attempt is not None and not is_new and attempt.state in (State.FAILED, State.CANCELLED):
        attempt, outcome, is_new = _asked(order, lambda of, row: of.ask(row, save=save), now=now, off_session=False)
    return attempt, outcome


def charge(order: Order, saved: Saved, *, now: dt.datetime, still: Still = bool) -> Attempt | None:
    """Charge a saved way to pay for a renewal; None where the order waits for no payment any more.

    `still` keeps anybody from being charged for what was ended or left out a moment earlier.
    """
    asked = _asked(order, lambda of, row: of.charge(row, saved), now=now, off_session=True, still=still)
    return asked[0]


def saves(order: Order) -> bool:
    """Whether what the customer pays with is kept for deliveries to come."""
    return order.subscription_id is not None or order.lines.filter(every_days__isnull=False).exists()


def _asked(
    order: Order, ask: Ask, *, now: dt.datetime, off_session: bool, still: Still = bool
) -> tuple[Attempt | None, Outcome | None, bool]:
    """Ask for an order's attempt, or look up the one that is open; whether it is new."""
    attempt, is_new = _attempt(order, now=now, off_session=off_session, still=still)
    if attempt is None:
        return None, None, False
    asked = gateway(attempt.gateway)
    outcome = answer(lambda: ask(asked, attempt) if is_new else asked.look_up(attempt))
    never_heard = not is_new and outcome.state == State.CANCELLED and not attempt.external_id
    if never_heard and _attempt(order, now=now, off_session=off_session, still=still) == (attempt, False):
        # written down, but the gateway never heard of it: its key is still good
        is_new, outcome = True, answer(lambda: ask(asked, attempt))
    settled = settle(attempt, outcome, now=now)
    if not settled.is_open and outcome.state in OPEN:
        # called off by somebody else while the gateway was asked: no money may come of it
        settled = settle(attempt, answer(lambda: asked.call_off(settled)), now=now)
        return settled, None, is_new
    return settled, outcome, is_new


@transaction.atomic
def _attempt(order: Order, *, now: dt.datetime, off_session: bool, still: Still = bool) -> tuple[Attempt | None, bool]:
    """The open attempt of an order, or the next one; whether it is new."""
    held = lock_order(order.pk)
    if held.state != Order.State.AWAITING or not still(held):
        return None, False
    before = list(held.attempts.all())
    for attempt in before:
        if attempt.is_open:
            return attempt, False
    number = max((each.number for each in before), default=0) + 1
    made = Attempt.objects.create(
        order=held, number=number, gateway=held.gateway, amount=held.total, currency=held.currency,
        off_session=off_session, started_at=now, api_version=getattr(gateway(held.gateway), "api_version", ""),
    )  # fmt: skip
    return made, True


def answer(ask: Callable[[], Outcome]) -> Outcome:
    """What a gateway says; that nobody knows, where it does not answer."""
    try:
        return ask()
    except NoAnswer:
        return Outcome(State.UNKNOWN, why=why.NO_ANSWER)


@transaction.atomic
def settle(attempt: Attempt, outcome: Outcome, *, now: dt.datetime) -> Attempt:
    """Record what is known of an attempt, with all that follows: as often as it is told, in any order, it works once."""
    order = lock_order(attempt.order_id)
    held = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if outcome.external_id and not held.external_id:
        held.external_id = outcome.external_id
        held.save(update_fields=["external_id"])
    if held.state in (State.SUCCEEDED, State.PAID_AGAIN) or held.state == outcome.state:
        return held
    if outcome.state == State.SUCCEEDED:
        return _succeed(order, held, outcome, now=now)
    if not held.is_open or (outcome.state == State.UNKNOWN and held.external_id):
        return held  # an older message, or no news: what has ended does not open again
    held.state, held.why = outcome.state, outcome.why[:200]
    held.ended_at = None if held.is_open else now
    held.save(update_fields=["state", "why", "ended_at"])
    if held.state == State.FAILED:
        log(order, "payment_failed", now=now, attempt=held.number, why=held.why)
    return held


def _succeed(order: Order, attempt: Attempt, outcome: Outcome, *, now: dt.datetime) -> Attempt:
    right = outcome.amount is None or outcome.amount == attempt.amount == order.total
    first = not order.attempts.filter(state=State.SUCCEEDED).exclude(pk=attempt.pk).exists()
    attempt.state = State.SUCCEEDED if first and right else State.PAID_AGAIN
    attempt.amount = attempt.amount if outcome.amount is None else outcome.amount
    attempt.why, attempt.ended_at = "", now
    attempt.save(update_fields=["state", "amount", "why", "ended_at"])
    if not first:
        paid_again(order, attempt, now=now)
    elif right:
        paid(order, attempt, outcome, now=now)
    else:
        paid_wrongly(order, attempt, now=now)
    return attempt


@transaction.atomic
def mark_paid(order: Order, *, now: dt.datetime, by: object, note: str = "") -> Attempt | None:
    """Staff saw the money of a payment by hand, in time or late, and it is written down once, however often they press;
    None where the order waits for none.
    """
    if not gateway(lock_order(order.pk).gateway).by_hand:
        return None
    attempt = _late(order) or _attempt(order, now=now, off_session=False)[0]
    if attempt is None:
        return None
    log(order, "marked_paid", now=now, by=by, note=note)
    return settle(attempt, Outcome(State.SUCCEEDED, amount=attempt.amount, external_id=attempt.key), now=now)


def _late(order: Order) -> Attempt | None:
    """The attempt of an order that was cancelled meanwhile: money that comes all the same is its."""
    cancelled = Order.objects.filter(pk=order.pk, state=Order.State.CANCELLED, paid=0).exists()
    return order.attempts.filter(state=State.CANCELLED).last() if cancelled else None


def call_off(order: Order, *, now: dt.datetime) -> Attempt | None:
    """Make sure that no money comes for an order any more; the attempt, which may turn out to have succeeded."""
    attempt = order.attempts.filter(state__in=OPEN).first()
    if attempt is None:
        return None
    outcome = answer(lambda: gateway(attempt.gateway).call_off(attempt))
    return settle(attempt, outcome, now=now)
