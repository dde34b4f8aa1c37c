# SPDX-License-Identifier: Apache-2.0
"""Holds that ran out are let go, and lots that expired are taken out of the stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from officinal.shop.models import Hold, Lot, Movement, Stock
from officinal.shop.stock.expiry import unsellable
from officinal.shop.stock.rows import lock, must_move


def settle(locked: Iterable[int], *, now: dt.datetime) -> None:
    """Let go of the holds of some products that ran out, and retire their expired lots; their rows are locked."""
    keys = list(locked)
    let_lapse(keys, now=now)
    _retire(keys, now=now)


def let_lapse(locked: Iterable[int], *, now: dt.datetime) -> None:
    """Let go of the holds of some products that ran out; their rows are locked."""
    for held in Hold.objects.filter(product__in=list(locked), until__lte=now).order_by("product_id", "pk"):
        let_go(held, now=now, reason=gettext_noop("the time to pay ran out"))


def let_go(held: Hold, *, now: dt.datetime, reason: str) -> None:
    """Let go of one hold, once; its stock row is locked by the caller."""
    number, _ = Hold.objects.filter(pk=held.pk, until=held.until).delete()
    if number:
        must_move(
            held.product_id, Movement.Kind.RELEASED, held=-held.quantity, order_id=held.order_id, at=now, reason=reason
        )


def _retire(keys: list[int], *, now: dt.datetime) -> None:
    """Take the free units of expired lots out of the stock; what is held for people who pay is left until they paid."""
    for lot in Lot.objects.filter(unsellable(now), product__in=keys, on_hand__gt=F("allocated")).order_by("pk"):
        row = Stock.objects.get(pk=lot.product_id)
        take_out(
            lot, min(lot.on_hand - lot.allocated, row.on_hand - row.held - row.allocated),
            kind=Movement.Kind.EXPIRED, now=now,
            reason=gettext_noop("the lot was recalled") if lot.withdrawn_at else gettext_noop("the lot expired"),
        )  # fmt: skip


def take_out(lot: Lot, number: int, *, kind: str, now: dt.datetime, reason: str, by: object = None) -> None:
    """Take free units of a lot out of the stock; none for none. Its stock row is locked by the caller."""
    if number > 0:
        Lot.objects.filter(pk=lot.pk).update(on_hand=F("on_hand") - number)
        must_move(lot.product_id, kind, on_hand=-number, lot=lot, at=now, reason=reason, by=by)


def sweep(*, now: dt.datetime) -> int:
    """Settle every product that needs it, each in a transaction of its own; how many products were looked at."""
    held = Hold.objects.filter(until__lte=now).values_list("product_id", flat=True)
    old = Lot.objects.filter(unsellable(now), on_hand__gt=F("allocated")).values_list("product_id", flat=True)
    keys = sorted({*held, *old})
    for key in keys:
        with transaction.atomic():
            settle(lock([key]), now=now)
    return len(keys)
