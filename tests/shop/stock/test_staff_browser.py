# SPDX-License-Identifier: Apache-2.0
"""A member of staff at work in a real Chromium: receives a delivery, counts a lot, recalls one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.stock.goods import order, product
from tests.site.accounts.browsing import (
    CHROMIUM,
    WIDTHS,
    chromium,
    fits_and_is_accessible,
    keep_picture,
    opened,
    signed_in,
)
from tests.site.staff_desk import person

from officinal.shop.models import Lot
from officinal.shop.stock.allocate import allocate, ship
from officinal.shop.stock.receive import receive

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
ALL = ("view_stock", "change_stock", "view_lot", "change_lot", "view_movement", "view_order")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A page of somebody who keeps the stock."""
    with opened(browser, live_server.url) as made:
        signed_in(made, live_server.url, person("keeper", *ALL))
        yield made


def _seen(page: Any, name: str) -> None:
    """Accessible, no wider than the screen, and kept for eyes."""
    page.said[:] = [each for each in page.said if "422" not in each]  # a form that was refused
    assert fits_and_is_accessible(page) == [], name
    keep_picture(page, name)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_delivery_a_count_and_a_recall(page: Any, prefix: str, width: str) -> None:
    """From the list to the delivery, to the lot, to the orders that have units of it; each page is fit for all."""
    now, jar = timezone.now(), product(name="Magnesium Citrate")
    receive(jar, 3, now=now, lot="GOOD", expires_on=now.date() + dt.timedelta(days=400))
    name = f"stock-{prefix.strip('/') or 'en'}-{width}"
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme="dark" if width == "tablet" else "light")
    page.goto(f"{prefix}/admin/shop/stock/")
    _seen(page, f"{name}-1-list")
    page.locator(".object-tools a").first.click()
    page.locator("#id_q").fill("citrate")
    page.locator(".ask button").click()
    page.locator(".rows a").wait_for()
    _seen(page, f"{name}-2-choose")
    page.locator(".rows a").click()
    page.locator("#id_reason").fill("note 4711")
    page.locator("#receive button").click()
    page.locator(".errorlist").first.wait_for()
    _seen(page, f"{name}-3-refused")
    page.locator("#id_quantity").fill("9")
    page.locator("#id_lot").fill("BAD")
    page.locator("#id_expires_on").fill(f"{now.year + 1}-01")
    page.locator("#receive button").click()
    page.locator(".messagelist .success").wait_for()
    _seen(page, f"{name}-4-product")
    for sent in (True, False):
        made = order((jar, 2))
        allocate(made, now=now)
        if sent:
            ship(made, now=now)
    page.locator(".ruled a", has_text="BAD").click()
    page.locator("#id_counted").fill("6")
    page.locator("#id_count_reason").fill("one is broken")
    page.locator("#count button").click()
    page.locator(".messagelist .success").wait_for()
    _seen(page, f"{name}-5-lot")
    page.goto(f"{prefix}/admin/shop/lot/recall/?code=bad")
    _seen(page, f"{name}-6-recall")
    page.locator("#id_others_reason").fill("recall 12")
    page.locator("#others button").click()
    page.locator(".messagelist .success").wait_for()
    assert page.locator("#orders ~ .scroll tbody tr").count() == 1
    assert Lot.objects.get(code="BAD").on_hand == 0
    page.goto(f"{prefix}/admin/shop/movement/")
    _seen(page, f"{name}-7-ledger")
