# SPDX-License-Identifier: Apache-2.0
"""Refunds are sent to the gateway here, after they were written down; one whose end is not known is looked up first."""

from __future__ import annotations

import datetime as dt

from officinal.shop.models import Refund
from officinal.shop.orders.refund import given_back
from officinal.shop.payments.gateway import NoAnswer, RefundOutcome
from officinal.shop.payments.registry import gateway

State = Refund.State


def send(refund: Refund, *, now: dt.datetime) -> None:
    """Ask the gateway to give the money back, once: its key is the refund's own."""
    refund.refresh_from_db()
    if refund.state not in (State.CREATED, State.UNKNOWN):
        return
    asked = gateway(refund.attempt.gateway)
    try:
        known = asked.look_up_refund(refund) if refund.state == State.UNKNOWN else RefundOutcome(State.FAILED)
        outcome = asked.give_back(refund) if known.state == State.FAILED and not known.external_id else known
    except NoAnswer as error:
        outcome = RefundOutcome(State.UNKNOWN, why=str(error))
    given_back(refund, outcome.state, external_id=outcome.external_id, why=outcome.why, now=now)


def send_all(*, now: dt.datetime) -> int:
    """Send what is still to be sent, and ask again for what is on its way; how many there were."""
    number = 0
    for refund in Refund.objects.filter(state__in=[State.CREATED, State.UNKNOWN]).select_related("attempt__order"):
        send(refund, now=now)
        number += 1
    return number


def mark_sent(refund: Refund, *, now: dt.datetime) -> None:
    """Staff sent the money of a refund by hand."""
    if gateway(refund.attempt.gateway).by_hand:
        given_back(refund, State.SUCCEEDED, external_id=refund.key, why="", now=now)
