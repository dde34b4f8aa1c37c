# SPDX-License-Identifier: Apache-2.0
"""What a source's text is: a page, plain text, or a shop's export."""

from __future__ import annotations

import re
from typing import Any, Literal

from officinal.errors import SourceError
from officinal.reading.sources.json_text import parse_json
from officinal.reading.sources.opened import Opened

Kind = Literal["html", "text", "shopify-json", "woocommerce-json", "json"]

_START = 4096
_JSON_OBJECT = re.compile(r'\{\s*+["}]')
_TAG = re.compile(
    r"<(?:!doctype|\?xml|/?(?:html|head|body|title|meta|link|script|style|main|article|section|header|footer|nav|aside|"
    r"div|span|p|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|a|b|i|em|strong|br|hr|img|font|center|form))[\s/>]",
    re.IGNORECASE,
)


def kind_of(text: str, opened: Opened) -> Kind:
    """What the text is, by its start; raises `SourceError` for broken JSON and for an export of several products."""
    start = text[:_START].lstrip() or text.lstrip()[:_START]
    if _JSON_OBJECT.match(start) or "json" in _media_type(opened):
        return kind_of_json(parse_json(text, opened.name), opened.name)
    if start.startswith("[") and (data := _json_or_none(text, opened.name)) is not None:
        return kind_of_json(data, opened.name)
    if "html" in _media_type(opened) or opened.name.lower().endswith((".html", ".htm", ".xhtml")):
        return "html"
    return "html" if _TAG.search(start) else "text"


def kind_of_json(data: Any, name: str) -> Kind:
    """Whose export the data is; raises `SourceError` where it does not hold exactly one product."""
    for kind, products in _exports(data):
        if products is not None:
            _check_one(len(products), name)
            return kind
    return "json"


def _exports(data: Any) -> tuple[tuple[Kind, list[Any] | None], ...]:
    from officinal.reading.structured.shopify import shopify_products
    from officinal.reading.structured.woocommerce import woocommerce_products

    return ("shopify-json", shopify_products(data)), ("woocommerce-json", woocommerce_products(data))


def _check_one(count: int, name: str) -> None:
    if count != 1:
        way_on = "give one product's address or export"
        raise SourceError(name, f"holds {count or 'no'} products", way_on, kind="products", count=count)


def _json_or_none(text: str, name: str) -> Any:
    try:
        return parse_json(text, name)
    except SourceError:
        return None


def _media_type(opened: Opened) -> str:
    return (opened.content_type or "").partition(";")[0].lower()
