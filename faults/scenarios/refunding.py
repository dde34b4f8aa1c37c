# SPDX-License-Identifier: Apache-2.0
"""Money is given back by several at once: by staff, each with a form of their own, and by a customer who calls it off."""

from __future__ import annotations

from functools import partial

from faults.figures import Figures
from faults.goods import at_once, buyer, ordered, product
from faults.scenarios.counting import given_back
from faults.shop import Shop
from faults.staff import Staff
from officinal.shop.models import Order, Stock

_FORMS = 2


def by_staff(shop: Shop, rounds: int) -> Figures:
    """All that is left of an order, by two forms, each sent twice at once: given back once, the rest are told."""
    found = Figures(f"refund by {_FORMS} members of staff, each twice at once")
    keepers = [Staff.signed_in(shop.port, f"staff-{number}@example.com") for number in range(_FORMS)]
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        one.pay(one.press().location)
        order = ordered(jar)
        for keeper in keepers:
            keeper.fill_in(order)
        answers = at_once([keeper.give_back for keeper in keepers for _ in range(2)])
        found.count(answers)
        odd = {each.status for each in answers} - {200, 302, 422}
        found.must(not odd, f"staff were answered {odd}")
        _back(found, shop, order.pk, Order.State.PAID)
    return found


def by_calling_off(shop: Shop, rounds: int) -> Figures:
    """A paid order is called off by its customer, several times at once: given back once, its unit free again."""
    found = Figures("paid order called off 4 times at once")
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        location = one.press().location
        one.pay(location)
        order = ordered(jar)
        found.count(at_once([partial(one.call_off, location)] * 4))
        _back(found, shop, order.pk, Order.State.CANCELLED)
        row = Stock.objects.get(pk=jar.pk)
        found.must((row.on_hand, row.held, row.allocated) == (1, 0, 0), "its unit is not free again")
    return found


def _back(found: Figures, shop: Shop, key: int, state: str) -> None:
    found.rounds += 1
    order = Order.objects.get(pk=key)
    back = given_back(shop, order)
    found.done += len(back)
    found.too_many += max(0, len(back) - 1)
    found.must(order.state == state, f"the order is {order.state}")
    found.must(back == [order.total], f"the bank gave {back} of {order.total} back")
    found.must(order.refunded == order.total, f"{order.refunded} of {order.total} given back by the shop's books")
