# SPDX-License-Identifier: Apache-2.0
"""A customer asks what is kept about them, and to be forgotten: the books stay, the person goes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth.models import User
from tests.shop.orders.made import jar, ordered, paid
from tests.shop.shelf import NOW

from officinal.cli.main import main
from officinal.shop import forgetting
from officinal.shop.forgetting import ARRIVES_WITHIN, forget_customer, forget_old
from officinal.shop.mail.send import send_waiting
from officinal.shop.models import Cart, Message, Order, OrderEvent, Payer, Product, RestockRequest, Subscription
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.log import log
from officinal.shop.orders.place import Item
from officinal.shop.orders.send import ship
from officinal.shop.payments.audit import audit as money
from officinal.shop.payments.refunds import mark_sent, send_all
from officinal.shop.people import customer_records, keepers
from officinal.shop.restock.ask import ask
from officinal.shop.stock.audit import audit as stock
from officinal.shop.subscriptions import end
from officinal.shop.subscriptions.pause import pause

EMAIL = "camille@example.com"
LONG_AGO = NOW - dt.timedelta(days=200)
PERSONAL = ("camille", "Camille", "Roy", "12 rue Test", "Montréal", "H2X")


@pytest.fixture
def product(db: None) -> Product:
    """A product that can be subscribed to."""
    return jar(now=LONG_AGO)


@pytest.fixture
def person(db: None) -> User:
    """Somebody with an account."""
    return User.objects.create_user("camille", EMAIL)


def whole(order: Order) -> str:
    """All that is written down of an order, as one text."""
    order.refresh_from_db()
    rows = [order.__dict__, *order.events.values(), *order.lines.values(), *order.begun_subscriptions.values()]
    return json.dumps(rows, default=str, ensure_ascii=False)


def old_order(product: Product, **more: Any) -> Order:
    """An order that arrived long ago."""
    made = paid(Item(product, 1), Item(product, 1, 30), now=LONG_AGO, note="ring twice, Roy", **more)
    log(made, "note", now=LONG_AGO, text="Camille called")
    return ship(made, now=LONG_AGO, by=None, tracking="RR1")


def test_everything_is_given(product: Product, person: User) -> None:
    """Orders by account and by address, subscriptions, requests, messages; nothing of anybody else, and no secret link."""
    mine, bought_as_guest = old_order(product, user=person), ordered(Item(product, 1), now=NOW)
    other = ordered(Item(product, 1), now=NOW, email="other@example.com")
    ask(product, EMAIL, language="en", now=NOW)
    (keeper,) = [each for each in keepers() if each.name == "shop"]
    given = keeper.give(person)
    text = json.dumps(given, ensure_ascii=False)
    assert [each["number"] for each in given["orders"]] == [mine.number, bought_as_guest.number]
    assert len(given["subscriptions"]) == 1
    assert len(given["asked_to_be_told"]) == 1
    assert "order_paid" in text
    for secret in (mine.token, other.number, other.token, "other@example.com", "Camille called"):
        assert secret not in text


def test_the_account_lists_orders_and_subscriptions(product: Product, person: User) -> None:
    """The newest first, each with its page."""
    first, second = old_order(product, user=person), ordered(Item(product, 1), now=NOW)
    ordered(Item(product, 1), now=NOW, email="other@example.com")
    found = customer_records(person)
    assert [each.title for each in found.orders] == [second.number, first.number]
    assert first.token in found.orders[1].address
    assert len(found.subscriptions) == 1


def test_what_is_over_loses_its_person(product: Product, person: User) -> None:
    """Name, address, e-mail, notes and messages are gone; amounts, taxes and the province stay, and all books agree."""
    order = old_order(product, user=person)
    send_waiting(now=LONG_AGO)
    ask(product, EMAIL, language="en", now=NOW)
    Payer.objects.create(gateway="stripe", email=EMAIL, external_id="cus_1")
    Cart.objects.create(token="c" * 20, user=person, touched=NOW)
    before = (order.total, order.tax, order.quote)
    (keeper,) = [each for each in keepers() if each.name == "shop"]
    keeper.forget(person)
    text = whole(order)
    for each in PERSONAL:
        assert each not in text, each
    assert (order.total, order.tax, order.quote) == before
    assert (order.address["province"], order.address["country"], order.user) == ("QC", "CA", None)
    assert Subscription.objects.get().state == "cancelled"
    for left in (Message, RestockRequest, Payer, Cart):
        assert not left.objects.exists(), left
    assert [*money(), *stock()] == []


def test_what_is_under_way_arrives_first(product: Product, person: User) -> None:
    """A paid order keeps its address until it has had time to arrive; then the clock takes it off, once."""
    order = paid(Item(product, 1), now=NOW, user=person)
    send_waiting(now=NOW)
    forget_customer(EMAIL, person, now=NOW)
    forget_customer(EMAIL, person, now=NOW)
    order.refresh_from_db()
    assert order.address["name"] == "Camille Roy"
    assert OrderEvent.objects.filter(kind="forget_asked").count() == 1
    ship(order, now=NOW, by=None)
    send_waiting(now=NOW)
    assert forget_old(now=NOW + ARRIVES_WITHIN - dt.timedelta(days=1)) == 0
    assert forget_old(now=NOW + ARRIVES_WITHIN) == 1
    assert forget_old(now=NOW + ARRIVES_WITHIN) == 0
    text = whole(order)
    for each in PERSONAL:
        assert each not in text, each
    assert not Message.objects.exists()


def test_money_on_its_way_back_keeps_the_address(product: Product, person: User) -> None:
    """Somebody must be told that it went; after that the order is forgotten."""
    order = paid(Item(product, 1), now=NOW, user=person)
    cancel(order, reason="by the customer", now=NOW)
    send_all(now=NOW)
    forget_customer(EMAIL, person, now=NOW)
    assert "Camille Roy" in whole(order)
    (back,) = [each for attempt in order.attempts.all() for each in attempt.refunds.all()]
    mark_sent(back, now=NOW)
    assert forget_old(now=NOW) == 1
    assert "Camille Roy" not in whole(order)


def test_nobody_else_is_forgotten(product: Product, person: User) -> None:
    """Not those without an address either."""
    other = ordered(Item(product, 1), now=NOW, email="other@example.com")
    cancel(other, reason="x", now=NOW)
    nobody = User.objects.create_user("nobody", "")
    forget_customer("", nobody, now=NOW)
    forget_customer(EMAIL, person, now=NOW)
    other.refresh_from_db()
    assert other.email == "other@example.com"
    assert forget_old(now=NOW + dt.timedelta(days=400)) == 0


def test_orders_are_locked_before_subscriptions(
    product: Product, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when one is paid, so that neither waits for the other."""
    old_order(product, user=person)
    paid(Item(product, 1, 30), now=NOW, user=person)
    locked: list[str] = []

    def noted(module: Any, name: str) -> None:
        usual = getattr(module, name)

        def lock(key: int) -> Any:
            locked.append(name)
            return usual(key)

        monkeypatch.setattr(module, name, lock)

    noted(forgetting, "lock_order")
    noted(end, "lock_subscription")
    forget_customer(EMAIL, person, now=NOW)
    assert locked == ["lock_order"] * 2 + ["lock_subscription"] * 2


