# SPDX-License-Identifier: Apache-2.0
"""Units come in: from a maker, by a count that finds another number, or back from a customer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from officinal.errors import OfficinalError
from officinal.shop.models import Lot, LotAllocation, Movement, Product, Stock
from officinal.shop.stock.rows import lock, move

MOST = 1_000_000


class StockError(OfficinalError):
    """A change of stock that cannot be: says what stands against it, and the way on."""


@transaction.atomic
def receive(
    product: Product,
    quantity: int,
    *,
    now: dt.datetime,
    lot: str = "",
    expires_on: dt.date | None = None,
    reason: str = "",
    by: object = None,
) -> Lot:
    """Put units of a lot into the stock. Raises `StockError` for a lot that is known with another date."""
    if not 0 < quantity <= MOST:
        raise StockError(f"{quantity} units cannot be received: give a number from 1 to {MOST}")
    lock([product.pk])
    known, made = Lot.objects.get_or_create(product=product, code=lot.strip(), defaults={"expires_on": expires_on})
    if not made and expires_on is not None and known.expires_on != expires_on:
        if known.expires_on is not None:
            raise StockError(
                f"lot {known.code}: it is known to expire on {known.expires_on}, not on {expires_on}; "
                "look at the jar, and correct the lot first if the date is wrong"
            )
        Lot.objects.filter(pk=known.pk).update(expires_on=expires_on)
    Lot.objects.filter(pk=known.pk).update(on_hand=F("on_hand") + quantity)
    move(product.pk, Movement.Kind.RECEIVED, on_hand=quantity, lot=known, at=now, reason=reason, by=by)
    known.refresh_from_db()
    return known


@transaction.atomic
def correct(lot: Lot, counted: int, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Set a lot to what was counted. Raises `StockError` without a reason, or where more is promised than was counted."""
    if not reason.strip():
        raise StockError("a correction needs a reason: it is what the next person will ask")
    if not 0 <= counted <= MOST:
        raise StockError(f"{counted} units cannot be there: give a number from 0 to {MOST}")
    lock([lot.product_id])
    lot.refresh_from_db()
    row = Stock.objects.get(pk=lot.product_id)
    change = counted - lot.on_hand
    least = max(lot.allocated, lot.on_hand - (row.on_hand - row.held - row.allocated))
    if counted < least:
        raise StockError(
            f"{lot}: {least} units at least are promised to orders or held for people who pay; "
            "cancel an order first, or wait until they have paid"
        )
    if change:
        Lot.objects.filter(pk=lot.pk).update(on_hand=counted)
        move(lot.product_id, Movement.Kind.CORRECTED, on_hand=change, lot=lot, at=now, reason=reason, by=by)


@transaction.atomic
def take_back(out: LotAllocation, quantity: int, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Put units that were shipped back into their lot. Raises `StockError` for more than went out."""
    lock([out.line.product_id])
    taken = LotAllocation.objects.filter(pk=out.pk, shipped=True, quantity__gte=F("returned") + quantity).update(
        returned=F("returned") + quantity
    )
    if not taken or quantity <= 0:
        raise StockError(f"{quantity} units cannot come back: {out.quantity} went out, {out.returned} are back already")
    Lot.objects.filter(pk=out.lot_id).update(on_hand=F("on_hand") + quantity)
    move(
        out.line.product_id, Movement.Kind.RETURNED, on_hand=quantity,
        lot=out.lot, order=out.line.order, at=now, reason=reason, by=by,
    )  # fmt: skip
