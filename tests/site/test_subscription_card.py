# SPDX-License-Identifier: Apache-2.0
"""A new card for a subscription, given in a browser to Stripe's stand-in, and charged for what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.payments.banks import AtStripe
from tests.shop.payments.conftest import _gateways, at_stripe, no_retries, shim_served
from tests.shop.subscriptions.made import ADDRESS, cycle, fresh, renewals
from tests.site.accounts.browsing import CHROMIUM, chromium, opened
from tests.site.conftest import magnesium, put

from officinal.shop.models import Order, Subscription
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.subscriptions.renew import renew_due

__all__ = ["_gateways", "at_stripe", "no_retries", "shim_served"]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
MONTH = dt.timedelta(days=30)
DECLINED = "4000000000000341"
"""can be saved, and is declined when it is charged"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture
def page(browser: Any, live_server: Any, at_stripe: AtStripe) -> Iterator[Any]:
    """A phone whose console must stay silent, so that the policy of the page lets the service's script do its work."""
    with opened(browser, live_server.url, viewport={"width": 375, "height": 812}) as made:
        yield made


@pytest.fixture
def held(db: None, at_stripe: AtStripe) -> Subscription:
    """A subscription that began a month ago, and whose card will be declined today."""
    begun = timezone.now() - MONTH
    jar = put("jar", magnesium(), units=5, subscribe_percent_off=Decimal(20))
    terms = Terms(gateway="stripe", shipping="standard", key="card-page")
    order = place([Item(jar, 1, 30)], Customer("camille@example.com", ADDRESS), terms, now=begun)
    at_stripe.pays(order)
    made = Subscription.objects.get(first_order=order)
    Subscription.objects.filter(pk=made.pk).update(next_on=timezone.localdate())
    return made


def gives(page: Any, number: str) -> None:
    """Somebody gives another card."""
    page.locator("main form button").click()
    page.locator("#test-card").fill(number)
    page.locator("#save button").click()
    page.wait_for_url("**said=card", timeout=15_000)


def test_a_new_card_is_saved_and_the_next_delivery_charged_to_it(
    page: Any, held: Subscription, at_stripe: AtStripe
) -> None:
    """Its number never comes here; the renewal is paid once."""
    page.goto(f"/subscriptions/{held.token}/card/")
    gives(page, "4242424242424242")
    new = fresh(held)
    assert (new.method, new.method_words) != (held.method, "")
    assert new.method != held.method
    assert "4242" in new.method_words
    renew_due(now=timezone.now())
    (order,) = renewals(held)
    assert (order.state, at_stripe.taken(order)) == (Order.State.PAID, [order.total])


def test_a_declined_card_is_replaced_and_the_delivery_comes_at_once(
    page: Any, held: Subscription, at_stripe: AtStripe
) -> None:
    """By the link of the mail that told of it."""
    page.goto(f"/fr/subscriptions/{held.token}/card/")
    gives(page, DECLINED)
    renew_due(now=timezone.now())
    assert cycle(held).attempts == 1
    page.goto(f"/fr/subscriptions/{held.token}/")
    page.locator(".unknown a[href$='/card/']").click()
    gives(page, "4242424242424242")
    (order,) = renewals(held)
    assert (order.state, at_stripe.taken(order)) == (Order.State.PAID, [order.total])
    assert fresh(held).state == Subscription.State.ACTIVE
