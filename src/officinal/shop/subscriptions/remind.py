# SPDX-License-Identifier: Apache-2.0
"""The customer is told of each delivery some days before: the day, the price, and how to leave it out.

Where the promise of the price has ended, the price that is told is promised for that delivery; and a higher one is never
charged before there was time to hear of it.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from officinal.shop.models import Message, Subscription
from officinal.shop.seller import seller
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.delivery import together
from officinal.shop.subscriptions.hear import pause_because
from officinal.shop.subscriptions.log import lock_subscription, log, write_to
from officinal.shop.subscriptions.periods import told_on, with_notice
from officinal.shop.subscriptions.price import of_the_day, price_for, promised

State = Subscription.State
COMING = Q(state=State.ACTIVE) | Q(state=State.PAUSED, resume_on__isnull=False)
AT_ONCE = 500


def remind(*, now: dt.datetime) -> int:
    """Write the reminders that are due, once for each delivery and day; how many."""
    last_day = timezone.localdate(now) + dt.timedelta(days=seller().remind_days_before)
    near = Subscription.objects.filter(COMING, next_on__lte=last_day).order_by("next_on", "pk")
    listed = list(near.values_list("pk", "cycle", "next_on"))
    written = 0
    for at in range(0, len(listed), AT_ONCE):
        keys = {_key(*each): each[0] for each in listed[at : at + AT_ONCE] if each[2] is not None}
        told = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
        written += sum(_remind(of, now=now) for key, of in keys.items() if key not in told)
    return written


def _key(subscription: int, cycle: int, day: dt.date | None) -> str:
    return f"subscription-reminder-{subscription}-{cycle}-{day}"


@transaction.atomic
def _remind(key: int, *, now: dt.datetime) -> bool:
    held, today = lock_subscription(key), timezone.localdate(now)
    coming = held.state == State.ACTIVE or (held.state == State.PAUSED and held.resume_on is not None)
    if not coming or held.next_on is None or told_on(held.next_on, seller().remind_days_before) > today:
        return False
    if held.cycles.filter(state__in=OPEN).exists():
        return False  # one that waits for stock or money comes first, and moves the day of the next
    if not held.product.published or of_the_day(held, held.product) is None:
        pause_because(held, "no_price" if held.product.published else "gone", now=now)
        return False
    was = _promise(held, today=today)
    _write(held, was, now=now)
    return True


def _promise(held: Subscription, *, today: dt.date) -> str:
    """Promise the price of the next delivery where it is not; what one cost before, where it costs more now."""
    assert held.next_on is not None
    if held.next_on <= held.price_until:
        return ""
    before, new = promised(held), price_for(held, held.next_on)
    dearer = new.one > before.one
    if dearer:
        held.next_on = with_notice(held.next_on, seller().remind_days_before, today=today)
    held.unit_price, held.percent_off, held.price_until = new.unit, new.percent, held.next_on
    held.save(update_fields=["next_on", "unit_price", "percent_off", "price_until"])
    return str(before.one) if dearer else ""


def _write(held: Subscription, was: str, *, now: dt.datetime) -> None:
    assert held.next_on is not None
    day, one, total = held.next_on.isoformat(), str(price_for(held, held.next_on).one), together(held, now=now)
    more = {"total": str(total)} if total is not None else {}
    more |= {"was": was} if was else {}
    log(held, "told", now=now, cycle=held.cycle, day=day, one=one)
    write_to(
        held, "subscription_reminder", key=_key(held.pk, held.cycle, held.next_on), now=now,
        cycle=held.cycle, day=day, one=one, in_stock=held.product.in_stock, **more,
    )  # fmt: skip
