# SPDX-License-Identifier: Apache-2.0
"""Reading a Shopify product: the `.json` of its address, the `.js` of its address, or the Admin API's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from officinal.reading.structured.gtin import gtin_of
from officinal.reading.structured.money import from_minor, is_more, is_price, same_price
from officinal.reading.structured.plain import plain, sound
from officinal.reading.structured.statement import Field, Statement

_MOST_VARIANTS = 2048  # Shopify's own bound


def shopify_products(data: Any) -> list[dict[str, Any]] | None:
    """The products of data in one of Shopify's forms; None for data that is in none of them."""
    if isinstance(data, list):
        found = data
    elif isinstance(data, dict):
        found = data["products"] if isinstance(data.get("products"), list) else [data.get("product", data)]
    else:
        return None
    products = [each for each in found if _is_product(each)]
    empty_list = isinstance(data, dict) and data.get("products") == []
    return products if empty_list or (products and len(products) == len(found)) else None


def _is_product(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("title"), str):
        return False
    return isinstance(value.get("variants"), list) and ("body_html" in value or "description" in value)


def read_shopify(data: Any) -> tuple[list[Statement], list[str], str]:
    """What a Shopify product states, what kept any of its offer from being stated, and its body as HTML."""
    product = next(iter(shopify_products(data) or []), None)
    if product is None:
        return [], ["shopify: this is no product"], ""
    variants = [each for each in product["variants"][:_MOST_VARIANTS] if isinstance(each, dict)]
    prices, problems = _prices(product, variants)
    statements = [*_identity(product), *_numbers(variants), *prices, *_availability(product, variants)]
    return statements, problems, sound(product.get("body_html")) or sound(product.get("description"))


def _identity(product: dict[str, Any]) -> Iterator[Statement]:
    fields: tuple[tuple[Field, str], ...] = (("name", "title"), ("brand", "vendor"))
    for field, key in fields:
        if text := plain(product.get(key)):
            yield Statement(field, text, f"shopify product.{key}")
    for key in ("image", "featured_image", "images"):
        image = product.get(key)
        image = image[0] if isinstance(image, list) and image else image
        if text := plain(image.get("src") if isinstance(image, dict) else image):
            yield Statement("image", text, f"shopify product.{key}")
            return


def _numbers(variants: list[dict[str, Any]]) -> Iterator[Statement]:
    """The stock number and the trade item number, where there is one for all variants."""
    if sku := _common(plain(each.get("sku")) for each in variants):
        yield Statement("sku", sku, "shopify product.variants.sku")
    if (barcode := _common(plain(each.get("barcode")) for each in variants)) and (gtin := gtin_of(barcode)):
        yield Statement("gtin", gtin, "shopify product.variants.barcode")


def _prices(product: dict[str, Any], variants: list[dict[str, Any]]) -> tuple[list[Statement], list[str]]:
    """The price, its currency and the regular price, where they are the same for all variants."""
    in_cents = "body_html" not in product
    places = variants or [product]
    where = "shopify product.variants" if variants else "shopify product"
    stated = [_price(each.get("price"), in_cents=in_cents) for each in places]
    price = _common_price(stated)
    if price is None:
        return [], [f"{len(places)} variants at different prices; name one"] if any(stated) else []
    statements = [Statement("price", price, f"{where}.price")]
    if currency := _common(plain(each.get("price_currency")) for each in places):
        statements.append(Statement("currency", currency, f"{where}.price_currency"))
    regular = _common_price([_price(each.get("compare_at_price"), in_cents=in_cents) for each in places])
    if regular and is_more(regular, price):
        statements.append(Statement("regular_price", regular, f"{where}.compare_at_price"))
    return statements, []


def _price(stated: Any, *, in_cents: bool) -> str | None:
    """A price as exact decimals: text as it is, a whole number as cents in the form that counts in cents."""
    if isinstance(stated, int) and not isinstance(stated, bool):
        return from_minor(stated) if in_cents else None
    text = plain(stated)
    return text if is_price(text) else None


def _availability(product: dict[str, Any], variants: list[dict[str, Any]]) -> Iterator[Statement]:
    if isinstance(available := product.get("available"), bool):
        yield Statement("availability", _in_stock(available), "shopify product.available")
        return
    stocks = {_stock(each) for each in variants}
    if len(stocks) == 1 and (stock := stocks.pop()):
        yield Statement("availability", *stock)


def _stock(variant: dict[str, Any]) -> tuple[str, str] | None:
    """Whether a variant is there, and where that is stated; None where stock is not counted or may be oversold."""
    if isinstance(available := variant.get("available"), bool):
        return _in_stock(available), "shopify product.variants.available"
    counted = variant.get("inventory_management", "shopify")
    quantity = variant.get("inventory_quantity")
    if (
        not counted
        or not isinstance(quantity, int)
        or (quantity <= 0 and variant.get("inventory_policy") == "continue")
    ):
        return None
    return _in_stock(quantity > 0), "shopify product.variants.inventory_quantity"


def _in_stock(available: bool) -> str:
    return "in_stock" if available else "out_of_stock"


def _common(texts: Iterable[str]) -> str | None:
    """The one text that all are; None where they differ or are empty."""
    different = set(texts)
    return (different.pop() or None) if len(different) == 1 else None


def _common_price(prices: list[str | None]) -> str | None:
    """The first of prices that are all equal; None where they differ or one is not stated."""
    different = {price and same_price(price) for price in prices}
    return prices[0] if len(different) == 1 else None
