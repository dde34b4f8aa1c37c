# SPDX-License-Identifier: Apache-2.0
"""Units are held for somebody who pays, until a moment; and let go again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.models import Hold, Movement, Order
from officinal.shop.stock.available import available
from officinal.shop.stock.rows import NotEnough, Quantities, lock, move
from officinal.shop.stock.sweep import let_go, settle


@transaction.atomic
def hold(order: Order, wanted: Quantities, *, until: dt.datetime, now: dt.datetime) -> None:
    """Hold all that an order wants, or nothing; what it holds already counts, so that asking twice holds once.

    Raises `NotEnough` with what can be had of the short ones.
    """
    keys = lock(wanted)
    settle(keys, now=now)
    has = dict(Hold.objects.filter(order=order, product__in=keys).values_list("product_id", "quantity"))
    more = {key: wanted[key] - has.get(key, 0) for key in keys}
    short = [
        key for key in keys if more[key] and not move(key, Movement.Kind.HELD, held=more[key], order=order, at=now)
    ]
    if short:
        there = available(short, now=now)
        raise NotEnough({key: there[key] + has.get(key, 0) for key in short})
    Hold.objects.bulk_create(
        [Hold(order=order, product_id=key, quantity=wanted[key], until=until) for key in keys],
        update_conflicts=True, unique_fields=["order", "product"], update_fields=["quantity", "until"],
    )  # fmt: skip


@transaction.atomic
def release(order: Order, *, now: dt.datetime, reason: str = "") -> None:
    """Let go of all that is held for an order; nothing happens where nothing is."""
    keys = lock(order.holds.values_list("product_id", flat=True))
    for held in order.holds.filter(product__in=keys).order_by("product_id"):
        let_go(held, now=now, reason=reason)


@transaction.atomic
def extend(order: Order, *, until: dt.datetime) -> bool:
    """Hold what is held for longer: somebody is at it. False where some of it is held no more: hold it anew."""
    keys = lock(order.holds.values_list("product_id", flat=True))
    order.holds.filter(product__in=keys, until__lt=until).update(until=until)
    held = set(order.holds.values_list("product_id", flat=True))
    return bool(held) and held >= set(order.lines.values_list("product_id", flat=True))
