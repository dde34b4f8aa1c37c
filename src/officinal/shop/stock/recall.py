# SPDX-License-Identifier: Apache-2.0
"""A lot is recalled: what is left of it is set aside, orders that wait get units of other lots, and who got some is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from officinal.shop.models import Hold, Lot, LotAllocation, Movement, Order, Stock
from officinal.shop.stock.allocate import allocate, give_up
from officinal.shop.stock.receive import must_say_why
from officinal.shop.stock.rows import NotEnough, lock
from officinal.shop.stock.sweep import let_go, let_lapse, take_out


def has_units_of(lot: Lot) -> QuerySet[LotAllocation]:
    """Every order line that has units of a lot, shipped or not, the newest order first; orders are read with them."""
    return lot.allocations.select_related("line__order", "lot").order_by("-line__order_id", "pk")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the units of a lot are: what was received and corrected is on the shelf, to be shipped, or with customers."""

    received: int
    corrected: int
    """counted otherwise, set aside or expired; below 0 where units went"""
    on_shelf: int
    to_ship: int
    with_customers: int
    came_back: int


def whereabouts(lot: Lot) -> Whereabouts:
    """Where the units of a lot are; what is on the shelf is promised to nobody."""
    moved = lot.movements.aggregate(
        received=Sum("on_hand", filter=Q(kind=Movement.Kind.RECEIVED)),
        corrected=Sum("on_hand", filter=Q(kind__in=(Movement.Kind.CORRECTED, Movement.Kind.EXPIRED))),
    )
    out = lot.allocations.aggregate(
        waiting=Sum("quantity", filter=Q(shipped=False)), sent=Sum("quantity", filter=Q(shipped=True)), back=Sum("returned")
    )  # fmt: skip
    sent, back = out["sent"] or 0, out["back"] or 0
    return Whereabouts(
        received=moved["received"] or 0, corrected=moved["corrected"] or 0, on_shelf=lot.on_hand - lot.allocated,
        to_ship=out["waiting"] or 0, with_customers=sent - back, came_back=back,
    )  # fmt: skip


@transaction.atomic
def set_aside(lot: Lot, *, now: dt.datetime, reason: str, by: object = None) -> int:
    """Take every unit of a lot that no order has yet out of the stock, at once and for good; how many that were.

    Where people who pay are promised more than the other lots have, the newest of these holds are let go: who then pays
    gets units of another lot, or the money back. Raises `StockError` without a reason.
    """
    must_say_why(reason)
    lock([lot.product_id])
    let_lapse([lot.product_id], now=now)
    lot.refresh_from_db()
    number = lot.on_hand - lot.allocated
    for held in Hold.objects.filter(product=lot.product_id).order_by("-until", "-pk"):
        row = Stock.objects.get(pk=lot.product_id)
        if row.on_hand - row.held - row.allocated >= number:
            break
        let_go(held, now=now, reason=reason)
    take_out(lot, number, kind=Movement.Kind.CORRECTED, now=now, reason=reason, by=by)
    Lot.objects.filter(pk=lot.pk, withdrawn_at=None).update(withdrawn_at=now)
    lot.refresh_from_db()
    return number


def replace(lot: Lot, *, now: dt.datetime, reason: str, by: object = None) -> tuple[list[Order], list[Order]]:
    """Give orders that wait with units of a lot units of other lots; those that got all, and those that could not.

    What is left of the lot is set aside first. Each order is a transaction of its own. Raises `StockError` without a reason.
    """
    set_aside(lot, now=now, reason=reason, by=by)
    done: list[Order] = []
    left: list[Order] = []
    for order in Order.objects.filter(lines__lots__lot=lot, lines__lots__shipped=False).distinct().order_by("pk"):
        try:
            _replace(order, lot, now=now, reason=reason, by=by)
        except NotEnough:
            left.append(order)
        else:
            done.append(order)
    return done, left


@transaction.atomic
def _replace(order: Order, lot: Lot, *, now: dt.datetime, reason: str, by: object) -> None:
    lock(order.lines.values_list("product_id", flat=True))
    for own in LotAllocation.objects.filter(line__order=order, lot=lot, shipped=False).select_related("line", "lot"):
        give_up(own, now=now, reason=reason, by=by)
        take_out(lot, own.quantity, kind=Movement.Kind.CORRECTED, now=now, reason=reason, by=by)
    allocate(order, now=now)
