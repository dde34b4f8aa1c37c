# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.shop.stock.goods import DAY, NOW, SOON, can_be_sold, order, product, sound, stands, wanted

from officinal.shop.models import Hold, Movement, Order, Product, Stock
from officinal.shop.stock import available as availability
from officinal.shop.stock.hold import extend, hold, release
from officinal.shop.stock.rows import NotEnough, OutOfStep, must_move
from officinal.shop.stock.sweep import sweep

pytestmark = pytest.mark.django_db
LATER = SOON + DAY


def held(of: Order) -> Order:
    """The order, its units held until soon."""
    hold(of, wanted(of), until=SOON, now=NOW)
    return of


def test_what_is_held_for_one_cannot_be_sold_to_another() -> None:
    """Held units are on hand, and can be sold no more."""
    jar = product(3)
    held(order((jar, 2)))
    assert stands(jar) == (3, 2, 0)
    assert can_be_sold(jar) == 1
    sound()


def test_an_order_holds_all_that_it_wants_or_nothing() -> None:
    """Where one product is short nothing is held, and each short one is told with how many can be had."""
    plenty, few, none = product(9), product(2), product()
    asked = order((plenty, 1), (few, 3), (none, 1))
    with pytest.raises(NotEnough) as refused:
        held(asked)
    assert refused.value.short == {few.pk: 2, none.pk: 0}
    assert stands(plenty) == (9, 0, 0)
    assert not Hold.objects.exists()
    sound()


def test_holding_twice_holds_once() -> None:
    """The same order asks again: it holds what it held, for longer."""
    jar = product(3)
    asked = held(order((jar, 2)))
    hold(asked, wanted(asked), until=LATER, now=NOW)
    assert stands(jar) == (3, 2, 0)
    assert Hold.objects.get().until == LATER
    sound()


def test_an_order_that_holds_some_is_told_what_it_can_have_in_all() -> None:
    """What it holds already counts among what can be had."""
    jar = product(3)
    asked = held(order((jar, 2)))
    with pytest.raises(NotEnough) as refused:
        hold(asked, {jar.pk: 5}, until=SOON, now=NOW)
    assert refused.value.short == {jar.pk: 3}
    assert stands(jar) == (3, 2, 0)


def test_letting_go_twice_lets_go_once() -> None:
    """The second time there is nothing to let go of."""
    jar = product(3)
    asked = held(order((jar, 2)))
    release(asked, now=NOW)
    release(asked, now=NOW)
    assert stands(jar) == (3, 0, 0)
    sound()


def test_a_hold_that_ran_out_counts_no_more_though_nobody_swept() -> None:
    """What can be sold is right at the very moment, and the next buyer gets it."""
    jar = product(1)
    held(order((jar, 1)))
    assert can_be_sold(jar, NOW) == 0
    assert can_be_sold(jar, SOON) == 1
    hold(order((jar, 1)), {jar.pk: 1}, until=LATER, now=SOON)
    assert stands(jar) == (1, 1, 0)
    assert can_be_sold(jar, SOON) == 0
    sound()


def test_without_counting_ended_holds_a_late_sweeper_hides_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part of the sum that adds ended holds is what makes it so."""
    jar = product(1)
    held(order((jar, 1)))
    added, taken = "+ COALESCE((SELECT SUM(ended", "- COALESCE((SELECT SUM(old"
    assert added in availability.CAN_BE_SOLD
    cut = (
        availability.CAN_BE_SOLD[: availability.CAN_BE_SOLD.index(added)]
        + (availability.CAN_BE_SOLD[availability.CAN_BE_SOLD.index(taken) :])
    )
    monkeypatch.setattr(availability, "CAN_BE_SOLD", cut)
    monkeypatch.setattr(availability, "moments", lambda now: [now.date()])
    assert can_be_sold(jar, SOON) == 0


def test_the_sweeper_lets_go_of_what_ran_out_and_of_nothing_else() -> None:
    """It counts the products that it looked at, and finds nothing the second time."""
    jar, other = product(2), product(2)
    held(order((jar, 1)))
    hold(order((other, 1)), {other.pk: 1}, until=LATER, now=NOW)
    assert sweep(now=SOON) == 1
    assert (stands(jar), stands(other)) == ((2, 0, 0), (2, 1, 0))
    assert sweep(now=SOON) == 0
    sound()


def test_a_hold_is_made_longer_while_it_stands() -> None:
    """Who is at it keeps what they hold; once it was swept they are told to hold anew."""
    jar = product(1)
    asked = held(order((jar, 1)))
    assert extend(asked, until=LATER)
    sweep(now=SOON)
    assert stands(jar) == (1, 1, 0)
    sweep(now=LATER)
    assert not extend(asked, until=LATER + DAY)
    assert stands(jar) == (1, 0, 0)


def test_a_hold_is_whole_or_it_is_held_anew() -> None:
    """Where one product of an order was swept, making the rest longer is not enough."""
    jar, other = product(1), product(1)
    asked = held(order((jar, 1), (other, 1)))
    Hold.objects.filter(product=jar).update(until=NOW)
    sweep(now=NOW)
    assert not extend(asked, until=LATER)


def test_shelves_say_at_once_whether_one_can_be_sold() -> None:
    """The product's mark follows the last unit as it is held and let go."""
    jar = product(1)

    def shown() -> bool:
        return Product.objects.get(pk=jar.pk).in_stock

    assert shown()
    asked = held(order((jar, 1)))
    assert not shown()
    release(asked, now=NOW)
    assert shown()


def test_the_database_itself_refuses_to_promise_more_than_there_is() -> None:
    """Whatever writes: a row that holds or allocates more than is on hand, or less than nothing, is not kept."""
    jar = product(1)
    for change in ("held = 2", "allocated = 2", "on_hand = -1", "held = -1", "held = 1, allocated = 1"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE shop_stock SET {change} WHERE product_id = %s", [jar.pk])
    assert stands(jar) == (1, 0, 0)


def test_a_row_that_is_out_of_step_stops_everything() -> None:
    """What must be possible and is not is a loud error, and nothing is written."""
    jar = product(1)
    before = Movement.objects.count()
    with pytest.raises(OutOfStep), transaction.atomic():
        must_move(jar.pk, Movement.Kind.RELEASED, held=-1, at=NOW)
    assert Movement.objects.count() == before


def test_holds_of_nothing_are_refused() -> None:
    """Less than one unit is no hold, and changes nothing."""
    jar = product(3)
    held(order((jar, 2)))
    for number in (0, -2):
        with pytest.raises(IntegrityError), transaction.atomic():
            hold(order((jar, 1)), {jar.pk: number}, until=SOON, now=NOW)
    assert stands(jar) == (3, 2, 0)
    assert Stock.objects.count() == 1
