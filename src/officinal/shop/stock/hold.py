# SPDX-License-Identifier: Apache-2.0
"""Units are held for somebody who pays, until a moment; and let go again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.models import Hold, Movement, Order
from officinal.shop.stock.available import available
from officinal.shop.stock.rows import NotEnough, Quantities, lock, move
from officinal.shop.stock.sweep import settle


@transaction.atomic
def hold(order: Order, wanted: Quantities, *, until: dt.datetime, now: dt.datetime) -> None:
    """Hold all that an order wants, or nothing. Raises `NotEnough` with what can be had of the short ones."""
    keys = lock(wanted)
    settle(keys, now=now)
    with transaction.atomic():
        short = [
            key
            for key in keys
            if not move(key, Movement.Kind.HELD, held=wanted[key], order=order, at=now)
        ]  # fmt: skip
        if short:
            raise NotEnough(available(short, now=now))
    Hold.objects.bulk_create([Hold(order=order, product_id=key, quantity=wanted[key], until=until) for key in keys])


@transaction.atomic
def release(order: Order, *, now: dt.datetime, reason: str = "") -> None:
    """Let go of all that is held for an order; nothing happens where nothing is."""
    lock(Hold.objects.filter(order=order).values_list("product_id", flat=True))
    for held in Hold.objects.filter(order=order).order_by("product_id"):
        let_go(held, now=now, reason=reason)


def let_go(held: Hold, *, now: dt.datetime, reason: str) -> None:
    """Let go of one hold, once; its stock row is locked by the caller."""
    number, _ = Hold.objects.filter(pk=held.pk).delete()
    if number:
        moved = move(
            held.product_id, Movement.Kind.RELEASED, held=-held.quantity, order=held.order, at=now, reason=reason
        )
        assert moved, f"product {held.product_id}: less is held than its holds say"


@transaction.atomic
def extend(order: Order, *, until: dt.datetime) -> None:
    """Hold what is held for longer: somebody is at it."""
    Hold.objects.filter(order=order, until__lt=until).update(until=until)
