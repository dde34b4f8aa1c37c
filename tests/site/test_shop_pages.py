# SPDX-License-Identifier: Apache-2.0
"""Every page of the shop that customers see: valid HTML, links that lead somewhere, light, and forms that forgive."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from tests.shop.orders.made import jar as of_two_lots
from tests.shop.orders.made import ordered, paid
from tests.shop.subscriptions.conftest import the_bank  # noqa: F401
from tests.shop.subscriptions.made import subscribed
from tests.site.conftest import magnesium, put
from tests.site.desk import Answer
from tests.site.test_buying import ADDRESS, HERE, add

from officinal.shop.models import Cart, CartLine, Order, Product, RestockRequest
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import refund
from officinal.shop.orders.send import pack, ship
from officinal.shop.restock.ask import ask
from officinal.shop.seller import seller

PREFIXES = pytest.mark.parametrize("prefix", ["", "/fr"], ids=["en", "fr"])
STATIC = Path(__file__).resolve().parents[2] / "src/officinal/site/static/officinal"
NOW = timezone.now()
KEY = {"key": "k" * 30, "action": "reckon"}


@pytest.fixture
def five(client: Client, db: None) -> list[Product]:
    """Five products, two of them by subscription, in the client's cart."""
    made = [put(f"five-{n}", magnesium(name=f"Magnesium {n}"), subscribe_percent_off=Decimal(20)) for n in range(5)]
    for n, product in enumerate(made):
        add(client, product, **({"how": "subscription", "every": "60"} if n > 2 else {}))
    return made


def page(answer: Any, status: int = 200) -> Answer:
    """A valid page, each of its ids once, each way to a place inside it leading there."""
    assert answer.status_code == status
    html = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    found = Answer(html)
    assert len(found.ids) == len(set(found.ids)), html
    named = {each for _, held in found.elements for each in (held.get("aria-describedby") or "").split()}
    labelled = {str(held["for"]) for tag, held in found.elements if tag == "label" and held.get("for")}
    assert {*found.inner_links} | named | labelled <= {*found.ids}, html
    return found


def ways(found: Answer) -> set[str]:
    """The addresses of ours that a page links to; the forms that only take what is sent are left out."""
    led = {held.get("href") or "" for tag, held in found.elements if tag in ("a", "link")}
    return {each.partition("#")[0] for each in led if each.startswith("/") and not each.startswith("/static/")}


def problems(client: Client) -> None:
    """A cart in which each line has another problem, in forty lines of which one has no end."""
    cart = Cart.objects.get()
    long = put("long", magnesium(name='<b>"Endless&' + "x" * 300, brand="y" * 200))
    add(client, long, 50)
    gone, few, dear = (put(f"bad-{n}", magnesium(name=f"Bad {n}"), units=n) for n in (0, 1, 2))
    for product, quantity in ((gone, 1), (few, 5), (dear, 1)):
        CartLine.objects.create(cart=cart, product=product, quantity=quantity)
    Product.objects.filter(pk=dear.pk).update(price=None)
    sold_no_more = put("bad-4", magnesium(), published=True)
    CartLine.objects.create(cart=cart, product=sold_no_more, quantity=1)
    Product.objects.filter(pk=sold_no_more.pk).update(published=False)
    for n in range(40 - cart.lines.count()):
        CartLine.objects.create(cart=cart, product=put(f"more-{n}", magnesium(name=f"More {n}"), units=1), quantity=1)


@pytest.mark.slow
@PREFIXES
def test_cart_and_checkout_are_valid_and_lead_on(client: Client, five: list[Product], prefix: str) -> None:
    """Empty, full, with allergens, with each problem; the checkout empty, refused, with totals, abroad, too often."""
    send = f"{prefix}/checkout/"
    seen = [
        page(Client().get(f"{prefix}/cart/")),
        page(client.get(f"{prefix}/cart/")),
        page(client.get(f"{prefix}/cart/?avoid=milk&avoid=soy&avoid=nonsense&said=most")),
        page(client.get(send)),
        page(client.post(send, KEY)),
        page(client.post(send, ADDRESS | KEY | {"email": "no", "postal_code": "1"})),
        page(client.post(send, ADDRESS | KEY | {"to": "US", "postal_code": "10001"})),
        page(client.post(send, ADDRESS | KEY)),
        page(client.post(send, ADDRESS | KEY | {"action": "place", "seen": "0"})),
        page(client.get(f"{prefix}/nowhere/"), 404),
    ]
    problems(client)
    seen.append(page(client.get(f"{prefix}/cart/?said=too-many")))
    led = {each for found in seen for each in ways(found)} - {f"{other}/nowhere/" for other in ("", "/fr")}
    assert {f"{prefix}/products/five-0/", f"{prefix}/products/bad-0/"} <= led
    for way in led:
        assert client.get(way, follow=True).status_code == 200, way


