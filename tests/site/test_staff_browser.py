# SPDX-License-Identifier: Apache-2.0
"""A member of staff at work in a real Chromium: edits a label, sees findings come, publishes in spite of one, compares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.site.accounts.browsing import (
    CHROMIUM,
    WIDTHS,
    chromium,
    fits_and_is_accessible,
    keep_picture,
    opened,
    signed_in,
)
from tests.site.staff_desk import address, person

from officinal.shop.models import Product

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver, chromium(driver) as started:
        yield started


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A page of somebody who keeps the catalogue."""
    with opened(browser, live_server.url) as made:
        signed_in(made, live_server.url, person("keeper", "view_product", "change_product", "add_product"))
        yield made


def _seen(page: Any, name: str) -> None:
    """Accessible, no wider than the screen, and kept for eyes."""
    assert fits_and_is_accessible(page) == [], name
    keep_picture(page, name)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_label_is_edited_and_published_with_an_error(
    page: Any, shelf: dict[str, Product], prefix: str, width: str
) -> None:
    """From the list to the form, the findings as one types, the reason that is asked for, the version and what changed."""
    name = f"staff-{prefix.strip('/') or 'en'}-{width}"
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme="dark" if width == "tablet" else "light")
    page.goto(f"{prefix}/admin/shop/product/")
    _seen(page, f"{name}-1-list")
    page.locator("#result_list a", has_text="Magnesium Bisglycinate").click()
    page.locator("#id_plain-tagline").fill("Calm nights")
    page.locator("#id_plain-licence_number").fill("")
    page.locator("#findings", has_text="L101").wait_for()
    assert 'tagline = "Calm nights"' in page.locator("#id_label_toml").input_value()
    _seen(page, f"{name}-2-live")
    page.locator("input[name=_save]").click()
    page.locator(".why .errorlist").wait_for()
    _seen(page, f"{name}-3-refused")
    assert shelf["clean"].versions.count() == 1
    page.locator("#id_reason").fill("The licence comes tomorrow")
    page.locator("input[name=_continue]").click()
    page.locator(".messagelist .success").first.wait_for()
    page.locator(".object-tools a").first.click()
    page.locator("table").wait_for()
    assert "The licence comes tomorrow" in page.locator("table").inner_text()
    assert "keeper" in page.locator("table").inner_text()
    _seen(page, f"{name}-4-versions")
    page.locator("form.versions button").click()
    page.locator("table.diff").wait_for()
    assert [each.strip() for each in page.locator(".diff .added code").all_inner_texts()] == ['tagline = "Calm nights"']
    assert any("licence_number" in each for each in page.locator(".diff .removed code").all_inner_texts())
    _seen(page, f"{name}-5-diff")
    version = shelf["clean"].versions.first()
    assert version is not None
    assert (version.number, version.reason) == (2, "The licence comes tomorrow")


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_other_staff_pages(page: Any, shelf: dict[str, Product], prefix: str) -> None:
    """The first page, a new product, an import: accessible on a phone, dark."""
    page.set_viewport_size({"width": 375, "height": 812})
    page.emulate_media(color_scheme="dark")
    for path in ("/admin/", address(None, "add/"), address(None, "import/"), address(shelf["open"], "versions/")):
        page.goto(prefix + path)
        _seen(page, f"staff-{prefix.strip('/') or 'en'}-phone-{path.strip('/').replace('/', '-')}")


def test_who_is_away_for_long_does_not_lose_their_work(page: Any, shelf: dict[str, Product], live_server: Any) -> None:
    """Asked who they are in between, and then it is saved: through the real guards of forms."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.models import User
    from django.contrib.sessions.models import Session
    from tests.site.accounts.people import app_code
    from tests.site.signing_in import SECRET

    EmailAddress.objects.create(user=User.objects.get(), email="keeper@example.com", verified=True, primary=True)
    page.goto(address(shelf["clean"]))
    page.locator("#id_plain-tagline").fill("Calm nights")
    page.locator("#id_label_toml").wait_for()
    session = Session.objects.get()
    held = session.get_decoded()
    held["account_authentication_methods"][0]["at"] -= 3600
    session.session_data = Session.objects.encode(held)  # type: ignore[attr-defined]
    session.save()
    page.locator("input[name=_save]").click()
    page.locator("#id_code").fill(app_code(SECRET))
    page.locator("main form button").first.click()
    page.locator(".messagelist .success").first.wait_for()
    assert Product.objects.get(pk=shelf["clean"].pk).label.tagline == "Calm nights"
