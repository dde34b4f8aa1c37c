# SPDX-License-Identifier: Apache-2.0
"""Many people at once, by real threads: nothing is sold twice, and whoever comes too late gets an answer, not an error."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.shop.stock.goods import DAY, NOW, SOON, can_be_sold, lot, order, own, product, sound, stands, wanted
from tests.shop.stock.race import DONE, Act, together

from officinal.shop.models import Hold, LotAllocation, Movement, Order
from officinal.shop.stock.allocate import allocate, free, ship
from officinal.shop.stock.hold import hold, release
from officinal.shop.stock.receive import receive
from officinal.shop.stock.sweep import sweep

SIZES = [pytest.param(4, 6, id="small"), pytest.param(50, 8, id="full", marks=pytest.mark.slow)]
"""rounds, and how many race in each"""
FEWER = [SIZES[0], pytest.param(20, 8, id="full", marks=pytest.mark.slow)]
LATER = SOON + DAY


def buys(asked: Order) -> Act:
    """Somebody goes to pay."""
    return lambda: hold(asked, wanted(asked), until=LATER, now=NOW)


def pays(asked: Order) -> Act:
    """Money comes."""
    return lambda: allocate(asked, now=NOW)


def answers(results: list[object]) -> Counter[str]:
    """How many got what they asked for, and how many which answer."""
    return Counter(each if isinstance(each, str) else type(each).__name__ for each in results)


@pytest.mark.parametrize(("rounds", "people"), SIZES)
@pytest.mark.parametrize("units", [1, 5])
def test_as_many_buyers_get_a_unit_as_there_are(raced: str, rounds: int, people: int, units: int) -> None:
    """Everybody else is told that there is not enough."""
    for _ in range(rounds):
        jar = product(units)
        results = together(*(buys(order((jar, 1))) for _ in range(people)))
        assert answers(results) == {DONE: units, "NotEnough": people - units}
        assert stands(jar) == (units, units, 0)
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_as_many_late_payments_get_a_unit_as_there_are(raced: str, rounds: int, people: int) -> None:
    """Payments that come when all holds ran out are served in turn, and the rest are refused."""
    for _ in range(rounds):
        jar = product(3)
        results = together(*(pays(order((jar, 1))) for _ in range(people)))
        assert answers(results) == {DONE: 3, "NotEnough": people - 3}
        assert stands(jar) == (3, 0, 3)
    sound()


@pytest.mark.parametrize(("rounds", "people"), SIZES)
def test_orders_of_several_products_do_not_block_each_other(raced: str, rounds: int, people: int) -> None:
    """Half of them ask in one order, half in the other, of products that had no stock row yet; all are answered."""
    chance = random.Random(5)
    for _ in range(rounds):
        jars = [product() for _ in range(3)]
        for jar in jars[:2]:
            receive(jar, people // 2, now=NOW)
        orders = [order(*((jar, 1) for jar in (jars[:2] if at % 2 else jars[1::-1]))) for at in range(people)]
        more = [order(*((jar, 1) for jar in chance.sample(jars, 3))) for _ in range(2)]
        results = together(*map(buys, [*orders, *more]))
        assert answers(results) == {DONE: people // 2, "NotEnough": people // 2 + 2 + people % 2}
        assert [stands(jar) for jar in jars] == [(people // 2, people // 2, 0)] * 2 + [(0, 0, 0)]
        paid = Order.objects.filter(pk__in=[each.pk for each in orders], holds__isnull=False).distinct()
        assert answers(together(*map(pays, paid))) == {DONE: people // 2}
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_two_sweepers_let_go_once(raced: str, rounds: int, people: int) -> None:
    """Several come at once, while somebody buys what they free."""
    for _ in range(rounds):
        jar = product(people)
        for _ in range(people):
            asked = order((jar, 1))
            hold(asked, wanted(asked), until=NOW, now=NOW - DAY)
        buyer = order((jar, people))
        results = together(*[lambda: sweep(now=NOW)] * 3, buys(buyer))
        assert answers(results) == {DONE: 4}
        assert stands(jar) == (people, people, 0)
        assert Movement.objects.filter(product=jar, kind="released").count() == people
    sound()


@pytest.mark.parametrize(("rounds", "people"), SIZES)
def test_a_payment_and_the_sweeper_meet(raced: str, rounds: int, people: int) -> None:
    """Whoever is first: with units for all the payment gets its own; with fewer, who paid or who buys gets them."""
    for _ in range(rounds):
        plenty, last = product(9), product(1)
        late, late_too = order((plenty, 2)), order((last, 1))
        for each in (late, late_too):
            hold(each, wanted(each), until=NOW, now=NOW - DAY)
        buyer = order((last, 1))
        results = together(pays(late), pays(late_too), lambda: sweep(now=NOW), buys(buyer))
        assert results[0] == results[2] == DONE
        assert answers([results[1], results[3]]) == {DONE: 1, "NotEnough": 1}
        assert stands(plenty) == (9, 0, 2)
        assert stands(last) == ((1, 0, 1) if results[1] == DONE else (1, 1, 0))
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_a_payment_and_a_change_of_mind_meet(raced: str, rounds: int, people: int) -> None:
    """The order has its units or takes them anew; let go of once, it holds nothing."""
    for _ in range(rounds):
        jar = product(2)
        asked = order((jar, 2))
        hold(asked, wanted(asked), until=LATER, now=NOW)
        results = together(pays(asked), lambda: release(asked, now=NOW))  # noqa: B023
        assert answers(results) == {DONE: 2}
        assert stands(jar) == (2, 0, 2)
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_a_payment_told_many_times_at_once_takes_once(raced: str, rounds: int, people: int) -> None:
    """Each is done, and the order has its units once."""
    for _ in range(rounds):
        jar = product(9)
        asked = order((jar, 2))
        hold(asked, wanted(asked), until=LATER, now=NOW)
        assert answers(together(*[pays(asked)] * people)) == {DONE: people}
        assert stands(jar) == (9, 0, 2)
        assert own(asked) == {"": 2}
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_parcels_and_cancellations_meet(raced: str, rounds: int, people: int) -> None:
    """An order is shipped or given up, whole and once, however often both are asked for."""
    for _ in range(rounds):
        jar = product()
        lot(jar, "A", 1, NOW.date() + DAY)
        lot(jar, "B", 5, NOW.date() + 2 * DAY)
        asked = order((jar, 3))
        allocate(asked, now=NOW)
        acts: list[Act] = [lambda: ship(asked, now=NOW), lambda: free(asked, now=NOW, reason="cancelled")]  # noqa: B023
        assert answers(together(*acts * 2)) == {DONE: 4}
        shipped = LotAllocation.objects.filter(line__order=asked, shipped=True).exists()
        assert stands(jar) == ((3, 0, 0) if shipped else (6, 0, 0))
    sound()


@pytest.mark.parametrize(("rounds", "people"), FEWER)
def test_everything_at_once(raced: str, rounds: int, people: int) -> None:
    """Deliveries, buyers, payments, sweepers and parcels, by chance: every answer is one of ours, and the numbers agree."""
    chance = random.Random(5)
    jars = [product(4) for _ in range(3)]
    known: list[Order] = []
    for _ in range(rounds):
        acts: list[Act] = [lambda: sweep(now=NOW)]
        for _ in range(people):
            asked = chance.choice(known) if known and chance.random() < 0.6 else order(
                *((jar, chance.randint(1, 2)) for jar in chance.sample(jars, 2))
            )  # fmt: skip
            known.append(asked)
            until, some = NOW if chance.random() < 0.5 else LATER, chance.choice(jars)
            acts.append(
                chance.choice([
                    lambda asked=asked, until=until: hold(asked, wanted(asked), until=until, now=NOW - DAY),
                    pays(asked),
                    lambda asked=asked: release(asked, now=NOW),
                    lambda asked=asked: free(asked, now=NOW, reason="cancelled"),
                    lambda asked=asked: ship(asked, now=NOW),
                    lambda jar=some: receive(jar, 2, now=NOW),
                ])
            )  # fmt: skip
        results = together(*acts)
        assert set(answers(results)) <= {DONE, "NotEnough"}
        sound()
    assert Hold.objects.exists() or LotAllocation.objects.exists()
    assert all(can_be_sold(jar) >= 0 for jar in jars)