@pytest.mark.slow
@PREFIXES
def test_waiting_for_stock_is_valid_and_leads_on(client: Client, prefix: str, db: None) -> None:
    """Each step; what is asked once more where a browser does not say whence it comes; and by a link, not by a form."""
    product = put("none", magnesium(name='None & "nothing"'), units=0)
    ask(product, "camille@example.com", language="en", now=NOW)
    token = RestockRequest.objects.get().token
    tell, add_it, own = f"{prefix}/products/none/tell-me/", f"{prefix}/cart/add/", f"{prefix}/back-in-stock/{token}/"
    strict = Client(enforce_csrf_checks=True)
    seen = [
        page(client.get(f"{prefix}/products/none/")),
        page(client.post(tell, {"email": "no"}, **HERE), 400),
        page(client.post(tell, {"email": "camille@example.com"}, **HERE)),
        page(strict.post(tell, {"email": "camille@example.com"})),
        page(strict.post(add_it, {"product": "none", "quantity": "1"})),
        page(client.get(own)),
        page(client.post(own)),
        page(client.get(f"{own}leave/")),
    ]
    for way in {each for found in seen for each in ways(found)}:
        assert client.get(way, follow=True).status_code == 200, way
    seen = [page(client.post(f"{own}leave/"))]
    assert client.get(tell, follow=True).redirect_chain == [(f"{prefix}/products/none/", 302)]
    assert client.get(add_it, follow=True).redirect_chain == [(f"{prefix}/cart/", 302)]
    for _ in range(25):
        answer = client.post(tell, {"email": "camille@example.com"}, **HERE)
    page(answer, 429)


def _orders(product: Product) -> list[Order]:
    """One in each state, one of them given back in part."""
    made = [ordered(Item(product, 1), now=NOW)]
    made += [paid(Item(product, 2), Item(product, 1, 30), now=NOW) for _ in range(4)]
    pack(made[2], now=NOW, by=None)
    ship(made[3], now=NOW, by=None, tracking="RR <1>")
    refund(made[3], Decimal("5.00"), reason="a dent", key="r1", now=NOW)
    cancel(made[4], reason="by the customer", now=NOW)
    return made


@pytest.mark.slow
@PREFIXES
def test_orders_and_subscriptions_are_valid_and_lead_on(client: Client, prefix: str, db: None) -> None:
    """In each state; their papers, what can be changed, and how they are paid."""
    product = of_two_lots(60, now=NOW)
    seen = [
        page(client.get(f"{prefix}/orders/{order.token}/{rest}", follow=True))
        for order in _orders(product)
        for rest in ("", "invoice/", "pay/")
    ]
    for held in (subscribed(product, now=NOW), subscribed(product, now=NOW, by_hand=True)):
        own = f"{prefix}/subscriptions/{held.token}/"
        rests = ("", "product/", "product/?for=spare", "product/?q=xyzzy", "address/", "card/")
        seen += [page(client.get(f"{own}{rest}", follow=True)) for rest in rests]
        for deed in ("skip", "pause", "resume", "end"):
            sent = {"delivery": "1"} if deed == "skip" else {}
            seen.append(page(client.post(f"{own}change/{deed}/", sent, follow=True)))
        seen.append(page(client.post(f"{own}address/", {}, follow=True)))
    for way in {each for found in seen for each in ways(found)}:
        assert client.get(way, follow=True).status_code == 200, way


def test_cart_and_checkout_are_light(
    client: Client, five: list[Product], django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    """Of five lines: at most twenty queries and, with the style sheet, 60 KB compressed; uncompressed as well."""
    css = (STATIC / "site.css").read_bytes()
    for ask_for in (
        lambda: client.get("/cart/?avoid=milk"),
        lambda: client.get("/fr/checkout/"),
        lambda: client.post("/checkout/", ADDRESS | KEY),
    ):
        with django_assert_max_num_queries(20):
            answer = ask_for()
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content)) + len(gzip.compress(css)) < 60_000
        assert len(answer.content) + len(css) < 60_000


