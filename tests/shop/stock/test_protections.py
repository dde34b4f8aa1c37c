# SPDX-License-Identifier: Apache-2.0
"""Each thing that keeps the stock right, taken away: the same race then goes wrong, in the very way it is there for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from tests.shop.stock.goods import DAY, NOW, SOON, order, own, product, sound, stands, wanted, without_conditions
from tests.shop.stock.race import DONE, Act, Meeting, before, no_check, together

from officinal.shop.models import Hold, Movement, Order, Stock
from officinal.shop.orders.log import lock_order
from officinal.shop.stock import allocate as allocation
from officinal.shop.stock import hold as holding
from officinal.shop.stock import rows
from officinal.shop.stock import sweep as sweeping
from officinal.shop.stock.allocate import allocate
from officinal.shop.stock.audit import audit
from officinal.shop.stock.hold import hold
from officinal.shop.stock.rows import NotEnough
from officinal.shop.stock.sweep import sweep

LATER = SOON + DAY


def buys(asked: Order) -> Act:
    """Somebody goes to pay."""
    return lambda: hold(asked, wanted(asked), until=LATER, now=NOW)


def kinds(results: list[object]) -> list[str]:
    """What became of each, sorted."""
    return sorted(each if isinstance(each, str) else type(each).__name__ for each in results)


def unlocked(products: Iterable[int]) -> list[int]:
    """`lock` without its lock."""
    return sorted(set(products))


# --- the condition of the statement, and the database's check


def six_buy_one(*, left: int) -> list[str]:
    """What became of six who buy one unit, so many of which are held then."""
    jar = product(1)
    results = together(*(buys(order((jar, 1))) for _ in range(6)))
    assert stands(jar) == (1, left, 0)
    return kinds(results)


def test_six_buyers_and_one_unit(raced: str) -> None:
    """With everything in place one gets it, and five are told."""
    assert six_buy_one(left=1) == ["NotEnough"] * 5 + [DONE]


def test_without_the_condition_the_losers_meet_an_error(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's check still holds, and that is all: five see a broken page instead of an answer."""
    monkeypatch.setattr(rows, "_MOVE", without_conditions())
    assert six_buy_one(left=1) == ["IntegrityError"] * 5 + [DONE]


