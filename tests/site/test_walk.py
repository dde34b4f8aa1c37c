# SPDX-License-Identifier: Apache-2.0
"""Every address of the site, walked by people who may not see it: nobody's order, cart or subscription is read or changed.

Addresses are taken from the site's own list, so that a new one is walked without being named here. Links hold tokens of
192 random bits; who walks does not know them, but knows every number of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.shop.shelf import NOW, stock_up
from tests.site.conftest import magnesium, put
from tests.site.staff_desk import person

from officinal.shop.models import Cart, CartLine, Order, OrderEvent, Refund, RestockRequest, Stock, Subscription
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.payments.attempts import begin, mark_paid
from officinal.shop.restock.ask import ask

NAME, EMAIL = "Camille Geheim-Roy", "camille.private@example.com"
ADDRESS = {"name": NAME, "line1": "12 rue Test", "city": "Montréal", "province": "QC", "postal_code": "H2X 1Y4", "country": "CA"}  # fmt: skip
KEPT = (Order, OrderEvent, Refund, Subscription, Cart, CartLine, RestockRequest, Stock)


@pytest.fixture
def belongings(db: None) -> Order:
    """What one customer has with us: a paid order with a subscription, a cart, a request to be told."""
    product = stock_up(put("jar", magnesium(), units=0, subscribe_percent_off=Decimal(20)), 9)
    order = place(
        [Item(product, 1), Item(product, 1, 30)], Customer(EMAIL, ADDRESS), Terms("manual", "standard", "key-" + "k" * 30), now=NOW
    )  # fmt: skip
    begin(order, now=NOW)
    mark_paid(order, now=NOW, by=None)
    cart = Cart.objects.create(token="c" * 32, touched=NOW)
    CartLine.objects.create(cart=cart, product=product, quantity=2)
    ask(product, EMAIL, language="en", now=NOW)
    return order


def addresses(order: Order, patterns: Any = None, before: str = "/") -> Iterator[str]:
    """Every address of the site, numbers being those of the customer's own rows, tokens wrong ones."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = str(getattr(pattern.pattern, "_route", "")) or _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(order, pattern.url_patterns, before + route)
        elif isinstance(pattern, URLPattern):
            yield before + _filled(route, order)


def _plain(pattern: str) -> str:
    return "" if pattern in ("/", "") else pattern.strip("^$").removeprefix("/")


def _filled(route: str, order: Order) -> str:

    def value(match: re.Match[str]) -> str:
        kind, _, name = match.group(1).rpartition(":")
        if "token" in name or "key" in name:
            return "w" * 32
        if kind == "int" or name in ("object_id", "pk"):
            return str(order.pk)
        return {"slug": "jar", "id": "magnesium", "app_label": "shop", "name": "magnesium"}.get(name, "x")

    return re.sub(r"<([^>]+)>", value, route)


def rows() -> list[Any]:
    """All that must stay as it is."""
    return [list(model.objects.order_by("pk").values_list()) for model in KEPT]


def walkers() -> dict[str, Client]:
    """Who walks."""
    other, staff = Client(), Client()
    other.force_login(User.objects.create_user("other", "other@example.com"))
    staff.force_login(person("narrow", "view_product"))
    return {"somebody": Client(), "another customer": other, "staff who may see products alone": staff}


@pytest.mark.slow
def test_nobody_reads_or_changes_what_belongs_to_another(belongings: Order) -> None:
    """Neither by asking for an address nor by sending a form to it, in both languages."""
    before = rows()
    walked = {each for each in addresses(belongings) if "(" not in each and "\\" not in each}
    assert len(walked) > 60
    for who, client in walkers().items():
        client.raise_request_exception = False
        for address in sorted(walked | {f"/fr{each}" for each in walked}):
            for method in ("get", "post"):
                answer = getattr(client, method)(
                    address, {"quantity-1": "0", "remove": "1", "action": "cancel", "confirm": "yes"}
                )
                content = b"" if answer.streaming else answer.content
                assert answer.status_code < 500, (who, method, address)
                assert NAME.encode() not in content, (who, method, address)
                assert EMAIL.encode() not in content, (who, method, address)
        assert rows() == before, who


def test_the_walk_would_notice(belongings: Order, client: Client) -> None:
    """With the right token the same page does show the name: the walk looks for what is really there."""
    assert NAME in client.get(f"/orders/{belongings.token}/").content.decode()


def test_tokens_cannot_be_guessed(belongings: Order) -> None:
    """They are long, and no two are alike."""
    tokens = [belongings.token, belongings.begun_subscriptions.get().token, RestockRequest.objects.get().token]
    assert all(len(each) >= 32 for each in tokens)
    assert len(set(tokens)) == 3