def test_a_delivery_that_was_ordered_meanwhile_is_forgotten_too(
    product: Product, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock places it after the orders were looked for, and before its subscription ends; it goes once it is over."""
    old_order(product, user=person)
    usual, late = end.write_end, []

    def after_the_clock(key: int, **more: Any) -> None:
        late.append(ordered(Item(product, 1), now=NOW))
        usual(key, **more)

    monkeypatch.setattr(end, "write_end", after_the_clock)
    forget_customer(EMAIL, person, now=NOW)
    (order,) = late
    assert "Camille" in whole(order)
    cancel(order, reason="the subscription was paused or ended", now=NOW)
    assert forget_old(now=NOW) == 1
    assert "Camille" not in whole(order)


def test_what_staff_wrote_of_a_subscription_goes_too(product: Product, person: User) -> None:
    """The reason for which they paused or ended it; what happened, and when, stays."""
    held = Subscription.objects.get(first_order=old_order(product, user=person))
    pause(held.pk, now=NOW, by=None, why="staff", reason="Camille Roy moves house")
    forget_customer(EMAIL, person, now=NOW)
    (event,) = held.events.filter(kind="paused")
    assert event.detail == {"why": "staff", "reason": ""}


def asked(*words: str, answer: str = "") -> Result:
    """`officinal customers …`."""
    return CliRunner().invoke(main, ["customers", *words], input=answer)


def test_a_guest_is_given_what_is_kept(product: Product) -> None:
    """By their address alone, as JSON; nothing of anybody else, and not the secret of a link."""
    mine = ordered(Item(product, 1), now=NOW)
    other = ordered(Item(product, 1), now=NOW, email="other@example.com")
    given = asked("give", EMAIL.upper())
    assert [each["number"] for each in json.loads(given.output)["orders"]] == [mine.number]
    assert mine.token not in given.output
    assert other.number not in given.output


def test_a_guest_is_forgotten(product: Product) -> None:
    """Once it is meant; what is under way stays until it is over, and the command says so."""
    over, under_way = old_order(product), paid(Item(product, 1), now=NOW)
    assert asked("forget", EMAIL, answer="n\n").exit_code == 1
    assert "Camille" in whole(over)
    done = asked("forget", EMAIL, answer="y\n")
    assert done.exit_code == 0, done.output
    assert "orders 2, subscriptions that go on 1" in done.output
    assert "orders forgotten: 1; subscriptions ended: 1" in done.output
    assert "orders under way: 1" in done.output
    assert "Camille" not in whole(over)
    assert "Camille" in whole(under_way)
    assert "subscriptions ended: 0" in asked("forget", EMAIL, "--yes").output
