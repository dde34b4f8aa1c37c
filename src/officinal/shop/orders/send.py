# SPDX-License-Identifier: Apache-2.0
"""An order is packed, sent, and comes back: what staff do with it by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from officinal.errors import OfficinalError
from officinal.shop.mail.outbox import tell
from officinal.shop.models import LotAllocation, Order
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.parts import units_so_far
from officinal.shop.stock.allocate import ship as ship_units
from officinal.shop.stock.receive import StockError, take_back
from officinal.shop.stock.rows import lock


class WrongState(OfficinalError):
    """What cannot be done with an order as it stands."""


@transaction.atomic
def pack(order: Order, *, now: dt.datetime, by: Any) -> Order:
    """It lies packed. Raises `WrongState` where it is not a paid order to pack."""
    held = _in(order, Order.State.PAID, "packed")
    held.state = Order.State.PACKED
    held.save(update_fields=["state"])
    log(held, "packed", now=now, by=by)
    return held


@transaction.atomic
def ship(order: Order, *, now: dt.datetime, by: Any, tracking: str = "") -> Order:
    """It is on its way, but for units whose money was given back. Raises `WrongState` where it is neither paid nor packed."""
    held = _in(order, (Order.State.PAID, Order.State.PACKED), "shipped")
    held.state, held.shipped_at, held.tracking = Order.State.SHIPPED, now, tracking.strip()[:100]
    held.save(update_fields=["state", "shipped_at", "tracking"])
    stay = _given_back(held)
    ship_units(held, now=now, by=by, but=stay, reason="money given back")
    not_sent = {"not_sent": sum(stay.values())} if stay else {}
    log(held, "shipped", now=now, by=by, tracking=held.tracking, **not_sent)
    tell("order_shipped", key=f"order-shipped-{held.pk}", to=held.email, language=held.language, order=held.pk, now=now)
    return held


def _given_back(order: Order) -> dict[int, int]:
    """Units of each line, by its key, whose money is owed or was given back: they are not packed."""
    if not order.refunded:
        return {}
    keys = list(order.lines.values_list("pk", flat=True))
    return {keys[place]: number for place, number in units_so_far(order).items()}


@transaction.atomic
def returned(
    order: Order, units: Mapping[int, int], *, reason: str, now: dt.datetime, by: Any, key: str = ""
) -> Order:  # fmt: skip
    """Units came back and go on sale again, by the key of their lot's allocation; the same form twice works once.

    Raises `WrongState`; raises `StockError` for units that this order does not have out.
    """
    held = _in(order, Order.State.SHIPPED, "taken back")
    if key and held.events.filter(kind="returned", detail__key=key).exists():
        return held
    lock(held.lines.values_list("product_id", flat=True))
    for out in _out(held, {pk: number for pk, number in units.items() if number}):
        take_back(out, units[out.pk], now=now, reason=reason, by=by)
    log(held, "returned", now=now, by=by, reason=reason, units=sum(units.values()), **({"key": key} if key else {}))
    return held


def _out(order: Order, units: Mapping[int, int]) -> list[LotAllocation]:
    out = LotAllocation.objects.filter(line__order=order, pk__in=units).select_related("line__order", "lot")
    if not units or len(out) != len(units):
        raise StockError(_("Say how many units of which lot came back."))
    return list(out)


def _in(order: Order, states: str | tuple[str, ...], what: str) -> Order:
    held = lock_order(order.pk)
    if held.state not in (states if isinstance(states, tuple) else (states,)):
        raise WrongState(f"order {held.number} is {held.get_state_display()}: it cannot be {what}")
    return held
