# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.shop.stock.goods import DAY, NOW, SOON, can_be_sold, lot, order, product, sound, stands, wanted

from officinal.shop.models import Lot, LotAllocation, Movement
from officinal.shop.stock.allocate import allocate, ship
from officinal.shop.stock.hold import hold
from officinal.shop.stock.receive import MOST, MOST_OF_A_LOT, StockError, correct, receive, redate, take_back
from officinal.shop.stock.sweep import sweep

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_units_of_a_lot_come_together() -> None:
    """Received in two deliveries, a lot is one; spaces around its number count for nothing."""
    jar = product()
    receive(jar, 2, now=NOW, lot=" A1 ", expires_on=TODAY + DAY)
    found = receive(jar, 3, now=NOW, lot="A1")
    assert (found.on_hand, found.expires_on) == (5, TODAY + DAY)
    assert stands(jar) == (5, 0, 0)
    sound()


def test_a_lot_has_one_date() -> None:
    """Another date is refused, and nothing comes in; a date that was not known yet is taken."""
    jar = product()
    lot(jar, "A", 1)
    assert lot(jar, "A", 1, TODAY + DAY).expires_on == TODAY + DAY
    with pytest.raises(StockError, match="Look at the jar"):
        lot(jar, "A", 1, TODAY + 2 * DAY)
    assert stands(jar) == (2, 0, 0)


@pytest.mark.parametrize("number", [0, -1, MOST + 1])
def test_a_number_that_cannot_be_is_refused(number: int) -> None:
    """Nothing, less than nothing, or more than anybody delivers at a time."""
    jar = product(1)
    with pytest.raises(StockError, match="give a number from 1"):
        receive(jar, number, now=NOW)
    assert stands(jar) == (1, 0, 0)


def test_a_lot_does_not_outgrow_its_column() -> None:
    """There is a last number to count to, told before the database refuses it."""
    jar = product(1)
    Lot.objects.filter(product=jar).update(on_hand=MOST_OF_A_LOT + 1)
    with pytest.raises(StockError, match="as can be counted"):
        receive(jar, 1, now=NOW)


def test_a_count_sets_a_lot_to_what_is_there() -> None:
    """More or fewer, with the reason in the ledger; the same number is no movement."""
    jar = product()
    a = lot(jar, "A", 5)
    correct(a, 7, now=NOW, reason="found two")
    correct(a, 4, now=NOW, reason="three are broken")
    correct(a, 4, now=NOW, reason="counted again")
    assert stands(jar) == (4, 0, 0)
    told = Movement.objects.filter(kind="corrected").order_by("pk")
    assert list(told.values_list("on_hand", "reason")) == [(2, "found two"), (-3, "three are broken")]
    sound()


def test_a_correction_takes_nothing_that_is_promised() -> None:
    """Less than orders have and people hold is refused, and says how many there must be; ended holds stand in nobody's way."""
    jar = product()
    a, b = lot(jar, "A", 5, TODAY + DAY), lot(jar, "B", 1)
    paid, asked = order((jar, 2)), order((jar, 3))
    allocate(paid, now=NOW)
    hold(asked, wanted(asked), until=SOON, now=NOW)
    for counted in (1, 3):
        with pytest.raises(StockError, match="At least 4"):
            correct(a, counted, now=NOW, reason="count")
    correct(a, 4, now=NOW, reason="count")
    with pytest.raises(StockError, match="At least 1"):
        correct(b, 0, now=NOW, reason="count")
    correct(b, 0, now=SOON, reason="count")
    assert stands(jar) == (4, 0, 2)
    sound()


def test_what_moved_while_somebody_counted_is_not_undone() -> None:
    """Who counted from another number is told to count again."""
    jar = product()
    a = lot(jar, "A", 5)
    paid = order((jar, 2))
    allocate(paid, now=NOW)
    ship(paid, now=NOW)
    with pytest.raises(StockError, match="Count again"):
        correct(a, 5, now=NOW, reason="count", seen=5)
    correct(a, 3, now=NOW, reason="count", seen=3)
    assert stands(jar) == (3, 0, 0)


@pytest.mark.parametrize("reason", ["", "  "])
def test_what_staff_change_by_hand_has_a_reason(reason: str) -> None:
    """A count, a date and a return say why."""
    jar = product()
    a = lot(jar, "A", 2)
    paid = order((jar, 1))
    allocate(paid, now=NOW)
    ship(paid, now=NOW)
    out = LotAllocation.objects.get()
    before = Movement.objects.count()
    for act in (
        lambda: correct(a, 0, now=NOW, reason=reason),
        lambda: redate(a, TODAY, now=NOW, reason=reason),
        lambda: take_back(out, 1, now=NOW, reason=reason),
    ):
        with pytest.raises(StockError, match="Say why"):
            act()
    assert Movement.objects.count() == before


@pytest.mark.parametrize("counted", [-1, MOST_OF_A_LOT + 1])
def test_a_count_that_cannot_be_is_refused(counted: int) -> None:
    """Less than nothing, or more than can be counted."""
    a = lot(product(), "A", 2)
    with pytest.raises(StockError, match="give a number from 0"):
        correct(a, counted, now=NOW, reason="count")


def test_a_wrong_date_is_set_right_and_the_ledger_keeps_both() -> None:
    """The date moves what can be sold; the number does not change."""
    jar = product()
    a = lot(jar, "A", 2, TODAY - DAY)
    assert can_be_sold(jar) == 0
    redate(a, TODAY + DAY, now=NOW, reason="read wrongly")
    assert can_be_sold(jar) == 2
    assert Movement.objects.latest("pk").reason == "2026-11-24 → 2026-11-26: read wrongly"
    redate(a, TODAY + DAY, now=NOW, reason="once more")
    assert Movement.objects.filter(kind="corrected").count() == 1
    redate(a, None, now=NOW, reason="none on the jar")
    assert Lot.objects.get(pk=a.pk).expires_on is None
    sound()


def test_returned_units_go_back_into_their_lot() -> None:
    """No more of them than went out, and none before they did; what expired meanwhile is not sold again."""
    jar = product()
    a = lot(jar, "A", 3, TODAY + DAY)
    paid = order((jar, 3))
    allocate(paid, now=NOW)
    out = LotAllocation.objects.get()
    with pytest.raises(StockError, match="0 went out"):
        take_back(out, 1, now=NOW, reason="returned")
    ship(paid, now=NOW)
    out.refresh_from_db()
    take_back(out, 2, now=NOW, reason="returned")
    for number in (2, 0, -1):
        with pytest.raises(StockError, match="3 went out, and 2 of them are back"):
            take_back(out, number, now=NOW, reason="returned")
    assert stands(jar) == (2, 0, 0)
    take_back(out, 1, now=NOW + 2 * DAY, reason="returned late")
    assert can_be_sold(jar, NOW + 2 * DAY) == 0
    sweep(now=NOW + 2 * DAY)
    a.refresh_from_db()
    assert a.on_hand == 0
    sound()
