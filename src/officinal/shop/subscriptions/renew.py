# SPDX-License-Identifier: Apache-2.0
"""Deliveries that are due: each becomes a row, then an order, then is paid. Every step stands by itself.

The program may die between any two, or run twice at once: the row's number is unique, the order's key is the row's, the
attempt to charge is written down before anybody is charged. Whoever comes next goes on where the last one stopped.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from officinal.errors import OfficinalError
from officinal.shop.models import Cycle, Order, Subscription
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.subscriptions.claim import claim, due
from officinal.shop.subscriptions.collect import collect
from officinal.shop.subscriptions.fulfil import fulfil

logger = logging.getLogger(__name__)


class Unfinished(OfficinalError):
    """Some deliveries could not be gone on with; the others were."""


def renew_due(*, now: dt.datetime) -> int:
    """Do what is due; how many deliveries came further."""
    failed: list[int] = []
    _each(_left_over(), lambda key: call_off(key, now=now), failed)
    _each(due(now=now), lambda key: claim(key, now=now) is not None, failed)
    further = _each(_to_go_on_with(now=now), lambda key: go_on(key, now=now), failed)
    if failed:
        raise Unfinished(f"{len(failed)} deliveries of subscriptions could not be gone on with; the log tells more")
    return further


def _each(keys: Iterable[int], act: Callable[[int], bool], failed: list[int]) -> int:
    """How many it worked for; one that fails keeps no other from its turn."""
    further = 0
    for key in keys:
        try:
            further += act(key)
        except Exception:
            logger.exception("a delivery could not be gone on with")
            failed.append(key)
    return further


def _to_go_on_with(*, now: dt.datetime) -> list[int]:
    """Deliveries to order, to try again, or whose product may be back; the one that is due longest first."""
    active = Q(subscription__state=Subscription.State.ACTIVE, next_try__lte=timezone.localdate(now))
    paying = Q(state=Cycle.State.PAYING)
    waiting = Q(state=Cycle.State.WAITING) & _something_to_do()
    return _keys(Cycle.objects.filter(active & (paying | waiting)).order_by("due_on", "pk"))


def _something_to_do() -> Q:
    """A delivery that waits is looked at once its product can be had, or can be had no more, or it waits no more."""
    choice = Subscription.OutOfStock
    return (
        Q(subscription__product__in_stock=True)
        | Q(subscription__product__published=False)
        | Q(subscription__product__price=None)
        | Q(subscription__out_of_stock=choice.SKIP)
        | Q(subscription__out_of_stock=choice.SWAP, subscription__swap_to__in_stock=True)
    )


def _left_over() -> list[int]:
    """Deliveries with an order that waits for money, of subscriptions that were ended or paused meanwhile."""
    open_orders = Cycle.objects.filter(state=Cycle.State.PAYING, order__state=Order.State.AWAITING)
    return _keys(open_orders.exclude(subscription__state=Subscription.State.ACTIVE).order_by("pk"))


def _keys(found: QuerySet[Cycle]) -> list[int]:
    return list(found.values_list("pk", flat=True))


def _cycle(key: int) -> Cycle:
    return Cycle.objects.select_related("order", "subscription").get(pk=key)


def go_on(key: int, *, now: dt.datetime) -> bool:
    """Take a delivery as far as it can be taken now; whether it came further."""
    cycle = _cycle(key)
    before = (cycle.state, cycle.order_id, cycle.attempts)
    if fulfil(cycle, now=now) is not None:
        collect(key, now=now)
    cycle = _cycle(key)
    return (cycle.state, cycle.order_id, cycle.attempts) != before


def call_off(key: int, *, now: dt.datetime) -> bool:
    """Call off the unpaid order of a delivery that is not wanted any more; False while the gateway does not answer."""
    order = _cycle(key).order
    if order is None or order.state != Order.State.AWAITING:
        return False
    try:
        cancel(order, reason="the subscription was paused or ended", now=now)
    except CannotCancel:
        return False
    return True
