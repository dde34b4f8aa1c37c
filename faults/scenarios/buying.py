# SPDX-License-Identifier: Apache-2.0
"""Buyers who press at the same moment: for the last unit, for several, with the same form, with one cart twice."""

from __future__ import annotations

from functools import partial

from faults.buyer import Answer, Buyer
from faults.figures import Figures
from faults.goods import Cart, at_once, buyer, buyers, product
from faults.shop import Shop
from officinal.shop.models import Order, Product, Stock

_NUMBER, _UNITS, _TIMES = 8, 3, 4


def last_unit(shop: Shop, rounds: int) -> Figures:
    """Several for one unit: one gets it, the others get a page that says so."""
    found = Figures(f"{_NUMBER} buyers, 1 unit")
    for _ in range(rounds):
        jar = product(1)
        _race(found, shop, [[(jar, None)]] * _NUMBER, [jar], units=1)
    return found


def opposite_order(shop: Shop, rounds: int) -> Figures:
    """Several for some units of two products, half of them with their lines the other way round."""
    found = Figures(f"{_NUMBER} buyers, {_UNITS} units of two products, in opposite order")
    for _ in range(rounds):
        one, other = product(_UNITS), product(_UNITS)
        ways: list[Cart] = [[(one, None), (other, None)], [(other, None), (one, None)]]
        _race(found, shop, ways * (_NUMBER // 2), [one, other], units=_UNITS)
    return found


def two_lines(shop: Shop, rounds: int) -> Figures:
    """Each wants a unit once and another by subscription: together they are two."""
    found = Figures(f"{_NUMBER} buyers, 3 units, one once and one by subscription each")
    for _ in range(rounds):
        jar = product(3)
        _race(found, shop, [[(jar, None), (jar, 30)]] * _NUMBER, [jar], units=1, each=2)
    return found


def _race(found: Figures, shop: Shop, carts: list[Cart], jars: list[Product], *, units: int, each: int = 1) -> None:
    """All press at once; so many orders may be."""
    made = buyers(shop.port, carts)
    answers = at_once([one.press for one in made])
    found.rounds += 1
    found.count(answers)
    orders = Order.objects.filter(lines__product=jars[0]).distinct().count()
    found.done += orders
    found.too_many += max(0, orders - units)
    found.must(orders == units, f"{orders} orders where {units} could be")
    for jar in jars:
        row = Stock.objects.get(pk=jar.pk)
        found.must(row.held == orders * each, f"{row.held} units are held for {orders} orders")
        found.must(row.held + row.allocated <= row.on_hand, "more is promised than there is")
    _told(found, made, answers, orders)


def _told(found: Figures, made: list[Buyer], answers: list[Answer], orders: int) -> None:
    """Winners come to their order, losers to a page that says what happened."""
    winners = [each for each in answers if each.ordered]
    found.must(len(winners) == orders, f"{len(winners)} were told that they ordered, {orders} did")
    for each, answer in zip(made, answers, strict=True):
        page = each.follow(answer)
        says = answer.ordered or "problem" in page.text
        found.must(
            page.status == 200 and says, f"after {answer.status} {answer.location}: {page.status}, no word of it"
        )


def same_form(shop: Shop, rounds: int) -> Figures:
    """One form, each other time for the last unit, sent several times at once: one order, to which each answer leads."""
    found = Figures(f"one form sent {_TIMES} times at once")
    for at in range(rounds):
        jar = product(1 if at % 2 else 10)
        one = buyer(shop.port, [(jar, None)])
        _once(found, jar, at_once([one.press] * _TIMES))
    return found


def lost_answer(shop: Shop, rounds: int) -> Figures:
    """The browser left before the answer came, and the form is sent again at once: one order."""
    found = Figures("answer of the checkout lost, form sent again")
    for _ in range(rounds):
        jar = product(1)
        one = buyer(shop.port, [(jar, None)])
        at_once([partial(one.press, read=False)] * 2)
        _once(found, jar, [one.press(), one.press()])
    return found


def _once(found: Figures, jar: Product, answers: list[Answer]) -> None:
    found.rounds += 1
    found.count(answers)
    orders = Order.objects.filter(lines__product=jar).count()
    found.done += orders
    found.too_many += max(0, orders - 1)
    found.must(orders == 1, f"{orders} orders of one form")
    led = {each.location for each in answers}
    found.must(len(led) == 1, f"led to {led}")
    held = Stock.objects.get(pk=jar.pk).held
    found.must(held == 1, f"{held} units are held")
