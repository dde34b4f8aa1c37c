# SPDX-License-Identifier: Apache-2.0
"""The order of a delivery that is due is placed, or what its customer wants when the product is out of stock is done."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from officinal.shop.models import Cycle, Order, Product, Subscription
from officinal.shop.orders.place import CannotPlace, place
from officinal.shop.stock.rows import NotEnough
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.delivery import customer, is_sent_there, item, terms, way
from officinal.shop.subscriptions.hear import pause_because
from officinal.shop.subscriptions.log import lock_subscription, log, write_to
from officinal.shop.subscriptions.price import Price, of_the_day, price_for, price_of_swap

AGREED = (
    "state", "product_id", "quantity", "every_days", "unit_price", "percent_off", "address", "out_of_stock",
    "swap_to_id", "gateway",
)  # fmt: skip
"""what an order is made of; where its customer changes it meanwhile, the order is not placed, but made anew"""
GONE = ("gone", "no_price", "not_sent_there")
"""reasons that no waiting helps"""


class Changed(Exception):
    """The subscription or its delivery is not what it was when this began."""


def fulfil(cycle: Cycle, *, now: dt.datetime) -> Order | None:
    """The order of a delivery, placed now or before; None where it waits, is left out, or can be had no more."""
    if cycle.order_id:
        return cycle.order
    held = Subscription.objects.select_related("product", "swap_to", "first_order", "user").get(
        pk=cycle.subscription_id
    )
    try:
        placed = _ordered(held, cycle, held.product, _usual_price(held, cycle), now=now)
        if isinstance(placed, Order) or placed in GONE:
            return _order_or_pause(placed, cycle, now=now)
        if held.out_of_stock == Subscription.OutOfStock.SWAP and held.swap_to is not None:
            swapped = _ordered(held, cycle, held.swap_to, price_of_swap(held, held.swap_to), now=now)
            if isinstance(swapped, Order):
                return swapped
        _without(held, cycle, now=now)
    except Changed:
        pass
    return None


def _usual_price(held: Subscription, cycle: Cycle) -> Price | None:
    return None if of_the_day(held, held.product) is None else price_for(held, cycle.due_on)


def _ordered(
    held: Subscription, cycle: Cycle, product: Product, price: Price | None, *, now: dt.datetime
) -> Order | str:
    """The order, placed and written into its delivery at once; or why not: a code of `GONE`, or `out_of_stock`.

    What is the shop's own mistake, such as a rate or gateway that is missing, is raised, and nobody's delivery suffers.
    """
    if not product.published:
        return "gone"
    if price is None:
        return "no_price"
    if not is_sent_there(held):
        return "not_sent_there"
    what = item(held, product, price)
    agreed = terms(held, cycle.number, way(held, what, now=now))
    try:
        with transaction.atomic():
            order = place([what], customer(held), agreed, now=now)
            _write_into(held, cycle, order, now=now)
            return order
    except CannotPlace as error:
        why = error.why[product.pk].why_not
        return why if why in GONE else "out_of_stock"
    except NotEnough:
        return "out_of_stock"


def _write_into(held: Subscription, cycle: Cycle, order: Order, *, now: dt.datetime) -> None:
    """Raises `Changed` where it is not to be ordered so any more; then the order was never placed."""
    _locked, fresh = _lock(held, cycle)
    if fresh.order_id is None:
        fresh.order, fresh.state, fresh.next_try = order, Cycle.State.PAYING, timezone.localdate(now)
        fresh.save(update_fields=["order", "state", "next_try"])
        log(held, "ordered", now=now, order=order.pk, cycle=fresh.number)
    elif fresh.order_id != order.pk:
        raise Changed


def _lock(held: Subscription, cycle: Cycle) -> tuple[Subscription, Cycle]:
    """The subscription and its delivery, locked. Raises `Changed`."""
    locked = lock_subscription(held.pk)
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    changed = any(getattr(locked, name) != getattr(held, name) for name in AGREED)
    if changed or locked.state != Subscription.State.ACTIVE or fresh.state not in OPEN:
        raise Changed
    return locked, fresh


def _order_or_pause(placed: Order | str, cycle: Cycle, *, now: dt.datetime) -> Order | None:
    if isinstance(placed, Order):
        return placed
    with transaction.atomic():
        held = lock_subscription(cycle.subscription_id)
        over = Cycle.objects.filter(pk=cycle.pk, state__in=OPEN, order=None)
        if over.update(state=Cycle.State.SKIPPED, next_try=None) and held.state == Subscription.State.ACTIVE:
            pause_because(held, placed, now=now)
    return None


@transaction.atomic
def _without(held: Subscription, cycle: Cycle, *, now: dt.datetime) -> None:
    """It is out of stock: leave it out, or wait; its customer is told once. Raises `Changed`."""
    locked, fresh = _lock(held, cycle)
    skips = locked.out_of_stock == Subscription.OutOfStock.SKIP
    then, state = ("skip", Cycle.State.SKIPPED) if skips else ("wait", Cycle.State.WAITING)
    if fresh.order_id or fresh.state == state:
        return
    fresh.state, fresh.next_try = state, None if skips else timezone.localdate(now)
    fresh.save(update_fields=["state", "next_try"])
    log(locked, "left_out" if skips else "waiting", now=now, cycle=fresh.number)
    write_to(
        locked, "subscription_waiting", key=f"subscription-waiting-{fresh.pk}-{then}", cycle=fresh.number, then=then,
        day=locked.next_on.isoformat() if locked.next_on else "", now=now,
    )  # fmt: skip
