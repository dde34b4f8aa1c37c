# SPDX-License-Identifier: Apache-2.0
"""What a customer sees of an order, by its link: where it stands, what to do, what it cost; and nobody without the link."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from tests.shop.orders.made import jar, ordered, paid

from officinal.shop.models import CartLine, Order, Product, Refund
from officinal.shop.orders.cancel import cancel, expire
from officinal.shop.orders.log import log
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import given_back, refund
from officinal.shop.orders.send import pack, returned, ship
from officinal.shop.payments.refunds import mark_sent, send_all

NOW = timezone.now()


@pytest.fixture
def product(db: None) -> Product:
    """A product of which there are twenty, of two lots."""
    return jar(now=NOW - dt.timedelta(days=40))


def text(client: Client, order: Order, rest: str = "", prefix: str = "") -> str:
    """A page of an order, as people read it."""
    answer = client.get(f"{prefix}/orders/{order.token}/{rest}")
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
    body = LexborHTMLParser(answer.content.decode()).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def steps(client: Client, order: Order) -> list[str]:
    """What the page says that happened, by its marks."""
    page = LexborHTMLParser(client.get(f"/orders/{order.token}/").content.decode())
    return [str(each.attributes["class"]) for each in page.css(".order-steps li")]


def test_the_page_tells_the_way_of_an_order(client: Client, product: Product) -> None:
    """Step by step, with the tracking number; lots, notes of the staff and their names are theirs alone."""
    order = ordered(Item(product, 7), now=NOW)
    assert steps(client, order) == ["placed"]
    order = paid(Item(product, 1), now=NOW)
    pack(order, now=NOW, by=None)
    log(order, "note", now=NOW, text="the neighbour is odd")
    assert steps(client, order) == ["placed", "paid", "packed"]
    ship(order, now=NOW, by=None, tracking="RR 123")
    assert steps(client, order) == ["placed", "paid", "packed", "shipped"]
    page = text(client, order)
    assert "RR 123" in page
    for hidden in ("L-SOON", "L-LATE", "neighbour", "marked"):
        assert hidden not in page


def test_how_to_pay_is_said_while_it_is_to_be_paid(client: Client, product: Product) -> None:
    """With the order's number and total; not a moment longer."""
    waits, done = ordered(Item(product, 1), now=NOW), paid(Item(product, 1), now=NOW)
    page = LexborHTMLParser(client.get(f"/orders/{waits.token}/").content.decode())
    how = page.css_first(".how-to-pay")
    assert how is not None
    assert waits.number in how.text()
    assert str(waits.total) in how.text()
    assert LexborHTMLParser(client.get(f"/orders/{done.token}/").content.decode()).css_first(".how-to-pay") is None


@pytest.mark.parametrize(("prefix", "hour"), [("", "8:42 p.m."), ("/fr", "20 h 42")])
def test_until_when_to_pay_is_told_by_the_clock_of_the_shop(
    client: Client, product: Product, settings: Any, prefix: str, hour: str
) -> None:
    """Its day, its hour and the name of its zone, not those of the machine; the invoice has the same day."""
    settings.TIME_ZONE = "America/Toronto"
    order = ordered(Item(product, 1), now=NOW)
    Order.objects.filter(pk=order.pk).update(pay_by=dt.datetime(2030, 1, 2, 1, 42, tzinfo=dt.UTC))
    page = text(client, order, prefix=prefix).replace("\u00a0", " ")
    said = re.search(rf"(?:1 janvier|Jan\. 1,) 2030\D+{re.escape(hour)} (?:EST|HNE)", page)
    assert said, page
    assert "UTC" not in page
    assert re.search(r"Jan\. 1, 2030|1 janvier 2030", text(client, order, "invoice/", prefix))


