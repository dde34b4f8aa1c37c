# SPDX-License-Identifier: Apache-2.0
"""What tests share that go through the shop in a real Chromium: a phone, a way through the checkout, links in mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core import mail
from django.utils import timezone
from tests.site.accounts.browsing import fits_and_is_accessible, keep_picture, opened, signed_in
from tests.site.staff_desk import person

from officinal.shop.models import Order
from officinal.shop.tick import tick

PHONE = {"width": 375, "height": 812}
BUYER = "camille@example.com"
ADDRESS = {"email": BUYER, "name": "Camille Roy", "line1": "12 rue Test", "city": "Montréal", "postal_code": "h2x1y4"}
KEEPER = ("view_stock", "change_stock", "view_lot", "change_lot", "view_movement", "view_order", "change_order")
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""


PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200))))"
"""the colours of a theme are those of the page once it is painted anew"""


@contextmanager
def phone(browser: Any, url: str, *, script: bool = True) -> Iterator[Any]:
    """The page of somebody with a phone; a form that is refused may be said in its console, nothing else."""
    with opened(browser, url, viewport=PHONE, java_script_enabled=script) as page:
        page.script = script
        yield page
        page.said[:] = [each for each in page.said if "400" not in each and "422" not in each]


@contextmanager
def desk(browser: Any, url: str, *more: str) -> Iterator[Any]:
    """The page of somebody of the staff, at a phone too."""
    with phone(browser, url) as page:
        signed_in(page, url, person("keeper", *KEEPER, *more))
        yield page


def seen(page: Any, name: str) -> None:
    """In both themes nothing serious by axe and nothing wider than the screen; nothing moves; kept for eyes."""
    if page.script:
        assert page.evaluate(SHIFTS) < 0.01, name
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        if page.script:
            page.evaluate(PAINTED)
        keep_picture(page, f"{name}-{theme}{'' if page.script else '-no-script'}")
        if page.script:
            grave = fits_and_is_accessible(page)
            assert grave == [], (name, theme, grave)


def put_into_cart(page: Any, path: str, *, every: int | None = None, quantity: int = 1) -> None:
    """From a product's page into the cart."""
    page.goto(path)
    if every is not None:
        page.locator("input[name=how][value=subscription]").check()
        page.locator("#every").select_option(str(every))
    page.locator("#quantity").fill(str(quantity))
    page.locator("form[action$='/cart/add/'] button").click()
    page.wait_for_url("**/cart/**")


def write_address(page: Any, **other: str) -> None:
    """Fill in where it goes."""
    for name, value in (ADDRESS | other).items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_to").select_option("CA-QC")


def order_it(page: Any) -> Order:
    """From the cart through the checkout to the order's page."""
    page.locator("button[name=then]").click()
    write_address(page)
    page.locator(".buttons button[value=reckon]").click()
    page.locator("button[value=place]").click()
    page.wait_for_url("**/orders/*/")
    return Order.objects.get(token=page.url.rstrip("/").rsplit("/", 1)[-1])


def ticked() -> None:
    """The shop does what is due by the clock, its mail too; none of it fails."""
    assert [each.what for each in tick(now=timezone.now()) if each.failed] == []


def link_in_mail(part: str, *, to: str = BUYER) -> str:
    """The newest link of a kind that somebody was sent; the message's HTML leads to the same."""
    for each in reversed(mail.outbox):
        found = re.search(rf"^(http\S*/{part}/\S+)$", str(each.body), re.MULTILINE)
        if each.to == [to] and found:
            [(html, _kind)] = each.alternatives  # type: ignore[attr-defined]
            assert f'href="{found[1]}"' in str(html)
            return found[1]
    raise AssertionError(f"nobody sent {to} a link to {part}: {[(each.to, each.subject) for each in mail.outbox]}")


def tab_to(page: Any, place: str) -> None:
    """With the Tab key alone; each stop on the way can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.locator(f"{place}:focus").count():
            return
    raise AssertionError(f"the keyboard does not reach {place}")
