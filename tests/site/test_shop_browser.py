# SPDX-License-Identifier: Apache-2.0
"""The whole shop in a real Chromium on a phone, in both languages: people buy, subscribe, wait for stock; staff follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.orders.made import order_desk
from tests.site.accounts.browsing import CHROMIUM, chromium, signed_in
from tests.site.conftest import magnesium, put
from tests.site.shopping import (
    BUYER,
    desk,
    link_in_mail,
    order_it,
    phone,
    put_into_cart,
    seen,
    tab_to,
    ticked,
    write_address,
)

from officinal.shop.models import CartLine, Lot, Order, Product, RestockRequest, Subscription
from officinal.shop.payments.attempts import mark_paid
from officinal.shop.payments.audit import audit as money
from officinal.shop.stock.audit import audit as stock
from officinal.shop.stock.receive import receive
from officinal.shop.subscriptions.audit import audit as subscriptions

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
LANGUAGES = pytest.mark.parametrize("prefix", ["", "/fr"], ids=["en", "fr"])
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture(autouse=True)
def _mail_leads_here(settings: Any, live_server: Any) -> None:
    """Links in mail lead to the server of the test."""
    settings.SITE_ADDRESS = live_server.url


@pytest.fixture
def jar(db: None) -> Product:
    """Ten of a product that is also sold by subscription, of one lot."""
    made = put("jar", magnesium(), units=0, subscribe_percent_off=Decimal(20))
    receive(made, 10, now=timezone.now(), lot="L-1", expires_on=timezone.localdate() + dt.timedelta(days=500))
    return made


@pytest.fixture
def gone(db: None) -> Product:
    """A product of which there is none."""
    return put("gone", magnesium(name="Selenium Yeast"), units=0)


def sound() -> None:
    """Stock, money and subscriptions agree with each other."""
    assert [*money(), *stock(), *subscriptions()] == []


@SCRIPTS
@LANGUAGES
def test_somebody_buys_once(browser: Any, live_server: Any, jar: Product, prefix: str, script: bool) -> None:
    """From an empty cart to an order, its invoice, and the link in the mail; what is missing is said at its field."""
    name = f"shop-{prefix.strip('/') or 'en'}-buy"
    with phone(browser, live_server.url, script=script) as page:
        page.goto(f"{prefix}/cart/")
        seen(page, f"{name}-1-empty")
        put_into_cart(page, f"{prefix}/products/jar/", quantity=2)
        page.locator(".screening summary").click()
        page.locator("input[name=avoid]").first.check()
        page.locator(".screening form button").click()
        assert page.locator("input[name=avoid]").first.is_checked()
        seen(page, f"{name}-2-cart")
        page.locator("button[name=then]").click()
        seen(page, f"{name}-3-checkout")
        page.locator(".buttons button").click()
        assert page.locator(".field .error").count() == page.locator("[aria-invalid=true]").count() == 6
        first = page.locator("#id_email:focus")
        assert page.locator(f"#{first.get_attribute('aria-describedby')}").is_visible()
        assert page.locator("[role=alert] a").count() == 6
        seen(page, f"{name}-4-missing")
        write_address(page, postal_code="12345")
        page.locator(".buttons button[value=reckon]").click()
        assert page.locator("#id_postal_code:focus").count() == 1
        assert page.locator(".reckoning .sum").count() == 1, "the total does not wait for the postal code"
        write_address(page)
        page.locator("input[name=shipping]").last.check()
        page.locator(".buttons button[value=reckon]").click()
        seen(page, f"{name}-5-totals")
        page.locator("button[value=place]").click()
        page.wait_for_url("**/orders/*/")
        order = Order.objects.get()
        assert (order.state, order.email, order.language, order.lines.get().quantity) == (
            "awaiting", BUYER, prefix.strip("/") or "en", 2
        )  # fmt: skip
        seen(page, f"{name}-6-order")
        page.locator("a[href$='/invoice/']").click()
        page.locator("main.invoice").wait_for()
        seen(page, f"{name}-7-invoice")
        ticked()
        page.goto(link_in_mail(f"{prefix.strip('/')}/orders".strip("/")))
        assert order.number in page.locator("h1").inner_text()
        assert not CartLine.objects.exists()
    sound()


@SCRIPTS
@LANGUAGES
def test_somebody_subscribes_skips_swaps_and_ends(
    browser: Any, live_server: Any, jar: Product, prefix: str, script: bool
) -> None:
    """Beside a single purchase in one cart; then by the link in the mail, each in two clicks, and each told by mail."""
    zinc = put("zinc", magnesium(name="Zinc Picolinate"), units=5, subscribe_percent_off=Decimal(10))
    name = f"shop-{prefix.strip('/') or 'en'}-subscribe"
    with phone(browser, live_server.url, script=script) as page:
        put_into_cart(page, f"{prefix}/products/zinc/")
        put_into_cart(page, f"{prefix}/products/jar/", every=60)
        seen(page, f"{name}-1-cart")
        order = order_it(page)
        assert order.subtotal == Decimal("24.90") + Decimal("19.92")
        mark_paid(order, now=timezone.now(), by=None)
        held = Subscription.objects.get()
        assert (held.every_days, held.product) == (60, jar)
        page.reload()
        seen(page, f"{name}-2-order")
        ticked()
        page.goto(link_in_mail("subscriptions"))
        assert f"{prefix}/subscriptions/" in page.url.removeprefix(live_server.url)
        seen(page, f"{name}-3-subscription")
        page.locator("form[action$='/skip/'] button").click()
        page.locator("[role=status]").wait_for()
        seen(page, f"{name}-4-skipped")
        page.locator("details", has=page.locator("a[href$='/product/']")).locator("summary").click()
        page.locator("a[href$='/product/']").click()
        seen(page, f"{name}-5-choose")
        page.locator("button[value=zinc]").click()
        held.refresh_from_db()
        assert (held.cycle, held.product) == (2, zinc)
        ending = page.locator("details", has=page.locator("form[action$='/end/']"))
        ending.locator("summary").click()
        seen(page, f"{name}-6-sure")
        ending.locator("button").click()
        page.locator("[role=status]").wait_for()
        seen(page, f"{name}-7-ended")
        ticked()
        page.goto(link_in_mail("subscriptions"))
        assert page.locator(".order-state.cancelled").count() == 1
    held.refresh_from_db()
    assert held.state == Subscription.State.CANCELLED
    sound()


@LANGUAGES
def test_somebody_waits_for_stock_and_buys(browser: Any, live_server: Any, gone: Product, prefix: str) -> None:
    """Out of stock, tell me, confirm; staff receive a delivery; the mail leads back, and one buys. One message, no more."""
    name, language = f"shop-{prefix.strip('/') or 'en'}-wait", prefix.strip("/") or "en"
    with phone(browser, live_server.url) as page, desk(browser, live_server.url) as staff:
        page.goto(f"{prefix}/products/gone/#price")
        page.locator("#tell-me").fill("camille@example")
        page.locator("form[action$='/tell-me/'] button").click()
        page.locator("#email:focus").wait_for()
        seen(page, f"{name}-1-wrong")
        page.locator("#email").fill(BUYER)
        page.locator("form[action$='/tell-me/'] button").click()
        seen(page, f"{name}-2-asked")
        ticked()
        page.goto(link_in_mail("back-in-stock"))
        seen(page, f"{name}-3-confirm")
        assert RestockRequest.objects.get().state == "unconfirmed", "to look at a link confirms nothing"
        page.locator("main form button").click()
        seen(page, f"{name}-4-confirmed")
        ticked()
        assert RestockRequest.objects.get().state == "waiting"
        staff.goto(f"{prefix}/admin/shop/stock/")
        staff.locator(".object-tools a").first.click()
        staff.locator("#id_q").fill("selenium")
        staff.locator(".ask button").click()
        staff.locator(".rows a").click()
        staff.locator("#id_quantity").fill("2")
        staff.locator("#id_lot").fill("L-2")
        staff.locator("#id_expires_on").fill(f"{timezone.now().year + 1}-11")
        staff.locator("#id_reason").fill("note 4711")
        staff.locator("#receive button").click()
        staff.locator(".messagelist .success").wait_for()
        seen(staff, f"{name}-5-received")
        ticked()
        ticked()
        asked = RestockRequest.objects.get()
        assert (asked.state, asked.language) == ("told", language)
        page.goto(link_in_mail("products"))
        put_into_cart(page, page.url)
        order = order_it(page)
        assert order.lines.get().product == gone
        page.goto(f"{prefix}/back-in-stock/{asked.token}/leave/")
        seen(page, f"{name}-6-leave")
        page.locator("main form button").click()
        seen(page, f"{name}-7-left")
    assert not RestockRequest.objects.exists()
    sound()


@LANGUAGES
def test_staff_pack_refund_and_recall(browser: Any, live_server: Any, jar: Product, prefix: str) -> None:
    """What a customer ordered is paid, packed, sent, refunded in part and recalled; the customer sees each step."""
    name = f"shop-{prefix.strip('/') or 'en'}-staff"
    with phone(browser, live_server.url) as page, phone(browser, live_server.url) as staff:
        put_into_cart(page, f"{prefix}/products/jar/", quantity=3)
        order = order_it(page)
        signed_in(staff, live_server.url, order_desk("desk", "view_lot", "change_lot", "view_stock", "view_attempt"))
        staff.goto(f"{prefix}/admin/")
        seen(staff, f"{name}-1-desk")
        staff.goto(f"{prefix}/admin/shop/order/{order.pk}/change/")
        for deed in ("paid", "pack", "ship"):
            seen(staff, f"{name}-2-before-{deed}")
            staff.locator(f"form[action$='/{deed}/'] button").click()
            staff.locator(".messagelist .success").wait_for()
        page.reload()
        seen(page, f"{name}-3-sent")
        staff.locator("a[href$='/refund/']").click()
        staff.locator("form.refund input[type=number]").first.fill("1")
        staff.locator("form.refund #id_reason").fill("broken")
        staff.locator("form.refund button").click()
        seen(staff, f"{name}-4-refund")
        staff.locator("button[value=give]").click()
        staff.locator("form[action$='/sent/'] button").click()
        staff.locator(".messagelist .success").first.wait_for()
        seen(staff, f"{name}-5-refunded")
        ticked()
        page.goto(link_in_mail("orders"))
        assert page.locator(".refunds li").count() == 1
        seen(page, f"{name}-6-refunded")
        staff.goto(f"{prefix}/admin/shop/lot/recall/?code=l-1")
        if staff.locator("#orders ~ .scroll tbody tr").count() == 0:
            staff.locator(".ruled a", has_text="L-1").click()
        assert order.number in staff.locator("#orders ~ .scroll tbody").inner_text()
        assert BUYER in staff.locator("#orders ~ .scroll tbody").inner_text()
        staff.locator("#id_aside_reason").fill("recall 12")
        staff.locator("#aside button").click()
        staff.locator(".messagelist .success").wait_for()
        seen(staff, f"{name}-7-recall")
        page.goto(f"{prefix}/products/jar/")
        seen(page, f"{name}-8-product")
        assert page.locator("#tell-me").count() == 1, "what is recalled is not for sale"
    order.refresh_from_db()
    assert order.state == "shipped"
    assert order.refunded > 0
    assert Lot.objects.get(code="L-1").on_hand == 0
    sound()


def test_the_keyboard_alone_buys(browser: Any, live_server: Any, jar: Product) -> None:
    """From the product to the order; each stop can be seen, and Enter in a field neither takes a line out nor orders."""
    with phone(browser, live_server.url) as page:
        page.goto("/products/jar/")
        tab_to(page, "#quantity")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cart/**")
        tab_to(page, "input.few")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        page.locator("tfoot .number", has_text="74.70").wait_for()
        assert CartLine.objects.get().quantity == 3
        tab_to(page, "button[name=then]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/checkout/")
        for field, typed in (
            ("email", BUYER), ("name", "Camille Roy"), ("line1", "12 rue Test"), ("city", "Montréal"), ("to", "Queb"),
            ("postal_code", "h2x1y4"),
        ):  # fmt: skip
            tab_to(page, f"#id_{field}")
            page.keyboard.type(typed)
        page.keyboard.press("Enter")
        page.locator(".reckoning .sum").wait_for()
        tab_to(page, "#id_city")
        page.keyboard.press("Enter")
        page.locator(".reckoning .sum").wait_for()
        assert not Order.objects.exists()
        tab_to(page, "input[name=shipping]")
        page.keyboard.press("ArrowDown")
        tab_to(page, ".buttons button[value=reckon]")
        page.keyboard.press("Enter")
        page.locator(".reckoning .sum").wait_for()
        tab_to(page, "button[value=place]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/orders/*/")
    order = Order.objects.get()
    assert (order.lines.get().quantity, order.address["city"]) == (3, "Montréal")


@pytest.mark.parametrize("prefix", ["/fr"])  # the longer words
def test_a_cart_with_problems_and_a_long_one(
    browser: Any, live_server: Any, jar: Product, gone: Product, shelf: dict[str, Product], prefix: str
) -> None:
    """Sold-out lines say so and lead on; names without end and forty lines fit; nothing can be ordered meanwhile."""
    name = f"shop-{prefix.strip('/') or 'en'}-cart"
    with phone(browser, live_server.url) as page:
        for slug in ("hostile", "jar", "magnesium"):
            put_into_cart(page, f"{prefix}/products/{slug}/", quantity=2)
        first = CartLine.objects.select_related("cart").first()
        assert first is not None
        cart = first.cart
        cart.lines.filter(product=jar).update(quantity=11)
        CartLine.objects.create(cart=cart, product=gone, quantity=1)
        Product.objects.filter(slug="magnesium").update(published=False)
        page.reload()
        assert page.locator(".line-two.missing").count() == 3
        assert page.locator("button[name=then]").count() == 0
        assert page.locator(".missing a[href$='/products/gone/#price']").count() == 1
        seen(page, f"{name}-1-problems")
        page.goto(f"{prefix}/checkout/")
        page.wait_for_url("**/cart/?said=changed")
        seen(page, f"{name}-2-changed")
        cart.lines.exclude(product__slug="hostile").delete()
        for n in range(39):
            made = put(f"many-{n}", magnesium(name=f"Magnésium marin à libération prolongée n° {n}"), units=1)
            CartLine.objects.create(cart=cart, product=made, quantity=1)
        page.reload()
        assert page.locator(".cart-lines tbody tr").count() == 40
        seen(page, f"{name}-3-forty")
        put_into_cart(page, f"{prefix}/products/synergy/")
        assert page.locator("[role=alert]").count() == 1, "a cart holds forty lines"
        order_it(page)
        seen(page, f"{name}-4-forty-ordered")
        page.locator("a[href$='/invoice/']").click()
        page.locator("main.invoice").wait_for()
        seen(page, f"{name}-5-forty-invoice")
    sound()
