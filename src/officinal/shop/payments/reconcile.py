# SPDX-License-Identifier: Apache-2.0
"""Attempts whose end is not known are looked up: the answer was lost, the program died, or no event ever came."""

from __future__ import annotations

import datetime as dt

from officinal.shop.models import Attempt
from officinal.shop.models.payment import OPEN
from officinal.shop.payments.attempts import settle
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.registry import gateway

AFTER = dt.timedelta(minutes=2)
"""an attempt younger than this may still be under way in another process"""
State = Attempt.State


def reconcile(*, now: dt.datetime) -> int:
    """Look up what is open; how many of them came to an end. What is paid by hand waits for people."""
    ended = 0
    for attempt in Attempt.objects.filter(state__in=OPEN, started_at__lte=now - AFTER).select_related("order"):
        if gateway(attempt.gateway).by_hand and attempt.state == State.ASKED:
            continue
        try:
            ended += not look_up(attempt, now=now).is_open
        except NoAnswer:
            continue
    return ended


def find(name: str, payment: str, key: str = "") -> Attempt | None:
    """The attempt that a gateway's own id is of; where its answer was lost, by the attempt's own key."""
    of_gateway = Attempt.objects.filter(gateway=name).select_related("order")
    if payment and (found := of_gateway.filter(external_id=payment).first()):
        return found
    _, _, told = key.partition("-")
    token, _, number = told.rpartition("-")
    if not token or not (number.isascii() and number.isdigit() and len(number) < 6):
        return None
    likely = of_gateway.filter(order__token__startswith=token, number=number)
    return next((each for each in likely if each.key == key), None)


def look_up(attempt: Attempt, *, now: dt.datetime) -> Attempt:
    """Look one attempt up now: its customer is back, or nobody told of it. Raises `NoAnswer`."""
    return settle(attempt, gateway(attempt.gateway).look_up(attempt), now=now)
