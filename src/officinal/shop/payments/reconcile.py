# SPDX-License-Identifier: Apache-2.0
"""Attempts whose end is not known are looked up: the answer was lost, the program died, or no event ever came."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from officinal.errors import AskedForUnknown
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
            outcome = gateway(attempt.gateway).look_up(attempt)
        except NoAnswer:
            continue
        ended += not settle(attempt, outcome, now=now).is_open
    return ended


def find(name: str, payment: str) -> Attempt | None:
    """The attempt that a gateway's own id is of."""
    if not payment:
        return None
    return Attempt.objects.filter(Q(gateway=name) & Q(external_id=payment)).select_related("order").first()


def look_up(attempt: Attempt, *, now: dt.datetime) -> Attempt:
    """Look one attempt up now: its customer is back, or an event tells of it. Raises `NoAnswer`, `AskedForUnknown`."""
    if attempt.gateway == "":
        raise AskedForUnknown(f"attempt {attempt.pk} names no gateway")
    return settle(attempt, gateway(attempt.gateway).look_up(attempt), now=now)
