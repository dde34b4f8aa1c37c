# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from tests.shop.stock.goods import DAY, NOW, SOON, can_be_sold, lot, order, own, product, sound, stands, wanted

from officinal.shop.models import Lot, LotAllocation, Order, Product
from officinal.shop.stock.allocate import allocate, free, ship
from officinal.shop.stock.hold import hold
from officinal.shop.stock.recall import Whereabouts, has_units_of, replace, set_aside, whereabouts
from officinal.shop.stock.receive import StockError, correct, take_back
from officinal.shop.stock.rows import NotEnough

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def paid(*lines: tuple[Product, int]) -> Order:
    """An order that has its units."""
    made = order(*lines)
    allocate(made, now=NOW)
    return made


def bad_lot(jar: Product, units: int) -> Lot:
    """The lot that goes out first."""
    return lot(jar, "BAD", units, TODAY + DAY)


def test_a_recall_names_every_order_that_has_units_of_the_lot() -> None:
    """Shipped or not, the newest first, with how many; orders of other lots are not among them."""
    jar = product()
    bad = bad_lot(jar, 4)
    lot(jar, "GOOD", 9, TODAY + 9 * DAY)
    sent, waiting, mixed, other = paid((jar, 1)), paid((jar, 1)), paid((jar, 3)), paid((jar, 1))
    ship(sent, now=NOW)
    told = [(each.line.order, each.quantity, each.shipped) for each in has_units_of(bad)]
    assert told == [(mixed, 2, False), (waiting, 1, False), (sent, 1, True)]
    assert other not in [of for of, _, _ in told]


def test_a_recall_says_where_all_units_are() -> None:
    """What was received and corrected is on the shelf, to be shipped, or with customers."""
    jar = product()
    bad = bad_lot(jar, 10)
    sent = paid((jar, 4))
    ship(sent, now=NOW)
    take_back(LotAllocation.objects.get(), 1, now=NOW, reason="returned")
    paid((jar, 2))
    bad.refresh_from_db()
    correct(bad, 6, now=NOW, reason="broken")
    assert whereabouts(bad) == Whereabouts(
        received=10, corrected=-1, on_shelf=4, to_ship=2, with_customers=3, came_back=1
    )  # fmt: skip


def test_setting_aside_leaves_nothing_of_the_lot_to_be_sold() -> None:
    """What no order has is taken out with the reason; other lots stay."""
    jar = product()
    bad = bad_lot(jar, 5)
    lot(jar, "GOOD", 2, TODAY + 9 * DAY)
    paid((jar, 1))
    assert set_aside(bad, now=NOW, reason="recall") == 4
    assert (bad.on_hand, bad.allocated) == (1, 1)
    assert can_be_sold(jar) == 2
    assert set_aside(bad, now=NOW, reason="recall") == 0
    with pytest.raises(StockError, match="Say why"):
        set_aside(bad, now=NOW, reason=" ")
    sound()


def test_no_hold_keeps_a_recalled_lot_on_sale() -> None:
    """Holds that only the lot could meet are let go, the newest first; the others stand, and get units of other lots."""
    jar = product()
    bad = bad_lot(jar, 5)
    lot(jar, "GOOD", 2, TODAY + 9 * DAY)
    first, last = order((jar, 2)), order((jar, 3))
    hold(first, wanted(first), until=SOON, now=NOW)
    hold(last, wanted(last), until=SOON + DAY, now=NOW)
    assert set_aside(bad, now=NOW, reason="recall") == 5
    assert stands(jar) == (2, 2, 0)
    allocate(first, now=NOW)
    assert own(first) == {"GOOD": 2}
    with pytest.raises(NotEnough):
        allocate(last, now=NOW)
    sound()


def test_orders_that_wait_get_units_of_other_lots() -> None:
    """As far as there are some, the oldest order first; the rest keep theirs and are named."""
    jar, other = product(), product(1)
    bad = bad_lot(jar, 7)
    lot(jar, "GOOD", 3, TODAY + 9 * DAY)
    sent, first, second, last = paid((jar, 1)), paid((jar, 2), (other, 1)), paid((jar, 2)), paid((jar, 1))
    ship(sent, now=NOW)
    done, left = replace(bad, now=NOW, reason="recall")
    assert (done, left) == ([first, last], [second])
    assert [own(each) for each in (sent, first, second, last)] == [
        {"BAD": 1}, {"GOOD": 2, "": 1}, {"BAD": 2}, {"GOOD": 1},
    ]  # fmt: skip
    assert stands(jar) == (5, 0, 5)
    sound()


def test_replacing_twice_replaces_once() -> None:
    """The second time nothing waits with units of the lot."""
    jar = product()
    bad = bad_lot(jar, 2)
    lot(jar, "GOOD", 9, TODAY + 9 * DAY)
    waiting = paid((jar, 2))
    assert replace(bad, now=NOW, reason="recall") == ([waiting], [])
    assert replace(bad, now=NOW, reason="recall") == ([], [])
    assert own(waiting) == {"GOOD": 2}
    sound()


def test_an_order_that_has_some_of_the_other_lot_gets_more_of_it() -> None:
    """A line that is from both lots is from the good one alone afterwards, as one allocation."""
    jar = product()
    bad = bad_lot(jar, 1)
    lot(jar, "GOOD", 9, TODAY + 9 * DAY)
    waiting = paid((jar, 3))
    replace(bad, now=NOW, reason="recall")
    assert list(LotAllocation.objects.values_list("lot__code", "quantity")) == [("GOOD", 3)]
    assert own(waiting) == {"GOOD": 3}
    sound()


def test_nothing_of_a_recalled_lot_is_sold_again() -> None:
    """Neither what comes back from customers, nor what a cancelled order gives up, nor what somebody counts or receives."""
    jar = product()
    bad = bad_lot(jar, 6)
    sent, waiting = paid((jar, 2)), paid((jar, 2))
    ship(sent, now=NOW)
    set_aside(bad, now=NOW, reason="recall")
    assert can_be_sold(jar) == 0
    take_back(LotAllocation.objects.get(line__order=sent), 2, now=NOW, reason="recall")
    assert can_be_sold(jar) == 0
    free(waiting, now=NOW, reason="cancelled")
    assert can_be_sold(jar) == 0
    with pytest.raises(StockError, match="recalled"):
        lot(jar, "BAD", 3, TODAY + DAY)
    with pytest.raises(NotEnough):
        paid((jar, 1))
    sound()
