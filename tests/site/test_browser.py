# SPDX-License-Identifier: Apache-2.0
"""A newcomer's way through the site, in a real Chromium; every page held to WCAG by axe, at phone and desk width."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from officinal.shop.models import Product

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "magnesium-synergy.txt"
SHOTS = os.environ.get("OFFICINAL_SCREENSHOTS")
"""a folder to keep screenshots in; none are kept without it"""
WIDTHS = {"phone": (375, 812), "tablet": (768, 1024), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A page of a newcomer, whose console must stay silent."""
    context = browser.new_context(base_url=live_server.url)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not [each for each in said if "404" not in each and "422" not in each]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_every_page_is_accessible_and_fits(
    page: Any, shelf: dict[str, Product], prefix: str, width: str, theme: str
) -> None:
    """Nothing serious by axe, and nothing wider than the screen, in both languages and themes."""
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme=theme)
    for path in (
        "/",
        "/products/magnesium/",
        "/products/synergy/",
        "/check/",
        "/compare/?p=magnesium&p=synergy",
        "/substances/magnesium/",
    ):
        page.goto(prefix + path)
        grave = [each for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]
        assert not grave, [(path, each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in grave]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path, width)
        if SHOTS:
            name = f"{prefix.strip('/') or 'en'}-{path.strip('/').replace('/', '-').replace('?', '-') or 'home'}-{width}-{theme}.png"
            page.screenshot(path=str(Path(SHOTS) / name), full_page=True)


def test_a_newcomer_opens_a_statement(page: Any, shelf: dict[str, Product]) -> None:
    """From the shelf to a product, to what stands behind a claim, and the same page in French."""
    page.goto("/")
    page.get_by_role("searchbox").fill("magnesum")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Magnesium Bisglycinate").first.click()
    claim = page.locator("details.claim").first
    assert not claim.locator(".inside").is_visible()
    claim.locator("summary").click()
    assert claim.locator(".inside a").first.is_visible()
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/products/magnesium/", timeout=5_000)
    assert page.locator("html").get_attribute("lang") == "fr"


def test_a_person_chooses_who_it_is_for(page: Any, shelf: dict[str, Product]) -> None:
    """The bars change with the group, and the table says the same."""
    page.goto("/products/magnesium/")
    page.get_by_label("A day's amount, beside what is recommended for").select_option("man")
    page.locator(".who button").click()
    page.wait_for_url("**for=man**", timeout=5_000)
    assert page.locator(".bar").count() >= 1


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")
def test_a_pasted_page_lights_its_findings(page: Any, shelf: dict[str, Product]) -> None:
    """The seed page is pasted; a finding's words light up when it is focused, and the other way round."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/check/")
    page.get_by_label("Paste a product page, its HTML, or a label").fill(SEED.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.locator("[data-finding]").count() > 20
    finding = page.locator("[data-finding]").filter(has_text="C001").first
    finding.hover()
    lit = page.locator(".span.lit")
    assert lit.count() >= 1
    assert "side effects" in lit.first.inner_text()


def test_two_products_are_compared_without_a_script(browser: Any, live_server: Any, shelf: dict[str, Product]) -> None:
    """Everything works with JavaScript off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    for box in page.get_by_role("checkbox", name="Compare").all()[:2]:
        box.check()
    page.get_by_role("button", name="Compare what is ticked").click()
    assert page.locator("table.compare thead th").count() == 3
    context.close()


def test_the_keyboard_reaches_everything(page: Any, shelf: dict[str, Product]) -> None:
    """The first stop skips to the content; focus can be seen."""
    page.goto("/products/magnesium/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/magnesium/#main", timeout=5_000)
