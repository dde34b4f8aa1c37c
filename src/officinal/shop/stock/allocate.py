# SPDX-License-Identifier: Apache-2.0
"""Units become a paid order's own, from the lots that expire first; and are given up again before they are shipped."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from officinal.shop.models import Hold, Lot, LotAllocation, Movement, Order, OrderLine
from officinal.shop.stock.available import available
from officinal.shop.stock.rows import NotEnough, Quantities, lock, move
from officinal.shop.stock.sweep import settle


@transaction.atomic
def allocate(order: Order, *, now: dt.datetime) -> None:
    """Turn what is held for an order into its own; what is held no more is taken anew.

    All or nothing: raises `NotEnough` where somebody else has the units by now, or where only expired ones are left.
    """
    lines = list(order.lines.all())
    wanted: Quantities = {}
    for line in lines:
        wanted[line.product_id] = wanted.get(line.product_id, 0) + line.quantity
    keys = lock(wanted)
    for key in keys:
        held = _take_hold(order, key)
        if held != wanted[key]:  # ran out and swept, or of another quantity: take from what is free
            settle([key], now=now)
        if not move(
            key, Movement.Kind.ALLOCATED, held=-held, allocated=wanted[key], order=order, at=now
        ):  # fmt: skip
            raise NotEnough(available([key], now=now))
    for line in lines:
        _from_lots(line, now=now)


def _take_hold(order: Order, product: int) -> int:
    held = Hold.objects.filter(order=order, product_id=product).first()
    if held is None:
        return 0
    held.delete()
    return held.quantity


def _from_lots(line: OrderLine, *, now: dt.datetime) -> None:
    """First expired, first out; units without a date come last."""
    left = line.quantity
    lots = Lot.objects.filter(product=line.product_id, on_hand__gt=F("allocated")).exclude(expires_on__lte=now.date())
    for lot in lots.order_by(F("expires_on").asc(nulls_last=True), "pk"):
        number = min(left, lot.on_hand - lot.allocated)
        Lot.objects.filter(pk=lot.pk).update(allocated=F("allocated") + number)
        LotAllocation.objects.create(line=line, lot=lot, quantity=number)
        left -= number
        if not left:
            return
    raise NotEnough({line.product_id: line.quantity - left})


@transaction.atomic
def free(order: Order, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Give up what an order has and was not shipped: it is cancelled."""
    own = LotAllocation.objects.filter(line__order=order, shipped=False).select_related("line", "lot")
    lock(each.line.product_id for each in own)
    for each in own.order_by("line__product_id", "pk"):
        Lot.objects.filter(pk=each.lot_id).update(allocated=F("allocated") - each.quantity)
        move(
            each.line.product_id, Movement.Kind.FREED, allocated=-each.quantity,
            order=order, lot=each.lot, at=now, reason=reason, by=by,
        )  # fmt: skip
        each.delete()


@transaction.atomic
def ship(order: Order, *, now: dt.datetime, by: object = None) -> None:
    """Take an order's units off the shelf: they are on their way."""
    own = LotAllocation.objects.filter(line__order=order, shipped=False).select_related("line", "lot")
    lock(each.line.product_id for each in own)
    for each in own.order_by("line__product_id", "pk"):
        Lot.objects.filter(pk=each.lot_id).update(
            allocated=F("allocated") - each.quantity, on_hand=F("on_hand") - each.quantity
        )
        move(
            each.line.product_id, Movement.Kind.SHIPPED, on_hand=-each.quantity, allocated=-each.quantity,
            order=order, lot=each.lot, at=now, by=by,
        )  # fmt: skip
        LotAllocation.objects.filter(pk=each.pk).update(shipped=True)
