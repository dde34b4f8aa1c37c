# SPDX-License-Identifier: Apache-2.0
"""The server and its clock are killed at random moments while people buy; then all is counted."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import connection

from faults.buyer import Answer, Buyer
from faults.figures import Figures
from faults.gateway import ask
from faults.goods import Cart, buyer, buyers, product, wait_for
from faults.scenarios.counting import agree, charged, told, unknown
from faults.shop import Shop, kill
from officinal.shop.models import Order

_BUYERS, _MOST_BETWEEN = 6, 40
_COMES_BACK, _PATIENCE = 0.5, 120.0


def checkouts(shop: Shop, number: int) -> Figures:
    """So many checkouts at a bank that loses answers, declines, and tells of payments, while all is killed."""
    found = Figures(f"{number} checkouts, server and clock killed")
    jars = [product(2 * number) for _ in range(3)]
    ask("behave", loses=0.05, waits=0.02, declines=0.05, late=1, tells=f"{shop.address}/webhooks/bank/")
    left, lock = iter(range(number)), threading.Lock()

    def buy() -> None:
        try:
            while True:
                with lock:
                    if next(left, None) is None:
                        return
                cart: Cart = [(jar, random.choice([None, None, 30])) for jar in random.sample(jars, 2)]
                _buy(found, shop, cart, lock)
        finally:
            connection.close()

    threads = [threading.Thread(target=buy) for _ in range(_BUYERS)]
    for thread in threads:
        thread.start()
    clock = shop.tick("--every", "5")
    while any(thread.is_alive() for thread in threads):
        _let_some_buy(found, threads)
        shop.kill()
        kill(clock)
        found.kills += 1
        found.caught += unknown()
        shop.open()
        clock = shop.tick("--every", "5")
    for thread in threads:
        thread.join()
    kill(clock)
    ask("behave")
    agree(found, shop)
    found.done = Order.objects.filter(state=Order.State.PAID, lines__product__in=jars).distinct().count()
    broken = [status for status in told(shop) if status >= 500 and status != 503]
    found.must(not broken, f"the bank's events were answered {broken[:5]}")
    return found


def while_paying(shop: Shop, rounds: int) -> Figures:
    """The server is killed once the bank has charged and before it answers; nobody comes back, and the clock finds out."""
    found = Figures(f"{_BUYERS} payments, server killed in each")
    for _ in range(rounds):
        jar = product(_BUYERS)
        made = buyers(shop.port, [[(jar, None)]] * _BUYERS)
        locations = [each.press().location for each in made]
        orders = list(Order.objects.filter(lines__product=jar))
        ask("behave", waits=4.0)
        threads = [
            threading.Thread(target=each.pay, args=[location])
            for each, location in zip(made, locations, strict=True)
        ]  # fmt: skip
        for thread in threads:
            thread.start()
        wait_for(partial(_all_charged, shop, orders), 1.5)
        shop.kill()
        found.rounds += 1
        found.asked += _BUYERS
        found.kills += 1
        found.caught += unknown()
        for thread in threads:
            thread.join()
        ask("behave")
        shop.open()
        agree(found, shop)
        charges = sum(len(charged(shop, each)) for each in orders)
        found.done += charges
        found.must(0 < charges <= _BUYERS, f"{charges} charges")
    return found


def _all_charged(shop: Shop, orders: list[Order]) -> bool:
    return all(charged(shop, each) for each in orders)


def _let_some_buy(found: Figures, threads: list[threading.Thread]) -> None:
    """Until so many more were answered, and a moment longer: the server dies in the midst of others."""
    until, last = found.asked + random.randint(1, _MOST_BETWEEN), time.monotonic() + _PATIENCE
    while found.asked < until and time.monotonic() < last and any(each.is_alive() for each in threads):
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.1))


def _buy(found: Figures, shop: Shop, cart: Cart, lock: threading.Lock) -> None:
    """Buy and pay; who gets no answer comes back half of the time, and sends the same again."""
    one = _at_the_till(shop, cart)
    answer = _until_answered(one.press, found, lock)
    if answer.ordered:
        _until_answered(lambda: one.pay(answer.location), found, lock)


def _at_the_till(shop: Shop, cart: Cart) -> Buyer:
    """Somebody with a hand on the last button; who finds the door closed before that, goes, and another comes."""
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last:
        try:
            return buyer(shop.port, cart)
        except RuntimeError:
            time.sleep(0.2)
    raise RuntimeError("nobody comes to the till")


def _until_answered(act: Callable[[], Answer], found: Figures, lock: threading.Lock) -> Answer:
    while True:
        answer = act()
        with lock:
            found.count([answer])
        if answer.status or random.random() > _COMES_BACK:
            return answer
        time.sleep(0.5)
