# SPDX-License-Identifier: Apache-2.0
"""Units come in: from a maker, by a count that finds another number, or back from a customer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from officinal.errors import OfficinalError
from officinal.shop.models import Lot, LotAllocation, Movement, Product, Stock
from officinal.shop.stock.rows import lock, must_move
from officinal.shop.stock.sweep import let_lapse

MOST = 1_000_000
"""units at a time"""
MOST_OF_A_LOT = 1_000 * MOST
LONGEST_CODE = 60
NO_NUMBER = "–"
"""in place of the number of a lot that has none"""


class StockError(OfficinalError):
    """A change of stock that cannot be: says what stands against it, and the way on, in the language of the moment."""


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
    """Put units of a lot into the stock. Raises `StockError` for a lot that was recalled, or is known with another date."""
    if not 0 < quantity <= MOST:
        raise StockError(
            _("%(number)s units cannot be received: give a number from 1 to %(most)s.")
            % {"number": quantity, "most": MOST}
        )
    if len(lot.strip()) > LONGEST_CODE:
        raise StockError(_("A lot number has %(most)s characters at most.") % {"most": LONGEST_CODE})
    lock([product.pk])
    _must_not_be_recalled(product, lot.strip())
    known, made = Lot.objects.get_or_create(product=product, code=lot.strip(), defaults={"expires_on": expires_on})
    if not made and expires_on is not None and known.expires_on != expires_on:
        _must_have_no_date(known, expires_on)
        Lot.objects.filter(pk=known.pk).update(expires_on=expires_on)
    if not Lot.objects.filter(pk=known.pk, on_hand__lte=MOST_OF_A_LOT).update(on_hand=F("on_hand") + quantity):
        raise StockError(_("Lot %(lot)s has as many units as can be counted.") % {"lot": known.code or NO_NUMBER})
    must_move(product.pk, Movement.Kind.RECEIVED, on_hand=quantity, lot=known, at=now, reason=reason, by=by)
    known.refresh_from_db()
    return known


def _must_not_be_recalled(product: Product, code: str) -> None:
    if Lot.objects.filter(product=product, code=code, withdrawn_at__isnull=False).exists():
        raise StockError(
            _("Lot %(lot)s was recalled: nothing of it may be sold. Look at the number on the jar again.")
            % {"lot": code or NO_NUMBER}
        )


def _must_have_no_date(known: Lot, other: dt.date) -> None:
    if known.expires_on is not None:
        raise StockError(
            _(
                "Lot %(lot)s is known to expire on %(known)s, not on %(other)s. Look at the jar; "
                "if the date that is known is wrong, correct it at the lot first."
            )
            % {"lot": known.code or NO_NUMBER, "known": known.expires_on, "other": other}
        )


@transaction.atomic
def correct(
    lot: Lot, counted: int, *, now: dt.datetime, reason: str, by: object = None, seen: int | None = None
) -> None:
    """Set a lot to what was counted; `seen` is the number that stood there when somebody went to count.

    Raises `StockError` without a reason, where more is promised than was counted, or where `seen` stands no more.
    """
    must_say_why(reason)
    if not 0 <= counted <= MOST_OF_A_LOT:
        raise StockError(
            _("%(number)s units cannot be there: give a number from 0 to %(most)s.")
            % {"number": counted, "most": MOST_OF_A_LOT}
        )
    lock([lot.product_id])
    let_lapse([lot.product_id], now=now)
    lot.refresh_from_db()
    if seen is not None and seen != lot.on_hand:
        raise StockError(
            _("Meanwhile units came or went: %(now)s are on hand now, not %(seen)s. Count again.")
            % {"now": lot.on_hand, "seen": seen}
        )
    row = Stock.objects.get(pk=lot.product_id)
    least = max(lot.allocated, lot.on_hand - (row.on_hand - row.held - row.allocated))
    if counted < min(least, lot.on_hand):
        raise StockError(
            _(
                "At least %(least)s units of this lot are promised to orders or held for people who pay. "
                "Cancel an order first, or wait until they have paid."
            )
            % {"least": least}
        )
    if counted != lot.on_hand:
        change = counted - lot.on_hand
        Lot.objects.filter(pk=lot.pk).update(on_hand=counted)
        must_move(lot.product_id, Movement.Kind.CORRECTED, on_hand=change, lot=lot, at=now, reason=reason, by=by)
        lot.refresh_from_db()


@transaction.atomic
def redate(lot: Lot, expires_on: dt.date | None, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Set the day on which a lot expires; the ledger keeps the day before. Raises `StockError` without a reason."""
    must_say_why(reason)
    lock([lot.product_id])
    lot.refresh_from_db()
    if expires_on != lot.expires_on:
        before, lot.expires_on = lot.expires_on, expires_on
        lot.save(update_fields=["expires_on"])
        said = f"{before or NO_NUMBER} → {expires_on or NO_NUMBER}: {reason}"
        must_move(lot.product_id, Movement.Kind.CORRECTED, lot=lot, at=now, reason=said, by=by)


@transaction.atomic
def take_back(out: LotAllocation, quantity: int, *, now: dt.datetime, reason: str, by: object = None) -> None:
    """Put units that were shipped back into their lot. Raises `StockError` for more than went out, or without a reason."""
    must_say_why(reason)
    lock([out.line.product_id])
    taken = quantity > 0 and LotAllocation.objects.filter(
        pk=out.pk, shipped=True, quantity__gte=F("returned") + quantity
    ).update(returned=F("returned") + quantity)
    if not taken:
        out.refresh_from_db()
        raise StockError(
            _("%(number)s units cannot come back: %(out)s went out, and %(back)s of them are back already.")
            % {"number": quantity, "out": out.quantity if out.shipped else 0, "back": out.returned}
        )
    Lot.objects.filter(pk=out.lot_id).update(on_hand=F("on_hand") + quantity)
    must_move(
        out.line.product_id, Movement.Kind.RETURNED, on_hand=quantity,
        lot_id=out.lot_id, order_id=out.line.order_id, at=now, reason=reason, by=by,
    )  # fmt: skip


def must_say_why(reason: str) -> None:
    """Raise `StockError` without a reason."""
    if not reason.strip():
        raise StockError(_("Say why: it is what the next person will ask."))
