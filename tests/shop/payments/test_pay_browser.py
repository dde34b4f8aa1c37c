# SPDX-License-Identifier: Apache-2.0
"""Somebody pays by card in a real Chromium, with a stand-in for Stripe's script that gives the card to the shim."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.shop.orders_made import make_order
from tests.shop.payments.banks import CARDS, AtStripe
from tests.shop.payments.books import stands

from officinal.shop.models import Order

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, live_server: Any, at_stripe: AtStripe) -> Iterator[Any]:
    """A page that fails the test where the browser complains of anything, a policy that forbids something too."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 375, "height": 800})
    made = context.new_page()
    complaints: list[str] = []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda said: complaints.append(said.text) if _complains(said) else None)
    yield made
    context.close()
    assert complaints == []


def _complains(said: Any) -> bool:
    """A declined card, or a line that broke, is no fault of the page."""
    return said.type == "error" and "status of 402" not in said.text and "ERR_FAILED" not in said.text


def goes_to_pay(page: Any, card: str = "") -> Order:
    """An order, and somebody before its payment page."""
    order = make_order(gateway="stripe")
    page.goto(f"/orders/{order.token}/pay/")
    if card:
        gives(page, card)
    return order


def gives(page: Any, card: str) -> None:
    """A card is typed in, and the button pressed."""
    page.get_by_label("Card number").fill(CARDS[card])
    page.get_by_role("button", name="Pay $29.00").click()


def arrives(page: Any, order: Order) -> None:
    """At the order's page, which is paid."""
    page.wait_for_url(f"**/orders/{order.token}/", timeout=10_000)
    assert stands(order) == ("paid", order.total, 0)


def test_a_card_pays(page: Any, at_stripe: AtStripe) -> None:
    """One field, one button, and the order's page says that it is paid."""
    order = goes_to_pay(page, "good")
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]


def test_a_declined_card_is_said_and_another_one_pays(page: Any, at_stripe: AtStripe) -> None:
    """The customer stays where they are, reads why, and gives another card."""
    order = goes_to_pay(page, "declined")
    page.get_by_role("alert").get_by_text("declined").wait_for(timeout=10_000)
    gives(page, "good")
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]
    assert [each.state for each in order.attempts.all()] == ["failed", "succeeded"]


@pytest.mark.parametrize("agrees", [True, False])
def test_the_bank_asks(page: Any, at_stripe: AtStripe, agrees: bool) -> None:
    """Who agrees has paid; who does not can try again."""
    order = goes_to_pay(page, "confirm")
    page.get_by_role("button", name="The bank agrees" if agrees else "The bank refuses").click()
    if not agrees:
        page.get_by_role("alert").get_by_text("authentication").wait_for(timeout=10_000)
        gives(page, "good")
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]


def test_who_leaves_before_the_bank_is_answered_comes_back_to_that_question(page: Any, at_stripe: AtStripe) -> None:
    """The page then asks for no card; the bank can be answered, or another card given."""
    order = goes_to_pay(page, "confirm")
    page.get_by_role("button", name="The bank agrees").wait_for(timeout=10_000)
    page.goto(page.url)
    page.get_by_role("button", name="Confirm with your bank").click()
    page.get_by_role("button", name="The bank agrees").wait_for(timeout=10_000)
    page.goto(page.url)
    page.get_by_role("button", name="Use another card").click()
    gives(page, "good")
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]
    assert [each.state for each in order.attempts.all()] == ["cancelled", "succeeded"]


def test_a_double_click_pays_once(page: Any, at_stripe: AtStripe) -> None:
    """The button is dead from the first press on."""
    order = goes_to_pay(page)
    page.get_by_label("Card number").fill(CARDS["good"])
    page.get_by_role("button", name="Pay $29.00").dblclick()
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]
    assert order.attempts.count() == 1


def test_two_tabs_pay_once(page: Any, at_stripe: AtStripe) -> None:
    """The second finds the order paid."""
    order = goes_to_pay(page)
    other = page.context.new_page()
    other.goto(page.url)
    gives(page, "good")
    arrives(page, order)
    gives(other, "good")
    arrives(other, order)
    assert at_stripe.taken(order) == [order.total]


def test_an_answer_that_is_lost_on_the_way_to_the_browser(page: Any, at_stripe: AtStripe) -> None:
    """The network breaks once: the page says so, and pressing again pays once."""
    order = goes_to_pay(page)
    lost: list[Any] = []

    def lose(route: Any) -> None:
        lost.append(route.fetch())
        route.abort()

    page.route("**/pay/start/", lose, times=1)
    gives(page, "good")
    page.get_by_role("alert").get_by_text("you pay once").wait_for(timeout=10_000)
    assert lost
    gives(page, "good")
    arrives(page, order)
    assert at_stripe.taken(order) == [order.total]


def test_without_scripts_there_is_another_way(browser: Any, live_server: Any, at_stripe: AtStripe) -> None:
    """It says what is missing, shows no dead button, and the other way works."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    order = goes_to_pay(page)
    assert "Paying by card needs JavaScript" in page.content()
    assert not page.locator("#pay button").is_visible()
    page.get_by_role("button", name="By invoice or e-transfer").click()
    page.get_by_text(f"with the message {order.number}").wait_for()
    context.close()


def test_without_the_services_script_it_says_so(browser: Any, live_server: Any, at_stripe: AtStripe) -> None:
    """Something keeps the card field away: the page says so and offers the other way."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.route("**/js.stripe.com/**", lambda route: route.abort())
    goes_to_pay(page)
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_role("button", name="Pay $29.00").is_disabled()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("way", ["stripe", "manual"])
def test_everybody_can_use_the_page(browser: Any, live_server: Any, at_stripe: AtStripe, scheme: str, way: str) -> None:
    """The checks of WCAG 2.2 that a program can make, and nothing that must be scrolled sideways on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 375, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    order = make_order(gateway=way)
    page.goto(f"/orders/{order.token}/pay/")
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()
