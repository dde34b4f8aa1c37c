# SPDX-License-Identifier: Apache-2.0
"""Orders in a real Chromium: staff pack, refund and take back at a phone's width; every page held to WCAG by axe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.orders.made import jar, order_desk, ordered, paid
from tests.site.accounts.browsing import (
    CHROMIUM,
    WIDTHS,
    chromium,
    fits_and_is_accessible,
    keep_picture,
    opened,
    signed_in,
)

from officinal.shop.models import Message, Order, Refund
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.log import log
from officinal.shop.orders.place import Item
from officinal.shop.orders.refund import refund
from officinal.shop.orders.send import pack, ship
from officinal.shop.payments.audit import audit as money
from officinal.shop.payments.refunds import send_all
from officinal.shop.stock.audit import audit as stock
from officinal.shop.stock.receive import receive

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
NOW = timezone.now()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture
def orders(db: None) -> dict[str, Order]:
    """A shop at work: orders in every state, money to be sent back, a lot that expires, a product that runs low."""
    early = NOW - dt.timedelta(days=40)
    many, few = jar(200, now=early), jar(14, now=early, slug="few")
    receive(few, 2, now=early, lot="L-NEAR", expires_on=NOW.date() + dt.timedelta(days=20))
    waits = ordered(Item(many, 2), now=NOW - dt.timedelta(days=4), note="Please ring twice")
    packs = paid(Item(many, 3), Item(few, 9, 30), now=NOW - dt.timedelta(hours=5), note="Please ring twice")
    packed = pack(paid(Item(few, 2), now=NOW), now=NOW, by=None)
    sent = ship(paid(Item(many, 104), now=NOW), now=NOW, by=None, tracking="RR 123 456 785 CA")
    refund(sent, Decimal("24.90"), reason="broken on the way", key="r1", now=NOW)
    log(sent, "note", now=NOW, text="The carrier knows of it")
    gone = paid(Item(many, 1), now=NOW)
    cancel(gone, reason="by the customer", now=NOW)
    send_all(now=NOW)
    last = Refund.objects.order_by("pk").last()
    assert last is not None
    Refund.objects.filter(pk=last.pk).update(state="failed", why="refused")
    Order.objects.filter(pk=gone.pk).update(refunded=0)
    given_up = Message.objects.order_by("pk").first()
    assert given_up is not None
    Message.objects.filter(pk=given_up.pk).update(state="given_up")
    for order in (waits, packs, packed, sent, gone):
        order.refresh_from_db()
    return {"waits": waits, "packs": packs, "packed": packed, "sent": sent, "gone": gone}


def pages(orders: dict[str, Order]) -> dict[str, str]:
    """Every page that orders have, by name."""
    found = {"desk": "/admin/", "list": "/admin/shop/order/", "slips": "/admin/shop/order/slips/"}
    found |= {f"staff-{name}": f"/admin/shop/order/{each.pk}/change/" for name, each in orders.items()}
    found["refund"] = f"/admin/shop/order/{orders['sent'].pk}/refund/"
    found |= {f"own-{name}": f"/orders/{each.token}/" for name, each in orders.items()}
    found["invoice"] = f"/orders/{orders['packs'].token}/invoice/"
    return found


SEEN = [
    ("phone", "light", ""),
    ("phone", "dark", "/fr"),
    ("tablet", "light", "/fr"),
    ("desk", "light", ""),
    ("desk", "dark", ""),
]


@pytest.mark.parametrize(("width", "theme", "prefix"), SEEN)
def test_every_page_of_orders_is_accessible_and_fits(
    browser: Any, live_server: Any, orders: dict[str, Order], width: str, theme: str, prefix: str
) -> None:
    """No serious finding by axe; nothing is wider than the screen."""
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    with opened(browser, live_server.url, viewport=size, color_scheme=theme) as page:
        user = order_desk("desk", "view_stock", "view_lot", "view_message", "view_subscription", "view_attempt")
        signed_in(page, live_server.url, user)
        bad = {}
        for name, address in pages(orders).items():
            page.goto(f"{prefix}{address}")
            keep_picture(page, f"orders-{name}-{width}-{theme}{prefix.replace('/', '-')}")
            if found := fits_and_is_accessible(page):
                bad[name] = found
        assert not bad


def test_staff_pack_send_and_give_back_on_a_phone(browser: Any, live_server: Any, orders: dict[str, Order]) -> None:
    """From the desk to the order, its parcel, its money and its return, without a single script needed."""
    size = dict(zip(("width", "height"), WIDTHS["phone"], strict=True))
    order = orders["packs"]
    with opened(browser, live_server.url, viewport=size, java_script_enabled=False) as page:
        signed_in(page, live_server.url, order_desk("desk"))
        page.goto("/admin/")
        page.get_by_role("link", name=order.number).first.click()
        page.get_by_role("button", name="It is packed").click()
        page.get_by_label("Tracking number").fill("RR 1")
        page.get_by_role("button", name="It is on its way").click()
        page.get_by_role("link", name="Give money back").click()
        page.get_by_label("Units of").first.fill("1")
        page.get_by_label("Reason").fill("broken")
        page.get_by_role("button", name="See what it comes to").click()
        page.get_by_role("button", name="Give $").click()
        page.get_by_text("Units came back").click()
        page.get_by_label(", lot").first.fill("1")
        page.get_by_label("Reason").first.fill("unopened")
        page.get_by_role("button", name="Put back into the stock").click()
        assert page.locator(".messagelist .success").count() == 1
        keep_picture(page, "orders-after-work")
    order.refresh_from_db()
    assert order.state == "shipped"
    assert order.refunded > 24
    assert order.events.filter(kind="returned").count() == 1
    problems = [each for each in [*money(), *stock()] if orders["gone"].number not in each]
    assert problems == []


def test_staff_see_every_sum_on_a_phone(browser: Any, live_server: Any, orders: dict[str, Order]) -> None:
    """The lines and payments of an order stand below each other: nothing scrolls sideways, each sum is on the screen."""
    size = dict(zip(("width", "height"), WIDTHS["phone"], strict=True))
    with opened(browser, live_server.url, viewport=size) as page:
        signed_in(page, live_server.url, order_desk("desk", "view_attempt", "view_lot"))
        for name in ("packs", "sent"):
            page.goto(f"/fr/admin/shop/order/{orders[name].pk}/change/")
            assert page.locator(".stacks").count() == 2
            for each in page.locator(".stacks .number:not(thead *)").all():
                held = each.bounding_box()
                assert held is not None
                assert 0 <= held["x"] < held["x"] + held["width"] <= size["width"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_papers_fit_their_sheets(browser: Any, live_server: Any, orders: dict[str, Order], paper: str) -> None:
    """An invoice is one sheet; packing slips are as many sheets as orders."""
    paid(Item(orders["packs"].lines.all()[0].product, 1), now=NOW)
    with opened(browser, live_server.url) as page:
        signed_in(page, live_server.url, order_desk("desk"))
        for address, sheets in ((pages(orders)["invoice"], 1), (pages(orders)["slips"], 2)):
            page.goto(address)
            printed = page.pdf(format=paper)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets, address
