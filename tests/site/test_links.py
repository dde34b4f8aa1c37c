# SPDX-License-Identifier: Apache-2.0
"""Every link of the desk, the comparison and the substances leads somewhere, in both languages; every page is valid HTML."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest
from django.test import Client, RequestFactory
from tests.site.desk import PAGE, TEXT, Answer

from officinal.knowledge.load import load
from officinal.label import to_json
from officinal.shop.models import Product
from officinal.site.pages import errors

pytestmark = pytest.mark.django_db
PREFIXES = pytest.mark.parametrize("prefix", ["", "/fr"])
PAGES = (
    "/check/", "/compare/", "/compare/?p=magnesium&p=synergy&p=hostile", "/compare/?p=none&p=magnesium", "/substances/",
    "/substances/?q=zinc", "/substances/?q=moonwort", "/substances/?q=cobalamin", "/nowhere/",
)  # fmt: skip


def _inside(page: Answer) -> set[str]:
    """The addresses of ours that a page leads to, or sends a form to; files aside."""
    led = {each.get(name) or "" for _, each in page.elements for name in ("href", "action", "formaction", "src")}
    return {each.partition("#")[0] for each in led if each.startswith("/") and not each.startswith(("/static/", "//"))}


def _valid(html: str) -> Answer:
    html5lib.HTMLParser(strict=True).parse(html)
    page = Answer(html)
    assert len(page.ids) == len(set(page.ids))
    assert {*page.inner_links} <= {*page.ids}
    return page


@PREFIXES
def test_links_lead_to_pages(client: Client, shelf: dict[str, Product], prefix: str) -> None:
    """From each page; and a French page leads to French ones, but for the way to English."""
    led: dict[str, str] = {}
    for address in PAGES:
        response = client.get(prefix + address)
        page = _valid(response.content.decode())
        inside = _inside(page)
        if prefix:
            assert {each for each in inside if not each.startswith("/fr/")} <= {address}, address
        led |= dict.fromkeys(inside - {prefix + "/nowhere/", "/nowhere/", "/fr/nowhere/"}, address)
    assert len(led) > 60
    known = load().substances
    for link, address in led.items():
        parts = link.strip("/").split("/")
        if "substances" in parts and parts[-1] != "substances" and "?" not in link:
            assert unquote(parts[-1]) in known, f"{link} on {address}"
        else:
            assert client.get(link, follow=True).status_code == 200, f"{link} on {address}"


@PREFIXES
@pytest.mark.parametrize("sent", ["text", "page", "label", "nothing", "no product", "wrong market"])
def test_every_answer_of_the_desk_is_valid(client: Client, shelf: dict[str, Product], sent: str, prefix: str) -> None:
    """Whatever is sent; its links lead to pages, and each finding's provision to the web or nowhere."""
    data: dict[str, dict[str, Any]] = {
        "text": {"text": TEXT},
        "page": {"text": PAGE},
        "label": {"text": to_json(shelf["hostile"].label)},
        "nothing": {},
        "no product": {"text": 'Wheels & <chains> for "bicycles"'},
        "wrong market": {"text": TEXT, "market": "<mars>"},
    }
    response = client.post(f"{prefix}/check/", {"market": "ca", "as_of": "2026-11-25", **data[sent]})
    page = _valid(response.content.decode())
    for link in _inside(page):
        assert client.get(link, follow=True).status_code == 200, link
    outside = {each["href"] or "" for tag, each in page.elements if tag == "a" and "://" in (each.get("href") or "")}
    assert all(each.startswith(("https://", "http://www")) for each in outside), outside


@PREFIXES
@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
def test_every_page_of_an_error_is_valid(status: int, prefix: str) -> None:
    """And leads on."""
    request = RequestFactory().get(f"{prefix}/x/?q=<&>")
    page = _valid(errors.page(request, status, wait=7).content.decode())
    assert len(_inside(page)) > 5
    answer = errors.page(RequestFactory().get("/api/v1/x"), status)
    assert json.loads(answer.content)["detail"]


@pytest.mark.slow
@PREFIXES
def test_every_substance_has_a_valid_page(client: Client, shelf: dict[str, Product], prefix: str) -> None:
    """Each that the list leads to, its links among those that there are."""
    known, seen = load().substances, 0
    for id in sorted(each.id for each in known.values() if each.values or each.claims or each.risks or each.statuses):
        response = client.get(f"{prefix}/substances/{id}/")
        assert response.status_code == 200, id
        page = _valid(response.content.decode())
        for link in _inside(page):
            parts = link.strip("/").split("/")
            assert "substances" not in parts[:-1] or parts[-1] in known, f"{link} on {id}"
        seen += 1
    assert seen > 80
