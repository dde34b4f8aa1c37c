# SPDX-License-Identifier: Apache-2.0
"""A paused subscription goes on: by its customer, or on the day until which it was paused."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from officinal.shop.models import Subscription
from officinal.shop.seller import seller
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed, log
from officinal.shop.subscriptions.periods import with_notice
from officinal.shop.subscriptions.price import of_the_day

State = Subscription.State


def resume(key: int, *, now: dt.datetime, by: Any = None) -> None:
    """Go on; the next delivery comes no sooner than it can be told of. Raises `CannotChange`."""
    with changing(key) as held:
        if held.state == State.ACTIVE:
            return
        check_sold(held)
        assert held.next_on is not None
        day = with_notice(held.next_on, seller().remind_days_before, today=timezone.localdate(now))
        set_going(held, day)
        changed(held, "resumed", now=now, by=by)


def check_sold(held: Subscription) -> None:
    """Raises `CannotChange` where the product is not sold any more."""
    if not held.product.published or of_the_day(held, held.product) is None:
        raise CannotChange("gone", f"{held.product} is not sold any more: choose another product first")


def set_going(held: Subscription, day: dt.date) -> None:
    """Set it going again, from a day on; it is locked."""
    held.state, held.resume_on, held.next_on = State.ACTIVE, None, day
    held.save(update_fields=["state", "resume_on", "next_on"])


def resume_due(*, now: dt.datetime) -> int:
    """Let those go on whose day has come; how many."""
    today = timezone.localdate(now)
    due = Subscription.objects.filter(state=State.PAUSED, resume_on__lte=today)
    return sum(_resume_due(key, now=now) for key in due.order_by("pk").values_list("pk", flat=True))


def _resume_due(key: int, *, now: dt.datetime) -> bool:
    """Its customer was told of the delivery before, as of any other."""
    try:
        with changing(key) as held:
            if held.state != State.PAUSED or held.resume_on is None or held.resume_on > timezone.localdate(now):
                return False
            assert held.next_on is not None
            set_going(held, held.next_on)
            log(held, "resumed", now=now)
            return True
    except CannotChange:
        return False
