# SPDX-License-Identifier: Apache-2.0
"""Products and buyers for a round; runs where Django is set up with the shop's settings."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from faults.buyer import Buyer
from officinal.label import from_dict
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import Order, Product
from officinal.shop.stock.receive import receive

T = TypeVar("T")
Cart = list[tuple[Product, int | None]]
"""products, each once or every so many days"""
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


def buyer(port: int, cart: Cart) -> Buyer:
    """A buyer with a hand on the last button. Raises `RuntimeError` where they do not come so far."""
    made = Buyer(port)
    made.fill([(jar.slug, every) for jar, every in cart])
    if not made.come_to_the_till(key()):
        raise RuntimeError("a buyer did not come to the till")
    return made


def buyers(port: int, carts: Sequence[Cart]) -> list[Buyer]:
    """One for each cart."""
    return at_once([partial(buyer, port, cart) for cart in carts])


def ordered(jar: Product) -> Order:
    """The only order of a product."""
    return Order.objects.get(pk=jar.order_lines.values_list("order", flat=True).distinct().get())


def at_once(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of them, released together; what they gave. Raises what the first of them raised."""
    gate, done, raised = threading.Barrier(len(actions)), {}, []

    def do(place: int, action: Callable[[], T]) -> None:
        gate.wait()
        try:
            done[place] = action()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
    return [done[place] for place in range(len(actions))]


def wait_for(what: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, at the longest so many seconds."""
    last = time.monotonic() + seconds
    while not what() and time.monotonic() < last:
        time.sleep(0.02)
