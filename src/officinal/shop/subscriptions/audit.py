# SPDX-License-Identifier: Apache-2.0
"""Do subscriptions, their deliveries and their orders agree? Each delivery one order at most, and paid only if it came."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.shop.models import Cycle, Order, Subscription
from officinal.shop.subscriptions.claim import OPEN

State = Cycle.State


def audit() -> Iterator[str]:
    """Each disagreement as a sentence; none where all is well."""
    for held in Subscription.objects.prefetch_related("cycles__order").iterator(500):
        yield from _of(held)
    for order in Order.objects.filter(subscription__isnull=False, cycle=None):
        yield f"order {order.number} is a renewal of subscription {order.subscription_id}, and of none of its deliveries"


def _of(held: Subscription) -> Iterator[str]:
    cycles = sorted(held.cycles.all(), key=lambda each: each.number)
    if (held.next_on is None) != (held.state == Subscription.State.CANCELLED):
        yield f"subscription {held.pk} is {held.state}, and its next delivery is on {held.next_on}"
    if [each.number for each in cycles] != list(range(held.cycle)):
        yield f"subscription {held.pk}: its next delivery is number {held.cycle}, after {len(cycles)}"
    if sum(each.state in OPEN for each in cycles) > 1:
        yield f"subscription {held.pk}: more than one delivery is open"
    for each in cycles:
        if each.number and each.order is not None:
            yield from _of_order(each, each.order)
        elif each.number and each.state == State.DONE:
            yield f"delivery {each} has no order"


def _of_order(cycle: Cycle, order: Order) -> Iterator[str]:
    if order.key != f"renewal-{cycle.subscription_id}-{cycle.number}":
        yield f"delivery {cycle}: order {order.number} is of another"
    if (cycle.state == State.DONE) != order.is_paid:
        yield f"delivery {cycle}: order {order.number} is {order.state}"
    if cycle.state in (State.SKIPPED, State.FAILED) and order.paid != order.refunded:
        yield f"delivery {cycle}: {order.paid - order.refunded} {order.currency} of order {order.number} is kept"
