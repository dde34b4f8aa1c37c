# SPDX-License-Identifier: Apache-2.0
"""Products and buyers for a round; runs where Django is set up with the shop's settings."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from faults.buyer import Answer, Buyer
from officinal.label import from_dict
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import Product
from officinal.shop.stock.receive import receive

T = TypeVar("T")
_numbers = itertools.count(1)


def product(units: int, price: str = "20.00") -> Product:
    """A new product with so many units."""
    number = next(_numbers)
    made = Product(slug=f"jar-{number}", price=Decimal(price), subscribe_percent_off=Decimal(20))
    publish(made, from_dict({"name": f"Jar {number}"}), as_of=timezone.localdate(), must_have_reason=False)
    if units:
        receive(made, units, now=timezone.now())
    return made


def key() -> str:
    """The key of a new form."""
    return f"faults-{next(_numbers):025d}"


def buyers(port: int, carts: Sequence[dict[str, int]], gateway: str = "bank") -> list[Buyer]:
    """Buyers with these carts, each with a hand on the last button."""
    made = []
    for cart in carts:
        buyer = Buyer(port)
        buyer.fill(cart)
        if not buyer.come_to_the_till(key(), gateway):
            raise RuntimeError(f"a buyer did not come to the till: {buyer.statuses}")
        made.append(buyer)
    return made


def at_once(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of them, released together."""
    gate, done = threading.Barrier(len(actions)), [None] * len(actions)

    def do(place: int, action: Callable[[], T]) -> None:
        gate.wait()
        try:
            done[place] = action()  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done  # type: ignore[return-value]


def press_together(made: Sequence[Buyer]) -> list[Answer]:
    """All press the last button at once."""
    return at_once([buyer.press for buyer in made])
