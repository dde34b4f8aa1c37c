# SPDX-License-Identifier: Apache-2.0
"""What is done to an order step by step: parts of refunds that sum to what was charged, returns, and words for all of it."""

from __future__ import annotations

import ast
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.shop.orders.made import jar, ordered, paid
from tests.shop.shelf import NOW

import officinal.shop
from officinal.shop.admin.stock.shown import said
from officinal.shop.models import LotAllocation, Movement, Order, Product, Refund, Stock
from officinal.shop.orders import parts, words
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.log import log
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import RefundError, given_back, given_back_elsewhere, refund, refund_parts
from officinal.shop.orders.send import WrongState, pack, returned, ship
from officinal.shop.payments.audit import audit as money
from officinal.shop.stock.audit import audit as stock
from officinal.shop.stock.receive import StockError


@pytest.fixture
def product(db: None) -> Product:
    """A product of which there are twenty, of two lots."""
    return jar(now=NOW)


def by_units(order: Order, units: dict[int, int], key: str) -> Refund:
    """A refund of units, as the page gives it."""
    seen = parts.of_units(order, units, delivery=False).total
    return refund_parts(
        order, lambda held: parts.of_units(held, units, delivery=False), seen=seen, reason="x", key=key, now=NOW, units=units
    )  # fmt: skip


def test_refunds_of_every_kind_sum_to_the_order(product: Product) -> None:
    """Units, an amount, one made at the gateway, and the rest: each tax comes back to the cent."""
    order = paid(Item(product, 3), Item(product, 2, 30), now=NOW)
    by_units(order, {0: 1}, "a")
    refund(order, Decimal("7.77"), reason="x", key="b", now=NOW)
    given_back_elsewhere(order.attempts.get(), "re_1", Decimal("3.33"), "succeeded", now=NOW)
    by_units(order, {0: 1, 1: 2}, "c")
    order.refresh_from_db()
    cancel(order, reason="x", now=NOW)
    order.refresh_from_db()
    assert order.refunded == order.total
    given = parts.given_so_far(order)
    assert sum(given.taxes) == order.tax
    assert (sum(given.lines), given.shipping) == (order.subtotal, order.shipping)
    assert parts.of_rest(order).total == 0
    assert [*money(), *stock()] == []


def test_what_failed_can_be_given_again(product: Product) -> None:
    """A refund that failed is no part of what was given, nor are its units."""
    order = paid(Item(product, 2), now=NOW)
    made = by_units(order, {0: 2}, "a")
    with pytest.raises(RefundError):
        by_units(order, {0: 1}, "b")
    given_back(made, "failed", external_id="", why="refused", now=NOW)
    assert parts.units_so_far(order) == {}
    assert by_units(order, {0: 2}, "c").amount == made.amount
    assert [*money()] == []


def test_a_refund_from_before_there_were_parts_counts(product: Product) -> None:
    """It is taken from everything in the measure of what is left."""
    order = paid(Item(product, 2), now=NOW)
    attempt = order.attempts.get()
    Refund.objects.create(attempt=attempt, key="old", amount=Decimal("10.00"), state="succeeded", reason="x", at=NOW)
    Order.objects.filter(pk=order.pk).update(refunded=Decimal("10.00"))
    assert parts.given_so_far(order).total == Decimal("10.00")
    assert parts.of_rest(order).total == order.total - 10


def test_only_what_was_seen_is_given(product: Product) -> None:
    """Where the amount is another by now, nothing is."""
    order = paid(Item(product, 2), now=NOW)
    with pytest.raises(RefundError):
        refund_parts(order, parts.of_rest, seen=Decimal("1.00"), reason="x", key="a", now=NOW)
    unpaid = ordered(Item(product, 1), now=NOW)
    with pytest.raises(RefundError):
        refund_parts(unpaid, parts.of_rest, seen=unpaid.total, reason="x", key="b", now=NOW)
    assert not Refund.objects.exists()


