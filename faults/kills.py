# SPDX-License-Identifier: Apache-2.0
"""Servers and workers are killed at random moments while people buy and deliveries are renewed; then all is counted."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import threading
import time
from collections import Counter
from copy import copy
from typing import TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from faults.buyer import Buyer
from faults.figures import Figures
from faults.gateway import ask
from faults.goods import key, product
from faults.shop import Shop, kill
from officinal.shop.models import Attempt, Cycle, Order, Subscription
from officinal.shop.payments import audit as money
from officinal.shop.stock import audit as stock

T = TypeVar("T", bound=Model)
_BUYERS = 4
_LATER = dt.timedelta(hours=1)


def checkouts(shop: Shop, number: int) -> Figures:
    """So many checkouts, paid at a bank that loses answers, while the server is killed again and again."""
    found = Figures("checkouts, server killed")
    jars = [product(number) for _ in range(3)]
    ask("behave", loses=0.05, waits=0.02)
    left, lock = [number], threading.Lock()
    over = threading.Event()

    def buy() -> None:
        try:
            while not over.is_set():
                with lock:
                    if not left[0]:
                        return
                    left[0] -= 1
                buyer = Buyer(shop.port)
                buyer.fill({jar.slug: 1 for jar in random.sample(jars, 2)}, every=30 if random.random() < 0.3 else None)
                if not buyer.come_to_the_till(key()):
                    continue
                answer = buyer.press()
                found.count([answer], server_may_be_down=True)
                if "/orders/" in answer.location:
                    found.count([buyer.pay(answer.location)], server_may_be_down=True)
        finally:
            connection.close()

    threads = [threading.Thread(target=buy) for _ in range(_BUYERS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(random.uniform(0.3, 2.5))
        shop.kill()
        found.rounds += 1
        shop.open()
    for thread in threads:
        thread.join()
    ask("behave", loses=0.0, waits=0.0)
    _count(found, shop)
    return found


def renewals(shop: Shop, number: int) -> Figures:
    """So many deliveries that are due, renewed by two ticks at once that are killed again and again."""
    found = Figures("renewals, ticks killed")
    jar = product(number + 10)
    buyer_orders = 0
    while buyer_orders < min(number, 10):
        buyer = Buyer(shop.port)
        buyer.fill({jar.slug: 1}, every=30)
        if buyer.come_to_the_till(key()):
            buyer.pay(buyer.press().location)
            buyer_orders += 1
    _many(number - buyer_orders)
    due = Subscription.objects.filter(state="active")
    due.update(next_on=timezone.localdate())
    wanted = due.count()
    ask("behave", loses=0.05, waits=0.02)
    last = time.monotonic() + 600
    while Cycle.objects.filter(number__gt=0, state="done").count() < wanted and time.monotonic() < last:
        ticks = [shop.command("-c", "from officinal.cli.main import main; main()", "tick", "--quiet") for _ in range(2)]
        time.sleep(random.uniform(1.5, 6.0))
        for each in ticks:
            kill(each)
        found.rounds += 1
        Attempt.objects.filter(state__in=("created", "unknown")).update(started_at=timezone.now() - _LATER)
    ask("behave", loses=0.0, waits=0.0)
    found.asked = wanted
    found.sold = Cycle.objects.filter(number__gt=0, state="done").count()
    found.must(found.sold == wanted, f"{found.sold} of {wanted} deliveries renewed")
    doubles = [
        each
        for each, times in Counter(
            Order.objects.exclude(subscription=None).values_list("cycle__subscription", "cycle__number")
        ).items()
        if times > 1
    ]
    found.must(not doubles, f"deliveries ordered twice: {doubles[:3]}")
    _count(found, shop)
    return found


def _many(number: int) -> None:
    """Further subscriptions like the first one, begun by an order of long ago that was called off."""
    first = Subscription.objects.select_related("first_order", "first_line").order_by("pk").first()
    assert first is not None
    order = _copy(first.first_order, key=key(), token=key(), state="cancelled", paid=0, refunded=0)
    for _ in range(number):
        made = _copy(first, token=key(), first_order=order, first_line=_copy(first.first_line, order=order))
        Cycle.objects.create(subscription=made, number=0, due_on=timezone.localdate(), state=Cycle.State.DONE)


def _copy(row: T, **changed: object) -> T:
    made = copy(row)
    made.pk, made._state = None, copy(row._state)
    made._state.adding = True
    for name, value in changed.items():
        setattr(made, name, value)
    made.save()
    return made


def _count(found: Figures, shop: Shop) -> None:
    """After a restart and a tick with some hours gone by: every sum agrees, and the bank's record agrees with the shop's."""
    from officinal.shop.tick import tick

    for _ in range(2):
        for done in tick(now=timezone.now() + _LATER):
            found.must(not done.failed, f"tick: {done.what} failed with {done.failed}")
    for each in (*stock.audit(), *money.audit()):
        found.wrong.append(each)
    with sqlite3.connect(shop.folder / "bank.sqlite3") as bank:
        charges = bank.execute("SELECT key, amount, orders FROM payment WHERE state = 'succeeded'").fetchall()
        back = {payment for (payment,) in bank.execute("SELECT payment FROM refund")}
    states = dict(Order.objects.values_list("token", "state"))
    kept = Counter(order for charge, _amount, order in charges if charge not in back)
    for order, times in kept.items():
        found.must(times == 1, f"order {order} was charged {times} times")
        found.must(states.get(order) == "paid", f"order {order} was charged and is {states.get(order)}")
    paid = {token for token, state in states.items() if state == "paid"}
    found.must(paid == set(kept), f"{len(paid)} orders are paid by the shop's books, {len(kept)} by the bank's")
    if not found.sold:
        found.sold = len(paid)