def test_without_the_condition_and_the_check_one_unit_is_sold_six_times(
    raced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else stands in the way: the two together are what keeps a unit from being sold twice."""
    monkeypatch.setattr(rows, "_MOVE", without_conditions())
    with no_check("stock_not_oversold", "shop_stock"):
        assert six_buy_one(left=6) == [DONE] * 6
    assert [said for said in audit() if "6 held and 0 allocated of 1" in said]


def test_without_the_check_the_condition_alone_keeps_count(raced: str) -> None:
    """Each of the two would do; the check is for whatever writes without the verbs."""
    with no_check("stock_not_oversold", "shop_stock"):
        assert six_buy_one(left=1) == ["NotEnough"] * 5 + [DONE]


# --- the lock of the rows; on SQLite, that a transaction is the only one that writes from its beginning


def paid_twice(monkeypatch: pytest.MonkeyPatch, *, meet: bool) -> tuple[list[object], Order, Meeting]:
    """Two tell of a payment; each has read what the order has before either gives it anything, if they can."""
    jar, meeting = product(9), Meeting(sure=meet)
    asked = order((jar, 2))
    hold(asked, wanted(asked), until=LATER, now=NOW)
    before(monkeypatch, allocation, "_give", meeting)
    return together(*[lambda: allocate(asked, now=NOW)] * 2), asked, meeting


def test_a_payment_that_is_told_twice_at_once(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the lock the second waits for the first, and then finds that the order has its units."""
    results, asked, meeting = paid_twice(monkeypatch, meet=False)
    assert results == [DONE, DONE]
    assert not meeting.met
    assert own(asked) == {"": 2}
    sound()


def test_without_the_lock_it_takes_twice_or_breaks(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL gives the order four units instead of two; SQLite without IMMEDIATE fails one with "database is locked"."""
    if raced == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    monkeypatch.setattr(allocation, "lock", unlocked)
    results, asked, meeting = paid_twice(monkeypatch, meet=True)
    assert meeting.met
    if raced == "sqlite":
        assert kinds(results) == ["OperationalError", DONE]
        return
    assert results == [DONE, DONE]
    assert own(asked) == {"": 4}
    assert [said for said in audit() if "were ordered" in said]


# --- the order of the locks


def opposite_ways() -> list[str]:
    """What becomes of two orders of the same two products, each the other way round."""
    jar, other = product(9), product(9)
    orders = [order((jar, 1), (other, 1)), order((jar, 1), (other, 1))]
    ways = [{jar.pk: 1, other.pk: 1}, {other.pk: 1, jar.pk: 1}]
    acts = [
        lambda asked=asked, way=way: hold(asked, way, until=LATER, now=NOW)  # type: ignore[misc]
        for asked, way in zip(orders, ways, strict=True)
    ]
    return kinds(together(*acts))


def test_two_orders_of_the_same_products_the_other_way_round(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by key, they follow each other, however long either takes between its two products."""
    before(monkeypatch, holding, "move", Meeting(sure=False))
    assert opposite_ways() == [DONE, DONE]


def test_locked_in_the_carts_order_they_block_each_other(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL ends the embrace by an error for one of them; SQLite has one writer, and no embrace."""
    meeting = Meeting(sure=raced != "sqlite")

    def one_by_one(products: Iterable[int]) -> list[int]:
        keys = list(dict.fromkeys(products))
        for key in keys:
            list(Stock.objects.select_for_update().filter(pk=key))
            meeting()
        return keys

    monkeypatch.setattr(holding, "lock", one_by_one)
    assert opposite_ways() == ([DONE, DONE] if raced == "sqlite" else ["OperationalError", DONE])


# --- a hold is let go once


def swept_twice(monkeypatch: pytest.MonkeyPatch, *, meet: bool) -> list[object]:
    """Two sweepers have read the same hold before either lets it go, if they can; somebody else holds one too."""
    jar, meeting = product(2), Meeting(sure=meet)
    for asked, until in ((order((jar, 1)), NOW), (order((jar, 1)), LATER)):
        hold(asked, wanted(asked), until=until, now=NOW - DAY)
    before(monkeypatch, sweeping, "let_go", meeting)
    results = together(*[lambda: sweep(now=NOW)] * 2)
    assert stands(jar)[0] == 2
    return results


def test_two_sweepers_with_the_same_hold(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even without the lock, only who deletes the hold gives its units back."""
    if raced != "sqlite":
        monkeypatch.setattr(sweeping, "lock", unlocked)
    assert swept_twice(monkeypatch, meet=raced != "sqlite") == [DONE, DONE]
    sound()


def test_without_asking_who_deleted_it_somebody_elses_hold_is_lost(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both give a unit back, and one of them was held by another; with the lock, as on SQLite, it cannot come to that."""

    def let_go(held: Hold, *, now: dt.datetime, reason: str) -> None:
        Hold.objects.filter(pk=held.pk).delete()
        rows.must_move(held.product_id, Movement.Kind.RELEASED, held=-held.quantity, at=now)

    monkeypatch.setattr(sweeping, "let_go", let_go)
    if raced != "sqlite":
        monkeypatch.setattr(sweeping, "lock", unlocked)
    assert swept_twice(monkeypatch, meet=raced != "sqlite") == [DONE, DONE]
    assert bool([said for said in audit() if "the holds" in said]) == (raced != "sqlite")


# --- an order is locked without its key, before its stock


def payment_meets_sweeper(monkeypatch: pytest.MonkeyPatch, *, whole: bool, meet: bool) -> list[str]:
    """The payment has its order, the sweeper its stock, before either goes on."""
    jar, meeting = product(9), Meeting(sure=meet)
    asked = order((jar, 1))
    hold(asked, wanted(asked), until=NOW, now=NOW - DAY)

    def pays() -> None:
        with transaction.atomic():
            if whole:
                Order.objects.select_for_update().get(pk=asked.pk)
            else:
                lock_order(asked.pk)
            meeting()
            allocate(asked, now=NOW)

    before(monkeypatch, sweeping, "let_lapse", meeting)
    results = together(pays, lambda: sweep(now=NOW))
    assert stands(jar) in [(9, 0, 1), (9, 0, 0)]
    sound()
    return kinds(results)


def test_a_payment_that_has_its_order_and_the_sweeper_that_has_its_stock(
    raced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They follow each other."""
    assert payment_meets_sweeper(monkeypatch, whole=False, meet=raced != "sqlite") == [DONE, DONE]


def test_with_the_whole_order_locked_they_block_each_other(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweeper's movement names the order, and PostgreSQL lets nobody name a row that is locked whole."""
    found = payment_meets_sweeper(monkeypatch, whole=True, meet=raced != "sqlite")
    assert found == ([DONE, DONE] if raced == "sqlite" else ["OperationalError", DONE])


def test_the_errors_that_are_spoken_of_are_what_a_visitor_would_meet() -> None:
    """None of them is among the answers that pages know."""
    for each in (IntegrityError, OperationalError):
        assert not issubclass(each, NotEnough)
