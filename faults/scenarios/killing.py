# SPDX-License-Identifier: Apache-2.0
"""The server and its clock are killed at random moments while people buy; then all is counted."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

from django.db import connection

from faults.buyer import Answer, Buyer
from faults.figures import Figures
from faults.gateway import ask
from faults.goods import Cart, key, product
from faults.scenarios.counting import agree, told, unknown
from faults.shop import Shop, kill
from officinal.shop.models import Order

_BUYERS, _COMES_BACK = 4, 0.5


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
                _buy(found, Buyer(shop.port), cart, lock)
        finally:
            connection.close()

    threads = [threading.Thread(target=buy) for _ in range(_BUYERS)]
    for thread in threads:
        thread.start()
    clock = shop.tick("--every", "5")
    while any(thread.is_alive() for thread in threads):
        time.sleep(random.uniform(0.3, 3.0))
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


def _buy(found: Figures, one: Buyer, cart: Cart, lock: threading.Lock) -> None:
    """Buy and pay; who gets no answer comes back half of the time, and sends the same again."""
    while not one.come_to_the_till(key()):  # the door is closed, or the cart was lost
        time.sleep(0.1)
        one.fill([(jar.slug, every) for jar, every in cart])
    answer = _until_answered(one.press, found, lock)
    if answer.ordered:
        _until_answered(lambda: one.pay(answer.location), found, lock)


def _until_answered(act: Callable[[], Answer], found: Figures, lock: threading.Lock) -> Answer:
    while True:
        answer = act()
        with lock:
            found.count([answer])
        if answer.status or random.random() > _COMES_BACK:
            return answer
        time.sleep(0.5)
