# SPDX-License-Identifier: Apache-2.0
"""The product page in a real Chromium: nothing moves while it loads, and it prints as a leaflet."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.site.conftest import magnesium, put

from officinal.label import Label
from officinal.shop.models import Product

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
SHIFTS = """
() => new Promise(done => {
    let moved = 0, seen = 0;
    new PerformanceObserver(list => list.getEntries().forEach(each => { moved += each.value; seen += 1; }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done([moved, seen]), 400);
})
"""
"""how far things moved since the page began, and how often"""


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


def _full() -> Label:
    """A label with something in every part of its page."""
    return magnesium(
        tagline="100 mg a capsule",
        badges=["Vegan"],
        claims=[
            {"text": "Helps maintain muscle function", "verb": "maintain", "target": "muscle function"},
            {"text": "Without side effects", "mark": "absolute-safety"},
        ],
        studies=[
            {
                "heading": "Cramps",
                "summary": "It helps with cramps.",
                "citation": {"first_author": "Garrison SR", "year": 2020, "doi": "10.1002/14651858.CD009402.pub3"},
            }
        ],
        storage=["Keep in a cool, dry place."],
    )


@pytest.mark.parametrize("width", [375, 768, 1440])
@pytest.mark.parametrize("address", ["/products/full/", "/fr/products/full/?panel=us", "/products/synergy/"])
def test_nothing_moves_while_the_page_loads(
    browser: Any, live_server: Any, shelf: dict[str, Product], width: int, address: str
) -> None:
    """No layout shift at all, on a phone and on a desk."""
    put("full", _full())
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.mouse.wheel(0, 4000)
    assert page.evaluate(SHIFTS) == [0, 0]
    context.close()


def test_the_measure_of_movement_sees_movement(browser: Any, live_server: Any, shelf: dict[str, Product]) -> None:
    """It is not nothing because nothing is measured."""
    page = browser.new_page(base_url=live_server.url)
    page.goto("/products/magnesium/")
    page.wait_for_timeout(600)  # what follows a press or a load at once does not count
    page.evaluate("document.querySelector('main').style.paddingTop = '200px'")
    moved, seen = page.evaluate(SHIFTS)
    assert moved > 0
    assert seen == 1
    page.close()


def test_the_facts_change_market_without_a_script(browser: Any, live_server: Any, shelf: dict[str, Product]) -> None:
    """A link is enough, and the page comes back to where it was pressed."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/products/magnesium/")
    page.get_by_role("link", name="United States").click()
    page.wait_for_url("**?panel=us#facts", timeout=5_000)
    assert page.locator(".panel caption").inner_text().startswith("Supplement Facts")
    assert page.locator(".panels [aria-current]").inner_text() == "United States"
    context.close()


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_it_prints_as_a_leaflet(browser: Any, live_server: Any, db: None, prefix: str) -> None:
    """Risk first, every statement opened, no control, the address for more, on two sheets of A4 at the most."""
    put("full", _full())
    page = browser.new_page(base_url=live_server.url)
    page.goto(f"{prefix}/products/full/")
    assert not page.locator(".claim .inside").first.is_visible()
    page.emulate_media(media="print")
    for hidden in (".masthead", ".buy", ".who", ".panels", ".foot", ".skip", ".checked-rules"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in (
        "#risks",
        ".panel",
        ".bars-table",
        ".dose",
        ".claim .inside",
        ".told",
        ".study .inside",
        ".only-print",
    ):
        assert page.locator(shown).first.is_visible(), shown
    tops = [page.locator(f"#{part}").bounding_box() for part in ("risks", "facts")]
    assert tops[0]["y"] < tops[1]["y"]
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
    page.close()
