# SPDX-License-Identifier: Apache-2.0
"""An order is locked before it is changed, and what happened to it is written down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.models import Order, OrderEvent


def lock_order(key: int) -> Order:
    """The order as it stands, locked until the transaction ends; before any stock row is."""
    return Order.objects.select_for_update(no_key=True).get(pk=key)


def log(order: Order, kind: str, *, now: dt.datetime, by: Any = None, **detail: Any) -> OrderEvent:
    """Write down what happened."""
    return OrderEvent.objects.create(order=order, kind=kind, detail=detail, by=by, at=now)
