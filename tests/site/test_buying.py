# SPDX-License-Identifier: Apache-2.0
"""Somebody buys: from the product's page to the order's own, paid by hand."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from tests.shop.shelf import stock_up
from tests.site.conftest import magnesium, put

from officinal.shop.models import Cart, Order, Product, Stock
from officinal.shop.payments import audit as money
from officinal.shop.payments.attempts import mark_paid
from officinal.shop.stock import audit as stock

HERE = {"HTTP_ORIGIN": "http://testserver"}
ADDRESS = {
    "email": "Buyer@Example.com", "name": "Camille Roy", "line1": "12 rue Test", "line2": "", "city": "Montréal",
    "to": "CA-QC", "state": "", "postal_code": "h2x1y4", "note": "",
}  # fmt: skip


def add(client: Client, product: Product, quantity: int = 1, **more: str) -> None:
    """Put it into the cart."""
    sent = {"product": product.slug, "quantity": str(quantity), **more}
    assert client.post("/cart/add/", sent, **HERE).status_code == 302


def reckoned(client: Client, **more: str) -> dict[str, str]:
    """The form of the checkout with its totals, as it would be sent again."""
    page = client.post("/checkout/", ADDRESS | {"key": "k" * 30, "action": "reckon"} | more).content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found, page
    return ADDRESS | {"key": "k" * 30, "action": "place", "seen": found.group(1)} | more


@pytest.fixture
def jar(db: None) -> Product:
    """Three of a product that is also sold by subscription."""
    product = put("jar", magnesium(), units=0, subscribe_percent_off=Decimal(20))
    return stock_up(product, 3)


def test_an_order_is_placed_held_paid_and_allocated(client: Client, jar: Product) -> None:
    """One button on the product's page, one form, one order; staff mark it paid, and its units are its own."""
    add(client, jar, 2)
    sent = reckoned(client)
    answer = client.post("/checkout/", sent)
    order = Order.objects.get()
    assert answer.headers["Location"] == f"/orders/{order.token}/"
    assert (order.state, order.email, order.total) == (
        "awaiting",
        "buyer@example.com",
        order.subtotal + order.shipping + order.tax,
    )
    assert order.subtotal == Decimal("49.80")
    row = Stock.objects.get(product=jar)
    assert (row.on_hand, row.held, row.allocated) == (3, 2, 0)
    assert not Cart.objects.exists()
    mark_paid(order, now=timezone.now(), by=None)
    order.refresh_from_db()
    row.refresh_from_db()
    assert (order.state, order.paid) == ("paid", order.total)
    assert (row.on_hand, row.held, row.allocated) == (3, 0, 2)
    assert [*money.audit(), *stock.audit()] == []
    page = client.get(f"/fr/orders/{order.token}/").content.decode()
    assert "Camille Roy" in page


def test_the_same_form_sent_twice_is_one_order(client: Client, jar: Product) -> None:
    """A double click, a reload, a lost answer: the second leads to the first one's page."""
    add(client, jar)
    sent = reckoned(client)
    first, second = client.post("/checkout/", sent), client.post("/checkout/", sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Order.objects.count() == 1


def test_a_price_that_changed_is_shown_before_anything_is_ordered(client: Client, jar: Product) -> None:
    """The page says so and shows the new total; nothing is placed."""
    add(client, jar)
    sent = reckoned(client)
    Product.objects.filter(pk=jar.pk).update(price=Decimal("30.00"))
    page = client.post("/checkout/", sent).content.decode()
    assert 'role="alert"' in page
    assert "$30.00" in page
    assert not Order.objects.exists()


def test_what_is_gone_meanwhile_is_said_in_the_cart(client: Client, jar: Product) -> None:
    """Somebody else bought the last: the cart says how many are left, and no error is shown."""
    add(client, jar, 3)
    sent = reckoned(client)
    other = Client()
    add(other, jar, 2)
    other.post("/checkout/", reckoned(other, key="o" * 30))
    answer = client.post("/checkout/", sent, follow=True)
    assert answer.status_code == 200
    assert "only 1 left" in answer.content.decode()
    assert Order.objects.count() == 1


def test_a_form_from_another_site_puts_nothing_into_a_cart(jar: Product) -> None:
    """It is refused; where the browser says nothing, the visitor is asked once more, with a token."""
    client = Client(enforce_csrf_checks=True)
    sent = {"product": jar.slug, "quantity": "1"}
    assert client.post("/cart/add/", sent, HTTP_ORIGIN="https://elsewhere.example").status_code == 403
    asked = client.post("/cart/add/", sent)
    assert asked.status_code == 200
    assert not Cart.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', asked.content.decode())
    assert token
    assert client.post("/cart/add/", sent | {"csrfmiddlewaretoken": token.group(1)}).status_code == 302
    assert Cart.objects.count() == 1


def test_a_subscription_begins_when_it_is_paid(client: Client, jar: Product, django_user_model: type[User]) -> None:
    """−20 % on the line; the subscription stands from the payment on, with its next day and its promised price."""
    add(client, jar, 1, how="subscription", every="30")
    client.post("/checkout/", reckoned(client))
    order = Order.objects.get()
    assert order.subtotal == Decimal("19.92")
    assert not order.begun_subscriptions.exists()
    mark_paid(order, now=timezone.now(), by=None)
    begun = order.begun_subscriptions.get()
    assert (begun.every_days, begun.unit_price, begun.percent_off) == (30, Decimal("24.90"), Decimal(20))
    assert (begun.next_on - timezone.localdate()).days == 30
