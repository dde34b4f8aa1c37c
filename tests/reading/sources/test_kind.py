# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

import pytest

from officinal.errors import SourceError
from officinal.reading.sources import Opened
from officinal.reading.sources.kind import kind_of

SHOPIFY = {"title": "Magnesium", "body_html": "<p>x</p>", "variants": []}
SHOPIFY_JS = {"title": "Magnesium", "description": "<p>x</p>", "price": 2499, "variants": []}
WOO = {"name": "Magnesium", "description": "x", "regular_price": "24.99", "stock_status": "instock"}
WOO_STORE = {"name": "Magnesium", "description": "x", "prices": {"price": "2499"}}


def _kind(text: str, content_type: str | None = None, name: str = "page") -> str:
    return kind_of(text, Opened(name, text.encode("utf-8", "replace"), content_type, None))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><title>x</title>", "html"),
        ("\n\n  <html lang=en>", "html"),
        ("<?xml version='1.0'?><html/>", "html"),
        ("<!-- saved --><div class='x'>", "html"),
        ("Magnesium<br>200 mg", "html"),
        (" " * 10000 + "<p>late</p>", "html"),
        ("Magnesium 200 mg\nless than <1% DV, a < b", "text"),
        ("Contact <info@example.com> or <https://example.com>", "text"),
        ("[Home] Magnesium", "text"),
        ("{{ product.title }} Magnesium", "text"),
        ("", "text"),
    ],
)
def test_pages_and_plain_text_are_told_apart(text: str, kind: str) -> None:
    """Markup near the start makes a page; brackets and comparisons do not."""
    assert _kind(text) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"product": SHOPIFY}, "shopify-json"),
        (SHOPIFY, "shopify-json"),
        ({"products": [SHOPIFY]}, "shopify-json"),
        ([SHOPIFY], "shopify-json"),
        (SHOPIFY_JS, "shopify-json"),
        (WOO, "woocommerce-json"),
        ([WOO], "woocommerce-json"),
        (WOO_STORE, "woocommerce-json"),
        ({"title": "Magnesium"}, "json"),
        ({}, "json"),
        ([1, 2], "json"),
        ([], "json"),
        ({"product": [1], "products": "x", "variants": 3}, "json"),
    ],
)
def test_exports_are_known_by_their_keys(data: object, kind: str) -> None:
    """Each shop's form is known wherever it comes from; any other JSON is just that."""
    assert _kind(json.dumps(data)) == kind


def test_a_declared_page_is_a_page() -> None:
    """What the web or the file's name calls HTML is HTML without any markup in it."""
    assert _kind("Magnesium", "text/html; charset=utf-8") == "html"
    assert _kind("Magnesium", name="page.HTM") == "html"


def test_a_page_served_as_plain_text_is_still_a_page() -> None:
    """Sites that hold saved pages serve them as plain text; the markup decides."""
    assert _kind("<!doctype html><p>x", "text/plain") == "html"


@pytest.mark.parametrize(
    ("data", "count"), [({"products": [SHOPIFY] * 3}, "3"), ([WOO] * 2, "2"), ({"products": []}, "no")]
)
def test_an_export_of_several_products_is_refused(data: object, count: str) -> None:
    """More products than one, or none, are counted, with the way on."""
    with pytest.raises(SourceError, match=f"page: holds {count} products; give one product's address"):
        _kind(json.dumps(data))


def test_broken_json_says_where() -> None:
    """JSON that does not parse gives the line and the column."""
    with pytest.raises(SourceError, match=r"is not valid JSON at line 2, column 11 \(Expecting value\)"):
        _kind('{"title": "x",\n "price": ,}')


@pytest.mark.parametrize("text", ['{"a":' * 100_000, '{"a":' + "[" * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    """JSON nested without end is refused in plain words."""
    with pytest.raises(SourceError, match="nested too deeply"):
        _kind(text)


def test_brackets_without_end_are_text() -> None:
    """What starts with a bracket need not be JSON, and is text where it is not."""
    assert _kind("[" * 100_000) == "text"


def test_a_huge_number_is_no_crash() -> None:
    """A number of a million digits is read as the text that it is."""
    assert _kind('{"a": ' + "9" * 1_000_000 + "}") == "json"


def test_declared_json_must_be_json() -> None:
    """What the web calls JSON but is not is an error, not a text."""
    with pytest.raises(SourceError, match="not valid JSON at line 1, column 1"):
        _kind("sorry", "application/json")