def test_only_units_of_the_order_itself_come_back(product: Product) -> None:
    """Not those of another order, not none, and none before it was sent."""
    order, other = paid(Item(product, 2), now=NOW), paid(Item(product, 2), now=NOW)
    with pytest.raises(WrongState):
        returned(order, {1: 1}, reason="x", now=NOW, by=None)
    for each in (order, other):
        ship(each, now=NOW, by=None)
    foreign = LotAllocation.objects.filter(line__order=other).first()
    assert foreign is not None
    for units in ({foreign.pk: 1}, {}, {foreign.pk: 0}):
        with pytest.raises(StockError):
            returned(order, units, reason="x", now=NOW, by=None)
    assert not order.events.filter(kind="returned").exists()


def test_units_come_back_once_for_each_form(product: Product) -> None:
    """The same key again changes nothing."""
    order = ship(paid(Item(product, 2), now=NOW), now=NOW, by=None)
    own = LotAllocation.objects.get(line__order=order)
    for _ in range(2):
        returned(order, {own.pk: 1}, reason="x", now=NOW, by=None, key="once")
    own.refresh_from_db()
    assert (own.returned, order.events.filter(kind="returned").count()) == (1, 1)


def _kinds_logged() -> set[str]:
    """Every kind of event that the shop writes into an order's log, from its source."""
    found = set()
    for path in (Path(officinal.shop.__file__).parent / each for each in ("orders", "payments", "admin/orders")):
        for module in path.rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "log" or len(node.args) < 2:
                    continue
                if isinstance(node.args[1], ast.Constant):
                    found.add(str(node.args[1].value))
    return found


def test_every_event_has_words_for_staff() -> None:
    """Nothing that the shop logs is shown by its bare word."""
    kinds = _kinds_logged()
    assert len(kinds) > 12
    assert kinds | {"cancelled", "expired"} <= set(words._FOR_STAFF)


def test_the_customer_reads_no_announcement_of_what_was_done(product: Product) -> None:
    """Once it is given back, it is not to be given back any more; two of one amount are two."""
    order = paid(Item(product, 2), now=NOW)
    pack(order, now=NOW, by=None)
    log(order, "note", now=NOW, text="secret")
    first = refund(order, Decimal("5.00"), reason="x", key="a", now=NOW)
    refund(order, Decimal("5.00"), reason="x", key="b", now=NOW)
    given_back(first, "succeeded", external_id="1", why="", now=NOW + dt.timedelta(days=1))
    kinds = [each.kind for each in words.for_customer(order)]
    assert kinds == ["placed", "paid", "packed", "refund_owed", "refunded"]


def test_what_was_given_back_before_it_was_sent_stays_in_the_house(product: Product) -> None:
    """Of three units one is given back: two are sent, from the lot that expires first, and the third can be sold."""
    order = paid(Item(product, 3), Item(product, 9, 30), now=NOW)
    by_units(order, {0: 1}, "one")
    before = Stock.objects.get(pk=product.pk)
    assert (before.on_hand, before.allocated) == (20, 12)
    ship(order, now=NOW, by=None)
    after = Stock.objects.get(pk=product.pk)
    assert (after.on_hand, after.allocated) == (9, 0)
    first, second = order.lines.all()
    assert sum(each.quantity for each in first.lots.all()) == 2
    assert sum(each.quantity for each in second.lots.all()) == 9
    assert all(each.shipped for line in (first, second) for each in line.lots.all())
    assert [*money(), *stock()] == []


def test_a_refund_that_failed_keeps_nothing_back(product: Product) -> None:
    """Its customer has paid for the unit, and gets it."""
    order = paid(Item(product, 3), now=NOW)
    made = by_units(order, {0: 1}, "one")
    given_back(made, Refund.State.FAILED, external_id="", why="", now=NOW)
    ship(order, now=NOW, by=None)
    assert sum(each.quantity for each in order.lines.get().lots.all()) == 3
    assert [*money(), *stock()] == []


def test_why_a_unit_stayed_is_said_in_french_too(product: Product) -> None:
    """The ledger's reason is one of the shop's own."""
    order = paid(Item(product, 2), now=NOW)
    by_units(order, {0: 1}, "one")
    ship(order, now=NOW, by=None)
    (freed,) = Movement.objects.filter(order=order, kind=Movement.Kind.FREED)
    with override("fr"):
        assert said(freed.reason) == "argent rendu"
