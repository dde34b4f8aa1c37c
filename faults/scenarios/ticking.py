# SPDX-License-Identifier: Apache-2.0
"""Deliveries that are due, renewed by several ticks at once; and while they are killed again and again."""

from __future__ import annotations

import random
import time
from collections import Counter
from copy import copy
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone

from faults.figures import Figures
from faults.gateway import ask
from faults.goods import buyer, key, product
from faults.scenarios.counting import LATER, agree, unknown
from faults.shop import Shop, kill
from officinal.shop.models import Attempt, Cycle, Order, Subscription

T = TypeVar("T", bound=Model)
_LONGEST = 900.0


def together(shop: Shop, rounds: int) -> Figures:
    """Three ticks at once, each round with some deliveries that are due: each is ordered once and charged once."""
    found = Figures("3 ticks at once, 10 deliveries due")
    before = _renewed()
    _subscribe(shop, 10, units=10 * rounds + 1)
    for _ in range(rounds):
        found.rounds += 1
        found.asked += _due()
        failed = [code for code in shop.ticks_at_once(3) if code]
        found.must(not failed, f"a tick ended with {failed}: {shop.errors()[-300:]}")
    shop.tick().wait()  # what one of the last left to another that had just begun
    _look(found, before)
    agree(found, shop)
    return found


def killed(shop: Shop, number: int) -> Figures:
    """So many deliveries, renewed by two ticks at once that are killed again and again, at a bank that loses answers."""
    found = Figures(f"{number} renewals, ticks killed")
    before = _renewed()
    _subscribe(shop, number, units=number + 1)
    found.asked = _due()
    ask("behave", loses=0.05, waits=0.02)
    last = time.monotonic() + _LONGEST
    while _renewed() - before < found.asked and time.monotonic() < last:
        ticks = [shop.tick() for _ in range(2)]
        time.sleep(random.uniform(1.0, 5.0))
        for each in ticks:
            kill(each)
        found.kills += len(ticks)
        found.caught += unknown()
        Attempt.objects.filter(state__in=("created", "unknown")).update(started_at=timezone.now() - LATER)
    ask("behave")
    _look(found, before)
    agree(found, shop)
    return found


def _due() -> int:
    """All of the newest product are due today; how many those are."""
    newest = Subscription.objects.latest("pk").product
    return Subscription.objects.filter(state="active", product=newest).update(next_on=timezone.localdate())


def _renewed() -> int:
    return Cycle.objects.filter(number__gt=0, state="done").count()


def _look(found: Figures, before: int) -> None:
    found.done = _renewed() - before
    found.too_many = max(0, found.done - found.asked)
    found.must(found.done == found.asked, f"{found.done} of {found.asked} deliveries renewed")
    renewals = Order.objects.exclude(subscription=None).values_list("cycle__subscription", "cycle__number")
    doubles = [each for each, times in Counter(renewals).items() if times > 1]
    found.must(not doubles, f"deliveries ordered twice: {doubles[:3]}")


def _subscribe(shop: Shop, number: int, *, units: int) -> None:
    """One subscription that somebody bought, and others like it, begun by an order of long ago that was called off."""
    jar = product(units)
    one = buyer(shop.port, [(jar, 30)])
    one.pay(one.press().location)
    first = Subscription.objects.select_related("first_order", "first_line").get(product=jar)
    order = _copy(first.first_order, key=key(), token=key(), state="cancelled", paid=0, refunded=0)
    for _ in range(number - 1):
        made = _copy(first, token=key(), first_order=order, first_line=_copy(first.first_line, order=order))
        Cycle.objects.create(subscription=made, number=0, due_on=timezone.localdate(), state=Cycle.State.DONE)


def _copy(row: T, **changed: object) -> T:
    made = copy(row)
    made.pk, made._state = None, copy(row._state)
    made._state.adding = True
    for name, value in changed.items():
        setattr(made, name, value)
    made.save()
    return made
