# SPDX-License-Identifier: Apache-2.0
"""The pages of subscriptions in a real Chromium: at every width, in both themes and languages, and without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.subscriptions.conftest import the_bank
from tests.shop.subscriptions.made import fresh, subscribed, tick
from tests.site.accounts.browsing import (
    CHROMIUM,
    WIDTHS,
    chromium,
    fits_and_is_accessible,
    keep_picture,
    opened,
    signed_in,
)
from tests.site.conftest import magnesium, put
from tests.site.staff_desk import person

from officinal.shop.models import Message, Subscription
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.pause import pause

__all__ = ["the_bank"]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


def lives(now: dt.datetime) -> dict[str, Subscription]:
    """One subscription of each kind that the page shows differently."""
    jar = put("jar", magnesium(), units=20, subscribe_percent_off=Decimal(20))
    zinc = put("zinc", magnesium(name="Zinc Picolinate"), units=5, subscribe_percent_off=Decimal(10))
    few = put("few", magnesium(name="Selenium Yeast"), units=1, subscribe_percent_off=Decimal(15))
    held = {
        "fresh": subscribed(jar, now=now, out_of_stock="swap", swap_to=zinc),
        "declined": subscribed(jar, card="poor", now=now - 30 * DAY),
        "confirm": subscribed(jar, card="asks", now=now - 30 * DAY),
        "waiting": subscribed(few, now=now - 30 * DAY),
        "invoice": subscribed(jar, by_hand=True, now=now - 30 * DAY),
        "late": subscribed(zinc, now=now - 65 * DAY, every=45, quantity=2),
        "failed": subscribed(jar, card="poor", now=now - 50 * DAY),
        "paused": subscribed(jar, now=now),
        "ended": subscribed(jar, now=now),
    }
    for days in (35, 20, 10, 0):
        tick(now - days * DAY)
    pause(held["paused"].pk, until=(now + 60 * DAY).date(), now=now)
    end(held["ended"].pk, now=now)
    return held


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(browser: Any, live_server: Any, width: str, theme: str) -> None:
    """Nothing serious by axe, nothing wider than the screen, every row opened, in both languages."""
    held = lives(timezone.now())
    paths = [(name, f"/subscriptions/{each.token}/") for name, each in held.items()]
    own = paths[0][1]
    paths += [
        ("product", f"{own}product/"),
        ("spare", f"{own}product/?for=spare"),
        ("nothing", f"{own}product/?q=xyzzy"),
    ]
    paths += [("address", f"{own}address/"), ("card", f"{own}card/")]
    size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
    with opened(browser, live_server.url, viewport=size, color_scheme=theme) as page:
        for prefix in ("", "/fr"):
            for name, path in paths:
                page.goto(prefix + path)
                page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
                assert fits_and_is_accessible(page) == [], (prefix, name)
                keep_picture(page, f"subscription-{prefix.strip('/') or 'en'}-{name}-{width}-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_staffs_pages_too(browser: Any, live_server: Any, width: str, theme: str) -> None:
    """The list, and one in each state."""
    held = lives(timezone.now())
    size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
    with opened(browser, live_server.url, viewport=size, color_scheme=theme) as page:
        signed_in(page, live_server.url, person("desk", "view_subscription", "change_subscription", "view_order"))
        for prefix in ("", "/fr"):
            for name in ("", "declined", "paused", "ended"):
                rest = f"{held[name].pk}/change/" if name else ""
                page.goto(f"{prefix}/admin/shop/subscription/{rest}")
                page.evaluate("document.querySelectorAll('#content details').forEach((each) => { each.open = true; })")
                assert fits_and_is_accessible(page) == [], (prefix, name)
                keep_picture(page, f"staff-{prefix.strip('/') or 'en'}-subscription-{name or 'list'}-{width}-{theme}")


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_phone_without_scripts_skips_swaps_and_ends(browser: Any, live_server: Any, prefix: str) -> None:
    """From the link of a mail: each in two clicks."""
    held = lives(timezone.now())["fresh"]
    size = {"width": 375, "height": 812}
    with opened(browser, live_server.url, viewport=size, java_script_enabled=False) as page:
        page.goto(f"{prefix}/subscriptions/{held.token}/")
        page.locator("form[action$='/skip/'] button").click()
        assert fresh(held).cycle == 2
        page.locator("details", has=page.locator("a[href$='/product/']")).locator("summary").click()
        page.locator("a[href$='/product/']").click()
        page.locator("button[value=zinc]").click()
        assert fresh(held).product.slug == "zinc"
        page.locator("details", has=page.locator("form[action$='/end/']")).locator("summary").click()
        page.locator("form[action$='/end/'] button").click()
        assert fresh(held).state == Subscription.State.CANCELLED
        assert page.url.split("?")[0].endswith(f"{prefix}/subscriptions/{held.token}/")
        assert Message.objects.filter(kind="subscription_ended", about__subscription=held.pk).count() == 1
