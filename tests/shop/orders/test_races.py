# SPDX-License-Identifier: Apache-2.0
"""Two members of staff, or a customer and one of them, at the same order in the same moment: one thing happens, whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection
from tests.shop.orders.made import jar, ordered, paid
from tests.shop.shelf import NOW
from tests.shop.stock.race import DONE, Meeting, before, together

from officinal.shop.models import LotAllocation, Order, Refund, Stock
from officinal.shop.orders import parts
from officinal.shop.orders import refund as refunds
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import RefundError, refund, refund_parts
from officinal.shop.orders.send import WrongState, pack, returned, ship
from officinal.shop.payments.attempts import mark_paid
from officinal.shop.payments.audit import audit as money
from officinal.shop.payments.refunds import send_all
from officinal.shop.stock.audit import audit as stock

pytestmark = pytest.mark.slow
Act = Callable[[], Any]
ROUNDS = 8


def order_of(units: int = 3) -> Order:
    """A paid order of a product of its own."""
    number = Order.objects.count()
    return paid(Item(jar(10, now=NOW, slug=f"jar-{number}"), units), now=NOW)


def sound(order: Order) -> Order:
    """The order as it stands; money and stock agree with their rows."""
    assert [*money(), *stock()] == []
    order.refresh_from_db()
    return order


def give(order: Order, units: dict[int, int], key: str) -> Act:
    """A refund of units, by a form of a key, of what is seen at this moment."""
    seen = parts.of_units(order, units, delivery=False).total

    def act() -> None:
        refund_parts(
            order, lambda held: parts.of_units(held, units, delivery=False), seen=seen, reason="x",
            key=f"{key}-{order.pk}", now=NOW, units=units,
        )  # fmt: skip

    return act


def test_a_double_click_gives_back_once(raced: str) -> None:
    """The same form twice at once: one refund, and both clicks are told the same."""
    for _ in range(ROUNDS):
        order = order_of()
        click = give(order, {0: 1}, "twice")
        assert together(click, click) == [DONE, DONE]
        assert Refund.objects.filter(attempt__order=order).count() == 1
        assert Decimal("24.90") < sound(order).refunded < Decimal("30.00")


def test_two_refunds_of_the_same_units_are_not_both_given(raced: str) -> None:
    """Two forms, each for all units: one is told that another amount is left."""
    for _ in range(ROUNDS):
        order = order_of()
        told = together(give(order, {0: 3}, "a"), give(order, {0: 3}, "b"))
        assert sorted(type(each).__name__ for each in told) == ["RefundError", "str"]
        assert parts.units_so_far(sound(order)) == {0: 3}


def test_a_refund_and_a_cancellation_give_back_no_more_than_was_paid(raced: str) -> None:
    """Whichever comes first, the other takes what is left, or finds nothing."""
    for _ in range(ROUNDS):
        order = order_of()
        told = together(
            partial(refund, order, Decimal("20.00"), reason="x", key=f"part-{order.pk}", now=NOW),
            partial(cancel, order, reason="x", now=NOW),
        )
        assert all(each == DONE or isinstance(each, RefundError) for each in told)
        stands = sound(order)
        assert (stands.state, stands.refunded) == ("cancelled", stands.paid)
        assert Stock.objects.get(product=order.lines.get().product).allocated == 0
    send_all(now=NOW)
    assert not Refund.objects.filter(state="created").exists()


def test_an_order_is_shipped_or_called_off_never_both(raced: str) -> None:
    """The loser is told; units and money go one way together."""
    for _ in range(ROUNDS):
        order = order_of()
        sent, off = together(partial(ship, order, now=NOW, by=None), partial(cancel, order, reason="x", now=NOW))
        stands = sound(order)
        row = Stock.objects.get(product=order.lines.get().product)
        if stands.state == "shipped":
            assert (sent, type(off)) == (DONE, CannotCancel)
            assert (row.on_hand, row.allocated, stands.refunded) == (7, 0, 0)
        else:
            assert (type(sent), off) == (WrongState, DONE)
            assert (row.on_hand, row.allocated, stands.refunded) == (10, 0, stands.paid)


def test_a_customer_does_not_call_off_what_is_being_packed(raced: str) -> None:
    """Packed or called off, never a parcel of an order that is no more."""
    for _ in range(ROUNDS):
        order = order_of()
        together(
            partial(pack, order, now=NOW, by=None),
            partial(cancel, order, reason="by the customer", now=NOW, packed=False),
        )
        kinds = set(sound(order).events.values_list("kind", flat=True))
        assert len(kinds & {"packed", "cancelled"}) == 1


def test_money_is_marked_once(raced: str) -> None:
    """Two members of staff see the same transfer."""
    for _ in range(ROUNDS):
        order = ordered(Item(jar(10, now=NOW, slug=f"due-{Order.objects.count()}"), 2), now=NOW)
        together(*[partial(mark_paid, order, now=NOW, by=None)] * 2)
        assert order.events.filter(kind="marked_paid").count() == 1
        assert sound(order).paid == order.total
        assert not Refund.objects.filter(attempt__order=order).exists()


def test_units_come_back_once(raced: str) -> None:
    """The same form twice at once."""
    for _ in range(ROUNDS):
        order = order_of()
        ship(order, now=NOW, by=None)
        out = LotAllocation.objects.get(line__order=order)
        back = partial(returned, order, {out.pk: 1}, reason="x", now=NOW, by=None, key=f"back-{order.pk}")
        assert together(back, back) == [DONE, DONE]
        out.refresh_from_db()
        assert out.returned == 1
        sound(order)


def test_without_the_lock_both_would_be_given(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps two refunds of the same units apart is the order's lock: without it, both find all units there."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, with or without a lock")
    product = jar(20, now=NOW)
    order = paid(Item(product, 3), Item(product, 9, 30), now=NOW)  # so much that the money alone would be there
    meeting = Meeting(sure=True)
    monkeypatch.setattr(refunds, "lock_order", lambda key: Order.objects.get(pk=key))
    before(monkeypatch, refunds, "_must_be_left", meeting)
    together(give(order, {0: 2}, "a"), give(order, {0: 2}, "b"))
    assert meeting.met
    assert parts.units_so_far(order) == {0: 4}
