# SPDX-License-Identifier: Apache-2.0
"""The bank tells of payments by itself: before it answers, late, twice at once, in reverse, forged, of what nobody knows."""

from __future__ import annotations

import time
from functools import partial
from http.client import HTTPConnection

from faults.bank import event, signed
from faults.buyer import Answer
from faults.figures import Figures
from faults.gateway import ask
from faults.goods import at_once, buyer, ordered, product, wait_for
from faults.scenarios.counting import charged, told
from faults.shop import HOST, Shop
from officinal.shop.models import Order, Product, Stock, WebhookEvent

_TIMES, _PATIENCE = 3, 10.0


def early(shop: Shop, rounds: int) -> Figures:
    """It tells several times at once before its answer comes, so before the payment is recorded: recorded once."""
    found = Figures(f"told {_TIMES} times at once before the bank answers")
    ask("behave", early=_TIMES, tells=_where(shop))
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        found.count([one.pay(one.press().location)])
        _paid(found, shop, jar)
    ask("behave")
    _taken(found, shop)
    return found


def late(shop: Shop, rounds: int) -> Figures:
    """Its answer is lost, and it tells several times at once: the order is paid without anybody pressing again."""
    found = Figures(f"answer lost, told {_TIMES} times at once")
    ask("behave", late=_TIMES, mute=True, tells=_where(shop))
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        found.count([one.pay(one.press().location)])
        wait_for(partial(_is_paid, jar), _PATIENCE)
        _paid(found, shop, jar)
    ask("behave")
    _taken(found, shop)
    return found


def reversed_order(shop: Shop, rounds: int) -> Figures:
    """The first card is declined, the second good; that it went well is told before that it did not, each twice at once."""
    found = Figures("declined, then paid; told in reverse, each twice at once")
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        location = one.press().location
        for declines in (1.0, 0.0):
            ask("behave", declines=declines)
            found.count([one.pay(location)])
        first, second = (each.key for each in ordered(jar).attempts.order_by("number"))
        for body in (event(second, "succeeded"), event(first, "declined")):
            _say(found, shop, body, signed(body), times=2, status=200)
        _paid(found, shop, jar)
    ask("behave")
    return found


def forged(shop: Shop, rounds: int) -> Figures:
    """An event without the bank's signature is refused, one of an unknown payment is to be told again, a true one works."""
    found = Figures("forged, of an unknown payment, then true")
    ask("behave", mute=True)
    for at in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        found.count([one.pay(one.press().location)])
        order = ordered(jar)
        true = event(order.attempts.get().key, "succeeded")
        unknown = event(f"officinal-nobodysorder-{at + 1}", "succeeded")
        _say(found, shop, true, signed(b"of another message"), times=2, status=400)
        _say(found, shop, unknown, signed(unknown), times=2, status=409)
        state = ordered(jar).state
        found.must(state == Order.State.AWAITING, f"after a forged event the order is {state}")
        _say(found, shop, true, signed(true), times=2, status=200)
        _paid(found, shop, jar)
    ask("behave")
    return found


def _is_paid(jar: Product) -> bool:
    return ordered(jar).state == Order.State.PAID


def _where(shop: Shop) -> str:
    return f"{shop.address}/webhooks/bank/"


def _say(found: Figures, shop: Shop, body: bytes, signature: str, *, times: int, status: int) -> None:
    answers = at_once([partial(_sent, shop, body, signature)] * times)
    found.count(answers)
    got = {each.status for each in answers}
    found.must(got == {status}, f"an event was answered {got}, not {status}")


def _sent(shop: Shop, body: bytes, signature: str) -> Answer:
    begun = time.perf_counter()
    link = HTTPConnection(HOST, shop.port, timeout=60)
    link.request("POST", "/webhooks/bank/", body, {"X-Bank": signature, "Content-Type": "application/json"})
    status = link.getresponse().status
    link.close()
    return Answer(status, seconds=time.perf_counter() - begun)


def _taken(found: Figures, shop: Shop) -> None:
    """Every event was taken, as the bank has it."""
    wait_for(lambda: len(told(shop)) >= found.rounds * _TIMES, _PATIENCE)
    for status in told(shop, forget=True):
        found.statuses[status] += 1
        found.asked += 1
        found.must(status == 200, f"the bank's event was answered {status}")


def _paid(found: Figures, shop: Shop, jar: Product) -> None:
    found.rounds += 1
    order = ordered(jar)
    charges, paid = len(charged(shop, order)), order.events.filter(kind="paid").count()
    found.done += order.state == Order.State.PAID
    found.too_many += max(0, charges - 1, paid - 1)
    found.must(order.state == Order.State.PAID, f"the order is {order.state}")
    found.must((charges, paid) == (1, 1), f"charged {charges} times, recorded {paid} times")
    allocated = Stock.objects.get(pk=jar.pk).allocated
    found.must(allocated == 1, f"{allocated} units are its own")
    for attempt in order.attempts.all():
        rows = WebhookEvent.objects.filter(event_id__endswith=attempt.key).count()
        found.must(rows <= 1, f"one event is written down {rows} times")
