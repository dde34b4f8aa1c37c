# SPDX-License-Identifier: Apache-2.0
"""Two members of staff, or a customer and one of them, at the same order in the same moment: one thing happens, whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from tests.shop.orders.made import jar, ordered, paid
from tests.shop.shelf import NOW
from tests.shop.stock.race import DONE, Meeting, before, together

from officinal.shop.models import LotAllocation, Order, Refund, Stock
from officinal.shop.orders import log as locks
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


def test_a_double_click_gives_back_once(raced: str) -> None:
    """The same form twice at once: one refund, and both clicks are told the same."""
    for _ in range(ROUNDS):
        order = order_of()
        give = lambda order=order: refund_parts(  # noqa: E731
            order, lambda held: parts.of_units(held, {0: 1}, delivery=False), seen=seen, reason="x",
            key=f"twice-{order.pk}", now=NOW, units={0: 1},
        )  # fmt: skip
        seen = parts.of_units(order, {0: 1}, delivery=False).total
        assert together(give, give) == [DONE, DONE]
        assert Refund.objects.filter(attempt__order=order).count() == 1
        assert sound(order).refunded == seen


def test_two_refunds_of_the_same_units_are_not_both_given(raced: str) -> None:
    """Two forms, each for all units: one is told that another amount is left."""
    for _ in range(ROUNDS):
        order = order_of()
        seen = parts.of_units(order, {0: 3}, delivery=False).total

        def give(key: str, order: Order = order, seen: Decimal = seen) -> None:
            refund_parts(
                order, lambda held: parts.of_units(held, {0: 3}, delivery=False), seen=seen, reason="x",
                key=f"{key}-{order.pk}", now=NOW, units={0: 3},
            )  # fmt: skip

        told = together(lambda give=give: give("a"), lambda give=give: give("b"))
        assert sorted(type(each).__name__ for each in told) == ["RefundError", "str"]
        assert sound(order).refunded == seen


def test_a_refund_and_a_cancellation_give_back_no_more_than_was_paid(raced: str) -> None:
    """Whichever comes first, the other takes what is left, or finds nothing."""
    for _ in range(ROUNDS):
        order = order_of()
        told = together(
            lambda order=order: refund(order, Decimal("20.00"), reason="x", key=f"part-{order.pk}", now=NOW),
            lambda order=order: cancel(order, reason="x", now=NOW),
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
        sent, off = together(
            lambda order=order: ship(order, now=NOW, by=None), lambda order=order: cancel(order, reason="x", now=NOW)
        )
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
            lambda order=order: pack(order, now=NOW, by=None),
            lambda order=order: cancel(order, reason="by the customer", now=NOW, packed=False),
        )
        kinds = set(sound(order).events.values_list("kind", flat=True))
        assert len(kinds & {"packed", "cancelled"}) == 1


def test_money_is_marked_once(raced: str) -> None:
    """Two members of staff see the same transfer."""
    for _ in range(ROUNDS):
        order = ordered(Item(jar(10, now=NOW, slug=f"due-{Order.objects.count()}"), 2), now=NOW)
        together(*[lambda order=order: mark_paid(order, now=NOW, by=None)] * 2)
        assert sound(order).paid == order.total
        assert not Refund.objects.filter(attempt__order=order).exists()


def test_units_come_back_once(raced: str) -> None:
    """The same form twice at once."""
    for _ in range(ROUNDS):
        order = order_of()
        ship(order, now=NOW, by=None)
        out = LotAllocation.objects.get(line__order=order)
        back = lambda order=order, out=out: returned(  # noqa: E731
            order, {out.pk: 1}, reason="x", now=NOW, by=None, key=f"back-{order.pk}"
        )  # fmt: skip
        assert together(back, back) == [DONE, DONE]
        out.refresh_from_db()
        assert out.returned == 1
        sound(order)


def test_without_the_lock_both_would_be_given(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps two refunds of the same units apart is the order's lock: without it, both find all units there."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, with or without a lock")
    order = order_of()
    seen = parts.of_units(order, {0: 1}, delivery=False).total
    meeting = Meeting(patience=3)
    unlocked = lambda key: Order.objects.get(pk=key)  # noqa: E731
    monkeypatch.setattr(refunds, "lock_order", unlocked)
    monkeypatch.setattr(locks, "lock_order", unlocked)
    before(monkeypatch, refunds, "_must_be_left", meeting)

    def give(key: str) -> None:
        refund_parts(
            order, lambda held: parts.of_units(held, {0: 2}, delivery=False), seen=both, reason="x",
            key=key, now=NOW, units={0: 2},
        )  # fmt: skip

    both = parts.of_units(order, {0: 2}, delivery=False).total
    assert seen < both
    together(lambda: give("a"), lambda: give("b"))
    assert meeting.met
    assert parts.units_so_far(order)[0] > 3