def test_errors_are_said_at_their_fields(client: Client, five: list[Product]) -> None:
    """Each field with an error names its words, the first has the focus, and what was written is still there."""
    answer = client.post("/checkout/", ADDRESS | KEY | {"email": "no", "postal_code": "1", "city": "Québec <&>"})
    found = LexborHTMLParser(answer.content.decode())
    wrong = found.css("[aria-invalid=true]")
    assert [each.attributes["name"] for each in wrong] == ["email", "postal_code"]
    assert ["autofocus" in each.attributes for each in wrong] == [True, False]
    for each in wrong:
        words = found.css_first(f"#{each.attributes['aria-describedby']}")
        assert words is not None
        assert words.text().startswith("✕ ")
    assert [each.attributes["href"] for each in found.css("[role=alert] a")] == ["#id_email", "#id_postal_code"]
    city = found.css_first("#id_city")
    assert city is not None
    assert city.attributes["value"] == "Québec <&>"
    assert not Order.objects.exists()


def test_what_enter_presses_is_harmless(client: Client, five: list[Product]) -> None:
    """The first button of a form is what Enter presses: neither one that takes a line out nor one that orders."""
    cart = LexborHTMLParser(client.get("/cart/").content.decode())
    first = cart.css_first("#lines button")
    assert first is not None
    assert first.attributes.get("name") is None
    checkout = LexborHTMLParser(client.post("/checkout/", ADDRESS | KEY).content.decode())
    buttons = checkout.css("button[form=checkout], .checkout-form button")
    assert [each.attributes["value"] for each in buttons[:2]] == ["reckon", "speak"]
    assert "formaction" not in buttons[0].attributes


@PREFIXES
def test_another_language_keeps_what_was_typed(client: Client, five: list[Product], prefix: str) -> None:
    """The checkout's switch takes the whole form along; it scolds nobody, orders nothing, and needs its token."""
    path, other = (f"{each}/checkout/" for each in (prefix, "" if prefix else "/fr"))
    switch = LexborHTMLParser(client.get(path).content.decode()).css_first("nav button[form=checkout][value=speak]")
    assert switch is not None
    assert switch.attributes["formaction"] == other
    typed = ADDRESS | {"email": "not yet", "postal_code": "h2x", "note": "<ring> twice", "shipping": "express"}
    answer = client.post(other, typed | {"key": KEY["key"], "action": "speak"})
    found = LexborHTMLParser(answer.content.decode())
    for name in ("email", "name", "line1", "city", "postal_code"):
        field = found.css_first(f"#id_{name}")
        assert field is not None
        assert (field.attributes["value"], "aria-invalid" in field.attributes) == (typed[name], False)
    held = {each.attributes["name"]: each for each in found.css(".checkout-form input[type=hidden]")}
    assert held["key"].attributes["value"] == KEY["key"]
    note, to, way = (found.css_first(each) for each in ("#id_note", "#id_to [selected]", "[name=shipping][checked]"))
    assert note is not None
    assert note.text().strip() == "<ring> twice"
    assert to is not None
    assert to.attributes["value"] == "CA-QC"
    assert way is not None
    assert way.attributes["value"] == "express"
    assert found.css("[role=alert], p.error") == []
    assert not Order.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(other, typed | {"action": "speak"}).status_code == 403


def test_the_cart_adds_up_what_can_be_bought(client: Client, five: list[Product]) -> None:
    """A line that is sold out, too many, or without a price is not in the sum, which says so; without one it says nothing."""

    def summed() -> str:
        foot = LexborHTMLParser(client.get("/cart/").content.decode()).css_first(".cart-lines tfoot")
        assert foot is not None
        return foot.text()

    assert "114.54" in summed()  # three at 24.90, two at 19.92
    assert "▲" not in summed()
    CartLine.objects.filter(product=five[0]).update(quantity=50)
    Product.objects.filter(pk=five[1].pk).update(published=False)
    assert "64.74" in summed()
    assert "▲" in summed()


def test_to_the_checkout_keeps_what_was_changed(client: Client, five: list[Product]) -> None:
    """A number that was typed and not yet updated counts; one that cannot be sent is said instead."""
    line = CartLine.objects.order_by("pk").first()
    assert line is not None
    answer = client.post("/cart/change/", {f"quantity-{line.pk}": "2", "then": "checkout"})
    assert answer.headers["Location"] == "/checkout/"
    line.refresh_from_db()
    assert line.quantity == 2
    most = seller().most_of_one
    answer = client.post("/cart/change/", {f"quantity-{line.pk}": str(most + 1), "then": "checkout"}, follow=True)
    assert answer.redirect_chain == [("/cart/?said=most", 302)]
    alert = LexborHTMLParser(answer.content.decode()).css_first("[role=alert]")
    assert alert is not None
    assert str(most) in alert.text()
    line.refresh_from_db()
    assert line.quantity == most


def test_a_word_that_means_nothing_says_nothing(client: Client, five: list[Product]) -> None:
    """The address cannot make the cart say what is not so."""
    assert "alert" not in client.get("/cart/?said=%3Cb%3Eyou-won").content.decode()
