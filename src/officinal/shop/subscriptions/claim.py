# SPDX-License-Identifier: Apache-2.0
"""A delivery that is due becomes a row, once: from then on it can be left out no more, only called off."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from officinal.shop.models import Cycle, Subscription
from officinal.shop.subscriptions.log import lock_subscription, log
from officinal.shop.subscriptions.periods import next_due

OPEN = (Cycle.State.WAITING, Cycle.State.PAYING)
"""states of a delivery that is not over"""


def due(*, now: dt.datetime) -> list[int]:
    """The subscriptions whose next delivery is due, the one that is due longest first."""
    active = Subscription.objects.filter(state=Subscription.State.ACTIVE, next_on__lte=timezone.localdate(now))
    return list(active.order_by("next_on", "pk").values_list("pk", flat=True))


def claim(key: int, *, now: dt.datetime) -> Cycle | None:
    """The row of a subscription's next delivery, made now; None where somebody else made it, or it is not due.

    While a delivery is not over there is no next one. A price that was not told yet is told first (`remind.py`).
    """
    try:
        with transaction.atomic():
            return _claim(lock_subscription(key), now=now)
    except IntegrityError:  # its number exists: another scheduler, or its customer left it out
        return None


def _claim(held: Subscription, *, now: dt.datetime) -> Cycle | None:
    today = timezone.localdate(now)
    if held.state != Subscription.State.ACTIVE or held.next_on is None or held.next_on > today:
        return None
    if held.next_on > held.price_until or held.cycles.filter(state__in=OPEN).exists():
        return None
    made = Cycle.objects.create(
        subscription=held, number=held.cycle, due_on=held.next_on, state=Cycle.State.PAYING, next_try=today
    )
    held.next_on = next_due(held.next_on, held.every_days, today=today)
    held.cycle += 1
    held.save(update_fields=["next_on", "cycle"])
    log(held, "due", now=now, cycle=made.number)
    return made
