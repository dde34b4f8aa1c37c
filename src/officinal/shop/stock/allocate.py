# SPDX-License-Identifier: Apache-2.0
"""Units become a paid order's own, from the lots that expire first; and are given up again before they are shipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from officinal.shop.models import Hold, Lot, LotAllocation, Movement, Order, OrderLine
from officinal.shop.stock.available import available
from officinal.shop.stock.expiry import unsellable
from officinal.shop.stock.rows import NotEnough, Quantities, lock, move, must_move
from officinal.shop.stock.sweep import settle

_Lines = list[tuple[OrderLine, int]]
"""lines of one product, each with how many units it lacks"""


@transaction.atomic
def allocate(order: Order, *, now: dt.datetime) -> None:
    """Turn what is held for an order into its own; what is held no more is taken anew, what it has is not taken twice.

    All or nothing: raises `NotEnough` where somebody else has the units by now, or where only expired ones are left.
    """
    keys = lock(order.lines.values_list("product_id", flat=True))
    lines = order.lines.annotate(has=Coalesce(Sum("lots__quantity"), 0)).order_by("pk")
    lacking: dict[int, _Lines] = {key: [] for key in keys}
    for line in lines:
        lacking[line.product_id].append((line, line.quantity - line.has))
    short: Quantities = {}
    for key in keys:
        can_have = _give(order, key, lacking[key], now=now)
        if can_have is not None:
            short[key] = can_have
    if short:
        raise NotEnough(short)


def _give(order: Order, product: int, lines: _Lines, *, now: dt.datetime) -> int | None:
    """Give an order all that its lines of a product lack; how many it could have where that is not all."""
    wanted = sum(number for _, number in lines)
    held = _take_hold(order, product)
    if held != wanted:  # ran out and swept, or of another quantity: take from what is free
        settle([product], now=now)
    parts = list(_from_lots(product, lines, now=now))
    if (found := sum(number for _, _, number in parts)) < wanted:
        return found
    for at, (line, lot, number) in enumerate(parts):
        out_of_hold = min(held, number)
        if not move(
            product, Movement.Kind.ALLOCATED, held=-out_of_hold, allocated=number, lot=lot, order=order, at=now
        ):  # fmt: skip
            return sum(each for _, _, each in parts[:at]) + held + available([product], now=now)[product]
        held -= out_of_hold
        _write_down(line, lot, number)
    if held:
        must_move(product, Movement.Kind.RELEASED, held=-held, order=order, at=now)
    return None


def _take_hold(order: Order, product: int) -> int:
    held = Hold.objects.filter(order=order, product_id=product).first()
    if held is None:
        return 0
    number, _ = Hold.objects.filter(pk=held.pk, quantity=held.quantity).delete()
    return held.quantity if number else 0


def _from_lots(product: int, lines: _Lines, *, now: dt.datetime) -> Iterator[tuple[OrderLine, Lot, int]]:
    """First expired, first out; units without a date come last."""
    lots = Lot.objects.filter(product=product, on_hand__gt=F("allocated")).exclude(unsellable(now))
    left = [(lot, lot.on_hand - lot.allocated) for lot in lots.order_by(F("expires_on").asc(nulls_last=True), "pk")]
    for line, lacks in lines:
        while lacks and left:
            lot, has = left.pop(0)
            number = min(lacks, has)
            yield line, lot, number
            lacks -= number
            if has > number:
                left.insert(0, (lot, has - number))


def _write_down(line: OrderLine, lot: Lot, number: int) -> None:
    Lot.objects.filter(pk=lot.pk).update(allocated=F("allocated") + number)
    if not LotAllocation.objects.filter(line=line, lot=lot, shipped=False).update(quantity=F("quantity") + number):
        LotAllocation.objects.create(line=line, lot=lot, quantity=number)


def _to_ship(order: Order) -> QuerySet[LotAllocation]:
    """What an order has and was not shipped, its stock rows locked first."""
    lock(order.lines.values_list("product_id", flat=True))
    own = LotAllocation.objects.filter(line__order=order, shipped=False)
    return own.select_related("line", "lot").order_by("line__product_id", "pk")


@transaction.atomic
def free(order: Order, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Give up what an order has and was not shipped: it is cancelled."""
    for own in _to_ship(order):
        give_up(own, now=now, reason=reason, by=by)


def give_up(own: LotAllocation, *, now: dt.datetime, reason: str, by: object = None, number: int | None = None) -> None:
    """Give up units of a lot that were not shipped, by default all; the stock row is locked by the caller."""
    number = own.quantity if number is None else number
    Lot.objects.filter(pk=own.lot_id).update(allocated=F("allocated") - number)
    must_move(
        own.line.product_id, Movement.Kind.FREED, allocated=-number,
        order_id=own.line.order_id, lot=own.lot, at=now, reason=reason, by=by,
    )  # fmt: skip
    own.quantity -= number
    if own.quantity:
        own.save(update_fields=["quantity"])
    else:
        own.delete()


@transaction.atomic
def ship(
    order: Order, *, now: dt.datetime, by: object = None, but: Quantities | None = None, reason: str = ""
) -> None:  # fmt: skip
    """Take an order's units off the shelf: they are on their way. Nothing happens where all of them are.

    `but` so many of a line, by its key, which stay in the house for a `reason`: those that expire last.
    """
    stay = dict(but or {})
    for own in _to_ship(order).order_by(F("lot__expires_on").desc(nulls_first=True), "-pk") if stay else ():
        if number := min(stay.get(own.line_id, 0), own.quantity):
            give_up(own, now=now, reason=reason, by=by, number=number)
            stay[own.line_id] -= number
    for own in _to_ship(order):
        Lot.objects.filter(pk=own.lot_id).update(
            allocated=F("allocated") - own.quantity, on_hand=F("on_hand") - own.quantity
        )
        must_move(
            own.line.product_id, Movement.Kind.SHIPPED, on_hand=-own.quantity, allocated=-own.quantity,
            order=order, lot=own.lot, at=now, by=by,
        )  # fmt: skip
        LotAllocation.objects.filter(pk=own.pk).update(shipped=True)
