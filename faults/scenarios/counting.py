# SPDX-License-Identifier: Apache-2.0
"""The shop's books against the bank's: who was charged, who got it back, and whether every sum agrees."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from contextlib import closing
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from faults.figures import Figures
from faults.shop import Shop
from officinal.shop.models import Attempt, Order
from officinal.shop.payments import audit as money
from officinal.shop.stock import audit as stock

LATER = dt.timedelta(hours=1)
_KEPT = "SELECT key FROM payment WHERE state = 'succeeded' AND orders = ? AND key NOT IN (SELECT payment FROM refund)"
_BACK = "SELECT amount FROM refund WHERE payment IN (SELECT key FROM payment WHERE orders = ?)"


def _asked(shop: Shop, statement: str, *values: object) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(shop.books, timeout=30)) as bank, bank:
        return bank.execute(statement, values).fetchall()


def charged(shop: Shop, order: Order) -> list[str]:
    """The charges for an order that the bank keeps."""
    return [key for (key,) in _asked(shop, _KEPT, order.token)]


def given_back(shop: Shop, order: Order) -> list[Decimal]:
    """What the bank gave back of an order."""
    return [Decimal(amount) for (amount,) in _asked(shop, _BACK, order.token)]


def told(shop: Shop, *, forget: bool = False) -> list[int]:
    """How the bank's events were answered, in turn."""
    statuses = [int(status) for (status,) in _asked(shop, "SELECT status FROM told")]
    if forget:
        _asked(shop, "DELETE FROM told")
    return statuses


def agree(found: Figures, shop: Shop) -> None:
    """After a restart and a tick with an hour gone by: every order is paid once and allocated once, or not at all."""
    from officinal.shop.tick import tick

    for _ in range(2):
        for done in tick(now=timezone.now() + LATER):
            found.must(not done.failed, f"tick: {done.what} failed with {done.failed}")
    found.wrong += [*stock.audit(), *money.audit()]
    found.must(not unknown(), "a payment's end is not known")
    states = dict(Order.objects.values_list("token", "state"))
    charges = _asked(
        shop, "SELECT orders FROM payment WHERE state = 'succeeded' AND key NOT IN (SELECT payment FROM refund)"
    )
    kept = Counter(order for (order,) in charges)
    for order, times in kept.items():
        found.too_many += times - 1
        found.must(times == 1, f"order {order} was charged {times} times")
        found.must(states.get(order) == "paid", f"order {order} was charged and is {states.get(order)}")
    paid = Order.objects.filter(state=Order.State.PAID, refunded__lt=F("paid")).values_list("token", flat=True)
    for order in sorted(set(paid) - set(kept)):
        found.wrong.append(f"order {order} is paid by the shop's books, and not by the bank's")


def unknown() -> int:
    """How many payments are under way, or were when somebody died."""
    return Attempt.objects.filter(state__in=[Attempt.State.CREATED, Attempt.State.UNKNOWN]).count()
