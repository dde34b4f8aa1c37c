# SPDX-License-Identifier: Apache-2.0
"""A subscription ends: nothing is charged for it any more, from the moment on in which this is written."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from officinal.shop.models import Subscription
from officinal.shop.subscriptions.change import call_off_unpaid, let_go
from officinal.shop.subscriptions.log import lock_subscription, log, write_to

CANCELLED = Subscription.State.CANCELLED


def end(key: int, *, now: dt.datetime, by: Any = None, why: str = "customer", reason: str = "") -> None:
    """End it, once; what waits for stock or for money is called off. What was paid is on its way, and stays so."""
    write_end(key, now=now, by=by, why=why, reason=reason)
    call_off_unpaid(key, now=now)


@transaction.atomic
def write_end(key: int, *, now: dt.datetime, by: Any = None, why: str = "customer", reason: str = "") -> None:
    """End it, once, and ask no gateway: what waits for money is called off by the next tick."""
    held = lock_subscription(key)
    if held.state != CANCELLED:
        held.state, held.ended_at, held.next_on, held.resume_on = CANCELLED, now, None, None
        held.save(update_fields=["state", "ended_at", "next_on", "resume_on"])
        let_go(held)
        log(held, "ended", now=now, by=by, why=why, **({"reason": reason} if reason else {}))
        write_to(held, "subscription_ended", key=f"subscription-ended-{held.pk}", why=why, now=now)
