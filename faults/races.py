# SPDX-License-Identifier: Apache-2.0
"""Buyers who press at the same moment: for the last unit, for several, with the same form, at the bank."""

from __future__ import annotations

from functools import partial

from django.utils import timezone

from faults.buyer import Answer
from faults.figures import Figures
from faults.gateway import ask
from faults.goods import at_once, buyers, press_together, product
from faults.shop import Shop
from officinal.shop.models import Order, Stock
from officinal.shop.orders.refund import RefundError, refund


def last_unit(shop: Shop, rounds: int, number: int = 8) -> Figures:
    """N buyers for one unit: one gets it, the others get a page that says so."""
    found = Figures(f"{number} buyers, 1 unit")
    for _ in range(rounds):
        jar = product(1)
        answers = press_together(buyers(shop.port, [{jar.slug: 1}] * number))
        _look(found, answers, jar.pk, sold=1)
    return found


def several_units(shop: Shop, rounds: int, number: int = 8, units: int = 3) -> Figures:
    """N buyers for M units of two products, half of them with their lines in opposite order."""
    found = Figures(f"{number} buyers, {units} units, two lines in opposite order")
    for _ in range(rounds):
        one, other = product(units), product(units)
        carts = [{one.slug: 1, other.slug: 1}, {other.slug: 1, one.slug: 1}] * (number // 2)
        answers = press_together(buyers(shop.port, carts))
        _look(found, answers, one.pk, sold=units)
        found.must(Stock.objects.get(pk=other.pk).held == units, "the second line was not held like the first")
    return found


def _look(found: Figures, answers: list[Answer], product_key: int, *, sold: int) -> None:
    found.rounds += 1
    found.count(answers)
    orders = Order.objects.filter(lines__product=product_key).count()
    found.sold += orders
    found.must(orders == sold, f"{orders} orders where {sold} could be")
    winners = [each for each in answers if "/orders/" in each.location]
    found.must(len(winners) == orders, f"{len(winners)} were told that they ordered, {orders} did")
    row = Stock.objects.get(pk=product_key)
    found.must(row.held + row.allocated <= row.on_hand, "more is promised than there is")


def same_form(shop: Shop, rounds: int, times: int = 4) -> Figures:
    """One form, sent several times at once: one order, and each answer leads to it."""
    found = Figures(f"one form sent {times} times at once")
    for _ in range(rounds):
        jar = product(10)
        (buyer,) = buyers(shop.port, [{jar.slug: 1}])
        answers = at_once([buyer.press] * times)
        found.rounds += 1
        found.count(answers)
        orders = Order.objects.filter(lines__product=jar).count()
        found.sold += orders
        found.must(orders == 1, f"{orders} orders of one form")
        found.must(len({each.location for each in answers}) == 1, f"led to {[each.location for each in answers]}")
    return found


def double_pay(shop: Shop, rounds: int, times: int = 4, loses: float = 0.0) -> Figures:
    """The button that pays, pressed several times at once, the bank's answers being late: one charge."""
    found = Figures(f"one order paid {times} times at once")
    ask("behave", loses=loses, waits=0.05)
    for _ in range(rounds):
        jar = product(1)
        (buyer,) = buyers(shop.port, [{jar.slug: 1}])
        location = buyer.press().location
        answers = at_once([partial(buyer.pay, location)] * times)
        found.rounds += 1
        found.count(answers)
        order = Order.objects.get(lines__product=jar)
        charges = order.attempts.filter(state="succeeded").count()
        found.sold += order.state == "paid"
        found.must(order.state == "paid", f"the order is {order.state}")
        found.must(charges == order.attempts.count() == 1, f"{order.attempts.count()} attempts, {charges} paid")
    ask("behave", loses=0.0, waits=0.0)
    return found


def refund_twice(shop: Shop, rounds: int, times: int = 4) -> Figures:
    """All of an order given back by several members of staff at once: once, and the rest are told that nothing is left."""
    found = Figures(f"one order refunded {times} times at once")
    for at in range(rounds):
        jar = product(1)
        (buyer,) = buyers(shop.port, [{jar.slug: 1}])
        buyer.pay(buyer.press().location)
        order = Order.objects.get(lines__product=jar)

        def give(number: int, order: Order = order, at: int = at) -> bool:
            try:
                refund(order, order.total, reason="a test", key=f"twice-{order.pk}-{at}-{number}", now=timezone.now())
            except RefundError:
                return False
            return True

        done = at_once([partial(give, number // 2) for number in range(times)])  # two keys, each twice
        found.rounds += 1
        found.asked += times
        order.refresh_from_db()
        found.sold += sum(done) > 0
        found.must(order.refunded == order.total, f"{order.refunded} of {order.total} given back")
        found.must(order.attempts.get().refunds.count() == 1, "more than one refund is written down")
    return found
