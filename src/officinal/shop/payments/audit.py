# SPDX-License-Identifier: Apache-2.0
"""Is every order paid once and allocated once, or not at all? What was paid and given back against its rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from officinal.shop.models import Attempt, LotAllocation, Order, Refund
from officinal.shop.orders.refund import NOT_FAILED

ZERO = Decimal("0.00")


def audit() -> Iterator[str]:
    """Each disagreement as a sentence; none where all is well."""
    for order in Order.objects.prefetch_related("lines", "attempts__refunds").iterator(500):
        yield from _of(order)


def _of(order: Order) -> Iterator[str]:
    came = [each for each in order.attempts.all() if each.state == Attempt.State.SUCCEEDED]
    paid = sum((each.amount for each in came), ZERO)
    if paid != order.paid:
        yield f"order {order.number}: {order.paid} paid, but its attempts came to {paid}"
    back = sum((one.amount for each in came for one in each.refunds.all() if one.state in NOT_FAILED), ZERO)
    if back != order.refunded:
        yield f"order {order.number}: {order.refunded} refunded, but its refunds come to {back}"
    for again in order.attempts.all():
        if again.state == Attempt.State.PAID_AGAIN and not Refund.objects.filter(attempt=again).exists():
            yield f"order {order.number}: paid a second time, and not given back"
    own = LotAllocation.objects.filter(line__order=order).aggregate(units=Sum("quantity"))["units"] or 0
    wanted = sum(line.quantity for line in order.lines.all()) if order.is_paid else 0
    if own != wanted and own != wanted - _not_sent(order):
        yield f"order {order.number} ({order.state}): {own} units are its own, {wanted} should be"
    if order.is_paid and order.paid != order.total:
        yield f"order {order.number} ({order.state}): {order.paid} paid of {order.total}"


def _not_sent(order: Order) -> int:
    """Units whose money was given back before the others were sent."""
    sent = order.events.filter(kind="shipped").values_list("detail__not_sent", flat=True)
    return sum(number or 0 for number in sent)
