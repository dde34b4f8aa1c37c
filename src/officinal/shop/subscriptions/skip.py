# SPDX-License-Identifier: Apache-2.0
"""A delivery is left out, and taken back in, by its number: pressed twice, one is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from officinal.shop.models import Cycle, Subscription
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed
from officinal.shop.subscriptions.periods import next_due


def skip(key: int, number: int, *, now: dt.datetime, by: Any = None) -> None:
    """Leave out a delivery that is still to come, or that waits for stock. Raises `CannotChange`."""
    with changing(key) as held:
        known = held.cycles.filter(number=number).first()
        if known is not None and known.state == Cycle.State.SKIPPED:
            return
        if known is not None and known.state == Cycle.State.WAITING:
            known.state, known.next_try = Cycle.State.SKIPPED, None
            known.save(update_fields=["state", "next_try"])
        elif known is None and number == held.cycle and held.next_on is not None:
            _leave_out(held, today=timezone.localdate(now))
        else:
            raise CannotChange("too_late", f"delivery {number} is ordered already: call its order off instead")
        changed(held, "skipped", now=now, by=by, cycle=number)


def _leave_out(held: Subscription, *, today: dt.date) -> None:
    assert held.next_on is not None
    Cycle.objects.create(subscription=held, number=held.cycle, due_on=held.next_on, state=Cycle.State.SKIPPED)
    held.next_on = next_due(held.next_on, held.every_days, today=today)
    held.cycle += 1
    held.save(update_fields=["next_on", "cycle"])


def unskip(key: int, number: int, *, now: dt.datetime, by: Any = None) -> None:
    """Take the delivery that was left out last back in, while its day is to come. Raises `CannotChange`."""
    with changing(key) as held:
        if held.cycle == number:
            return  # taken back already
        last = can_unskip(held, today=timezone.localdate(now))
        if last is None or last.number != number:
            raise CannotChange("too_late", f"delivery {number} cannot be taken back in any more")
        held.next_on, held.cycle = max(last.due_on, held.resume_on or last.due_on), number
        last.delete()
        held.save(update_fields=["next_on", "cycle"])
        changed(held, "unskipped", now=now, by=by, cycle=number)


def can_unskip(held: Subscription, *, today: dt.date) -> Cycle | None:
    """The delivery that was left out last, where it can be taken back in."""
    last = held.cycles.filter(number=held.cycle - 1, state=Cycle.State.SKIPPED, order=None, due_on__gt=today).first()
    return last if held.state != Subscription.State.CANCELLED else None