def test_what_goes_back_is_said_as_it_stands(client: Client, product: Product) -> None:
    """On its way, given back, or failed; the invoice takes off what was given."""
    order = paid(Item(product, 2), now=NOW)
    refund(order, Decimal("5.00"), reason="a dent", key="r1", now=NOW)
    send_all(now=NOW)
    assert "◐ $5.00" in text(client, order)
    assert "−$5.00" in text(client, order, "invoice/")
    mark_sent(Refund.objects.get(), now=NOW)
    assert "● $5.00" in text(client, order)
    assert "a dent" not in text(client, order)
    given_back(Refund.objects.get(), "failed", external_id="", why="refused", now=NOW)
    assert "✕ $5.00" in text(client, order)
    assert "−$5.00" not in text(client, order, "invoice/")


@pytest.mark.parametrize("end", [cancel, expire])
def test_what_was_called_off_can_be_ordered_again(client: Client, product: Product, end: object) -> None:
    """Its lines go into a cart as they were; what is sold no more is left out, and nothing is ordered."""
    other = jar(now=NOW, slug="other")
    order = ordered(Item(product, 2), Item(product, 1, 30), Item(other, 1), now=NOW)
    if end is cancel:
        cancel(order, reason="by the customer", now=NOW)
    else:
        expire(order, now=NOW)
    assert f"/orders/{order.token}/again/" in client.get(f"/orders/{order.token}/").content.decode()
    Product.objects.filter(pk=other.pk).update(published=False)
    assert client.post(f"/orders/{order.token}/again/").headers["Location"] == "/cart/"
    lines = {(each.product_id, each.every_days, each.quantity) for each in CartLine.objects.all()}
    assert lines == {(product.pk, None, 2), (product.pk, 30, 1)}
    assert client.get("/cart/").status_code == 200
    assert Order.objects.count() == 1


def test_a_customer_calls_off_until_it_is_packed(client: Client, product: Product) -> None:
    """Then the page says why not, and what can be done."""
    order = paid(Item(product, 1), now=NOW)
    pack(order, now=NOW, by=None)
    answer = client.post(f"/orders/{order.token}/call-off/", follow=True)
    assert 'role="alert"' in answer.content.decode()
    order.refresh_from_db()
    assert order.state == "packed"
    early = paid(Item(product, 1), now=NOW)
    client.post(f"/orders/{early.token}/call-off/")
    early.refresh_from_db()
    assert (early.state, early.refunded) == ("cancelled", early.paid)


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_invoice_adds_up(client: Client, product: Product, prefix: str) -> None:
    """Who sells, to whom, each tax with its rate and its registration number, and the total."""
    order = paid(Item(product, 2), now=NOW)
    page = text(client, order, "invoice/", prefix)
    taxes = order.quote["taxes"]
    assert taxes
    for tax in taxes:
        assert tax["registration"] in page
    assert "Camille Roy" in page
    assert str(order.total) in page.replace(",", ".")
    assert order.number in page


@pytest.mark.parametrize("rest", ["", "invoice/", "call-off/", "again/"])
def test_without_the_link_there_is_nothing(client: Client, product: Product, rest: str) -> None:
    """The number, a part of the token, another token, or nonsense lead nowhere; nor does asking the wrong way."""
    order = paid(Item(product, 1), now=NOW)
    for guess in (order.number, str(order.pk), order.token[:-1], order.token.swapcase(), "x", "%00", "a" * 300):
        for answer in (client.get(f"/orders/{guess}/{rest}"), client.post(f"/orders/{guess}/{rest}")):
            assert answer.status_code in (404, 405), guess
    order.refresh_from_db()
    assert order.state == "paid"
    if rest in ("call-off/", "again/"):
        assert client.get(f"/orders/{order.token}/{rest}").status_code == 405
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(f"/orders/{order.token}/{rest}").status_code == 403


def test_what_came_back_is_said(client: Client, product: Product) -> None:
    """Without the lot, and without what staff wrote about it."""
    order = paid(Item(product, 1), now=NOW)
    ship(order, now=NOW, by=None)
    own = order.lines.get().lots.get()
    returned(order, {own.pk: 1}, reason="opened by the cat", now=NOW, by=None)
    assert steps(client, order)[-1] == "returned"
    assert "cat" not in text(client, order).replace("Catalogue", "")
