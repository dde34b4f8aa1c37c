# SPDX-License-Identifier: Apache-2.0
"""Holds that ran out are let go, and lots that expired are taken out of the stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from officinal.shop.models import Hold, Lot, Movement, Stock
from officinal.shop.stock.rows import lock, move


def settle(locked: Iterable[int], *, now: dt.datetime) -> None:
    """Let go of the holds of some products that ran out, and retire their expired lots; their rows are locked."""
    from officinal.shop.stock.hold import let_go

    keys = list(locked)
    for held in Hold.objects.filter(product__in=keys, until__lte=now).order_by("product_id", "pk"):
        let_go(held, now=now, reason="the time to pay ran out")
    _retire(keys, now=now)


def _retire(keys: list[int], *, now: dt.datetime) -> None:
    """Take the free units of expired lots out of the stock; what is held for people who pay is left until they paid."""
    expired = Lot.objects.filter(product__in=keys, expires_on__lte=now.date(), on_hand__gt=F("allocated"))
    for lot in expired.order_by("product_id", "pk"):
        row = Stock.objects.get(pk=lot.product_id)
        number = min(lot.on_hand - lot.allocated, row.on_hand - row.held - row.allocated)
        if number > 0:
            Lot.objects.filter(pk=lot.pk).update(on_hand=F("on_hand") - number)
            move(lot.product_id, Movement.Kind.EXPIRED, on_hand=-number, lot=lot, at=now, reason="the lot expired")


def sweep(*, now: dt.datetime) -> int:
    """Do so for every product that needs it, each in a transaction of its own; how many products that were."""
    held = Hold.objects.filter(until__lte=now).values_list("product_id", flat=True)
    expired = Lot.objects.filter(expires_on__lte=now.date(), on_hand__gt=F("allocated")).values_list(
        "product_id", flat=True
    )
    keys = sorted({*held, *expired})
    for key in keys:
        with transaction.atomic():
            settle(lock([key]), now=now)
    return len(keys)
