# SPDX-License-Identifier: Apache-2.0
"""Refunds are sent to the gateway here, after they were written down; one whose end is not known is looked up first."""

from __future__ import annotations

import datetime as dt

from officinal.shop.models import Attempt, Refund
from officinal.shop.orders.refund import given_back, given_back_elsewhere
from officinal.shop.payments import why
from officinal.shop.payments.gateway import NoAnswer, RefundOutcome, Returned, SeesRefunds
from officinal.shop.payments.registry import gateway

FRESH = dt.timedelta(minutes=1)
"""a refund younger than this was written down by the very process that sends it: nobody asked for it before"""
State = Refund.State


def send(refund: Refund, *, now: dt.datetime) -> None:
    """Ask the gateway to give the money back, once: its key is the refund's own.

    The gateway forgets keys after some time: what may have been asked for already is looked up first.
    """
    refund.refresh_from_db()
    if refund.state not in (State.CREATED, State.UNKNOWN):
        return
    asked = gateway(refund.attempt.gateway)
    fresh = refund.state == State.CREATED and now - refund.at < FRESH
    try:
        known = RefundOutcome(State.FAILED) if fresh else asked.look_up_refund(refund)
        never_heard = known.state == State.FAILED and not known.external_id
        outcome = asked.give_back(refund) if never_heard else known
    except NoAnswer:
        outcome = RefundOutcome(State.UNKNOWN, why=why.NO_ANSWER)
    _record(refund, outcome, now=now)


def send_all(*, now: dt.datetime) -> int:
    """Send what is still to be sent, and ask again for what is on its way; how many there were."""
    number = 0
    for refund in Refund.objects.filter(state__in=[State.CREATED, State.UNKNOWN]).select_related("attempt__order"):
        send(refund, now=now)
        number += 1
    for refund in Refund.objects.filter(state=State.PENDING).select_related("attempt__order"):
        number += _follow(refund, now=now)
    return number


def _follow(refund: Refund, *, now: dt.datetime) -> int:
    asked = gateway(refund.attempt.gateway)
    if asked.by_hand:
        return 0  # it waits for people
    try:
        _record(refund, asked.look_up_refund(refund), now=now)
    except NoAnswer:
        return 0
    return 1


def what_went_back(attempt: Attempt) -> tuple[list[tuple[Refund, RefundOutcome]], list[Returned]]:
    """All that a gateway knows of the refunds of a payment, those made without the shop too. Raises `NoAnswer`."""
    asked = gateway(attempt.gateway)
    own = [(each, asked.look_up_refund(each)) for each in attempt.refunds.exclude(state=State.FAILED)]
    heard = [(each, known) for each, known in own if known.state != State.FAILED or known.external_id]
    return heard, asked.refunds_elsewhere(attempt) if isinstance(asked, SeesRefunds) else []


def record(
    attempt: Attempt, went: tuple[list[tuple[Refund, RefundOutcome]], list[Returned]], *, now: dt.datetime
) -> None:
    """Record what `what_went_back` found."""
    own, elsewhere = went
    for refund, outcome in own:
        _record(refund, outcome, now=now)
    for each in elsewhere:
        given_back_elsewhere(attempt, each.external_id, each.amount, each.state, now=now)


def _record(refund: Refund, outcome: RefundOutcome, *, now: dt.datetime) -> None:
    given_back(refund, outcome.state, external_id=outcome.external_id, why=outcome.why, now=now)


def mark_sent(refund: Refund, *, now: dt.datetime) -> None:
    """Staff sent the money of a refund by hand."""
    if gateway(refund.attempt.gateway).by_hand:
        given_back(refund, State.SUCCEEDED, external_id=refund.key, why="", now=now)
