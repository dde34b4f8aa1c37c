# SPDX-License-Identifier: Apache-2.0
"""How often it comes is changed; the next delivery moves with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from officinal.shop.cart.answer import LEAST_DAYS, MOST_DAYS
from officinal.shop.models import Subscription
from officinal.shop.seller import seller
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed
from officinal.shop.subscriptions.periods import with_notice


def change_cadence(key: int, every_days: int, *, now: dt.datetime, by: Any = None) -> None:
    """Let it come every so many days, counted from the last delivery. Raises `CannotChange`."""
    if not LEAST_DAYS <= every_days <= MOST_DAYS:
        raise CannotChange(
            "cadence", f"a delivery comes every {LEAST_DAYS} to {MOST_DAYS} days, not every {every_days}"
        )
    with changing(key) as held:
        if held.every_days == every_days:
            return
        before = held.every_days
        held.next_on = moved(held, every_days, today=timezone.localdate(now))
        held.every_days = every_days
        held.save(update_fields=["every_days", "next_on"])
        changed(held, "cadence", now=now, by=by, before=before, after=every_days)


def moved(held: Subscription, every_days: int, *, today: dt.date) -> dt.date:
    """The day of the next delivery at another cadence: there is time to tell of it, and a pause lasts as it was set."""
    day = with_notice(_last(held) + dt.timedelta(days=every_days), seller().remind_days_before, today=today)
    return max(day, held.resume_on) if held.resume_on else day


def _last(held: Subscription) -> dt.date:
    """The day of the last delivery: when it was due, or paid, where that was later."""
    last = held.cycles.select_related("order").latest("number")
    paid_at = last.order.paid_at if last.order else None
    return max(last.due_on, timezone.localdate(paid_at)) if paid_at else last.due_on
