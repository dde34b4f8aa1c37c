# SPDX-License-Identifier: Apache-2.0
"""The button that pays, pressed several times at once; and a bank whose answers are lost, or that declines at first."""

from __future__ import annotations

from functools import partial

from faults.figures import Figures
from faults.gateway import ask
from faults.goods import at_once, buyer, ordered, product
from faults.scenarios.counting import charged
from faults.shop import Shop
from officinal.shop.models import Order, Stock

_TIMES, _PATIENCE = 4, 40


def double_click(shop: Shop, rounds: int) -> Figures:
    """Pressed several times at once, the bank being slow: one charge."""
    found = Figures(f"one order paid {_TIMES} times at once")
    ask("behave", waits=0.05)
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        location = one.press().location
        found.count(at_once([partial(one.pay, location)] * _TIMES))
        _paid(found, shop, ordered(jar))
    ask("behave")
    return found


def lost_answers(shop: Shop, rounds: int) -> Figures:
    """The bank's answer is lost, then half of the others, and its customer presses again until it is paid: one charge."""
    found = Figures("answers of the bank lost, paid again until it worked")
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        location = one.press().location
        ask("behave", mute=True)
        found.count([one.pay(location)])
        ask("behave", loses=0.5)
        for _ in range(_PATIENCE):
            answer = one.pay(location)
            found.count([answer])
            page = one.follow(answer)
            found.must(page.status == 200, f"{answer.location} answered {page.status}")
            if not answer.location.startswith(location):
                break
        _paid(found, shop, ordered(jar))
    ask("behave")
    return found


def _paid(found: Figures, shop: Shop, order: Order) -> None:
    found.rounds += 1
    kept = charged(shop, order)
    found.done += order.state == Order.State.PAID
    found.too_many += max(0, len(kept) - 1)
    found.must(order.state == Order.State.PAID, f"the order is {order.state}")
    found.must(len(kept) == 1, f"charged {len(kept)} times: {kept}")
    attempts = list(order.attempts.values_list("state", flat=True))
    found.must(attempts == ["succeeded"], f"attempts: {attempts}")
    row = Stock.objects.get(pk=order.lines.get().product_id)
    found.must((row.held, row.allocated) == (0, 1), f"{row.held} held and {row.allocated} allocated of one unit")
