# SPDX-License-Identifier: Apache-2.0
"""Reading a page's Open Graph: https://ogp.me, and the `product:` properties of Facebook's catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from officinal.reading.structured.availability import availability_of
from officinal.reading.structured.gtin import gtin_of
from officinal.reading.structured.money import is_price
from officinal.reading.structured.offers import agreed
from officinal.reading.structured.plain import plain
from officinal.reading.structured.statement import Field, Statement

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_FIELDS: dict[str, Field] = {
    "og:title": "name",
    "og:description": "description",
    "og:url": "url",
    "og:image": "image",
    "product:brand": "brand",
    "og:brand": "brand",
    "product:price:amount": "price",
    "og:price:amount": "price",
    "product:price:currency": "currency",
    "og:price:currency": "currency",
    "product:original_price:amount": "regular_price",
    "product:availability": "availability",
    "og:availability": "availability",
    "product:retailer_item_id": "sku",
    "product:ean": "gtin",
    "product:upc": "gtin",
}
_SALE_PRICE = "product:sale_price:amount"
_OF_AN_OFFER = frozenset({"price", "currency", "availability", "regular_price"})
_MOST_ELEMENTS = 1000


def read_opengraph(tree: LexborHTMLParser) -> list[Statement]:
    """What a page's Open Graph states about its product: of each field the first, of its offer what it says once."""
    identity: dict[Field, Statement] = {}
    offer = []
    for statement in _statements(_properties(tree)):
        if statement.field in _OF_AN_OFFER:
            offer.append(statement)
        else:
            identity.setdefault(statement.field, statement)
    return [*identity.values(), *agreed(offer, "opengraph")[0]]


def _properties(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """The name and the text of each property that is one of ours."""
    found = []
    for node in tree.css("meta")[:_MOST_ELEMENTS]:
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        if (name in _FIELDS or name == _SALE_PRICE) and (text := plain(attributes.get("content"))):
            found.append((name, text))
    return found


def _statements(properties: list[tuple[str, str]]) -> Iterator[Statement]:
    """Each property's statement; beside a sale price, the price is the regular one."""
    on_sale = any(name == _SALE_PRICE for name, _ in properties)
    for name, text in properties:
        field: Field = "price" if name == _SALE_PRICE else _FIELDS[name]
        if on_sale and name.endswith(":price:amount"):
            field = "regular_price"
        if value := _value(field, text):
            yield Statement(field, value, f"opengraph {name}")


def _value(field: Field, text: str) -> str | None:
    if field == "availability":
        return availability_of(text)
    if field == "gtin":
        return gtin_of(text)
    if field in {"price", "regular_price"}:
        return text if is_price(text) else None
    return text
