# SPDX-License-Identifier: Apache-2.0
"""A subscription is paused, for as long as its customer likes or until a day: nothing is ordered, nothing is charged."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from officinal.shop.models import Subscription
from officinal.shop.subscriptions.change import CannotChange, call_off_unpaid, changing, let_go
from officinal.shop.subscriptions.log import log, write_to

LONGEST = dt.timedelta(days=366)


def pause(
    key: int, *, until: dt.date | None = None, now: dt.datetime, by: Any = None, why: str = "customer", reason: str = ""
) -> None:
    """Pause it; what waits for stock or for money is called off. Raises `CannotChange`.

    With a day, the next delivery comes on that day.
    """
    with changing(key) as held:
        if held.state == Subscription.State.PAUSED and held.resume_on == until:
            return
        if until is not None:
            _until(held, until, today=timezone.localdate(now))
        held.state, held.resume_on = Subscription.State.PAUSED, until
        held.save(update_fields=["state", "resume_on", "next_on"])
        let_go(held)
        day = {"until": until.isoformat()} if until else {}
        event = log(held, "paused", now=now, by=by, why=why, **day, **({"reason": reason} if reason else {}))
        write_to(held, "subscription_paused", key=f"subscription-event-{event.pk}", why=why, now=now, **day)
    call_off_unpaid(key, now=now)


def _until(held: Subscription, until: dt.date, *, today: dt.date) -> None:
    if not today < until <= today + LONGEST:
        raise CannotChange("day", f"it can be paused until a day after {today} and within {LONGEST.days} days")
    if held.next_on is not None:
        held.next_on = max(held.next_on, until)
