# SPDX-License-Identifier: Apache-2.0
"""A newcomer's way through the site, in a real Chromium; every page held to WCAG by axe, at phone and desk width."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.site.conftest import magnesium, put
from tests.site.desk import TEXT

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
    assert page.locator(".findings li").count() > 20
    finding = page.locator(".findings li").filter(has_text="C001").first
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
    assert page.locator("table.compare thead th").count() == 2
    context.close()


def test_the_keyboard_reaches_everything(page: Any, shelf: dict[str, Product]) -> None:
    """The first stop skips to the content; focus can be seen."""
    page.goto("/products/magnesium/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/magnesium/#main", timeout=5_000)


def _checked(page: Any, prefix: str = "") -> None:
    """The desk with the answer to a label that has something of everything."""
    page.goto(f"{prefix}/check/")
    page.locator("#text").fill(TEXT)
    page.locator("form.ask details button").click()
    page.locator(".answer").wait_for(timeout=5_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_answer_of_the_desk_is_accessible_and_fits(
    page: Any, shelf: dict[str, Product], prefix: str, width: str, theme: str
) -> None:
    """Each of its parts, its form, and a refusal: nothing serious by axe, nothing wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    def hold(what: str) -> None:
        grave = [each for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]
        assert not grave, [(what, each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in grave]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (what, width)
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{prefix.strip('/') or 'en'}-desk-{what}-{width}-{theme}.png"))

    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme=theme)
    _checked(page, prefix)
    hold("findings")
    for part in ("source", "record"):
        page.evaluate(f"location.hash = '{part}'")
        hold(part)
    page.locator("form.ask summary").click()
    hold("form")
    page.locator("#text").fill("Wheels")
    page.locator("form.ask details button").click()
    page.locator(".problem").wait_for(timeout=5_000)
    hold("refusal")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_desk_has_tabs_on_a_phone(browser: Any, live_server: Any, shelf: dict[str, Product], script: bool) -> None:
    """One part is seen at a time; a link into another part opens it, with and without a script."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 375, "height": 812}, java_script_enabled=script
    )
    page = context.new_page()
    _checked(page)
    assert [page.locator(f"#{part}").is_visible() for part in ("found", "source", "record")] == [True, False, False]
    page.locator(".tabs").get_by_role("link", name="Source").click()
    assert [page.locator(f"#{part}").is_visible() for part in ("found", "source", "record")] == [False, True, False]
    page.locator("#source .span.error").first.click()
    assert page.locator("#f0").is_visible()
    assert not page.locator("#source").is_visible()
    page.locator("#f0 blockquote a").click()
    place = page.locator("#source .span:target")
    assert place.is_visible()
    box = place.bounding_box()
    assert 0 <= box["y"] < 812, "the place is not on the screen"
    page.locator(".tabs").get_by_role("link", name="Record").click()
    page.locator("#record .leaf a").first.click()
    assert page.locator("#source").is_visible()
    if script:
        assert page.locator(".tabs [aria-current]").inner_text() == "Source"
    context.close()


def test_the_desk_shows_all_in_one_glance(page: Any, shelf: dict[str, Product]) -> None:
    """On a wide screen: what to do, the source on the left, findings and record on the right, all above the fold."""
    page.set_viewport_size({"width": 1440, "height": 900})
    _checked(page)
    places = {part: page.locator(f"#{part}").bounding_box() for part in ("source", "found", "record")}
    assert places["source"]["x"] < places["found"]["x"] < places["record"]["x"]
    assert all(each["y"] < 600 for each in places.values())
    assert page.locator("h1").bounding_box()["y"] < 200
    assert not page.locator(".tabs").is_visible()


def test_what_belongs_together_lights_together(page: Any, shelf: dict[str, Product]) -> None:
    """A finding, its words and its field: whichever is pointed at or focused, and nothing once it is left."""
    page.set_viewport_size({"width": 1440, "height": 900})
    _checked(page)
    lit = "(parts => parts.map(each => each.closest('section').id))([...document.querySelectorAll('.lit')])"
    amount = page.locator("#source .span.error", has_text="600 mg")
    amount.hover()
    assert set(page.evaluate(lit)) == {"source", "found", "record"}
    page.locator("h1").hover()
    assert page.evaluate(lit) == []
    page.locator(".findings li", has_text="R001").locator("blockquote a").focus()
    assert set(page.evaluate(lit)) == {"source", "found", "record"}
    page.locator("#record .leaf", has_text="600 mg").locator("a").first.focus()
    assert set(page.evaluate(lit)) == {"source", "found", "record"}


def test_the_desk_is_worked_by_keyboard(page: Any, shelf: dict[str, Product]) -> None:
    """From the form to the answer to a finding's place and back, with the focus always to be seen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/check/")
    page.locator("#text").focus()
    page.keyboard.insert_text(TEXT)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.matches('form.ask details button')"):
            break
    assert page.evaluate("document.activeElement.matches('form.ask details button')")
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for(timeout=5_000)
    page.locator(".start a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#f0", timeout=5_000)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#f0') !== null")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').closest('#source') !== null")
    stops = page.evaluate("document.querySelectorAll('#source a:not([tabindex=\"-1\"])').length")
    assert stops <= page.locator(".findings li").count(), "fields must not each be a stop on the way through the source"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_comparison_and_substances_are_accessible_and_fit(
    page: Any, shelf: dict[str, Product], width: str, theme: str
) -> None:
    """With remarks, with four columns, with medicines and studies: nothing serious, nothing wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    put("zinc", magnesium(name="Zinc"))
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page.emulate_media(color_scheme=theme)
    for prefix in ("", "/fr"):
        for path in (
            "/compare/",
            "/compare/?p=magnesium&p=synergy&p=zinc&p=hostile&p=none",
            "/substances/?q=zinc",
            "/substances/vitamin-d/",
            "/substances/hypromellose/",
            "/nowhere/",
        ):
            page.goto(prefix + path)
            found = Axe().run(page).response["violations"]
            grave = [each for each in found if each["impact"] in ("serious", "critical")]
            assert not grave, [(path, each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in grave]
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path, width)


def test_a_comparison_keeps_its_headings_in_sight(page: Any, shelf: dict[str, Product]) -> None:
    """On a phone the table scrolls sideways by keyboard, and what a row is about stays where it is."""
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/compare/?p=magnesium&p=synergy&p=hostile")
    region = page.get_by_role("region", name="Comparison, scrolls sideways")
    heading = region.locator("tbody th[scope=row]").first
    before = heading.bounding_box()["x"]
    region.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("each => each.scrollLeft") > 40
    assert abs(heading.bounding_box()["x"] - before) < 2
