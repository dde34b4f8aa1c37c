# SPDX-License-Identifier: Apache-2.0
"""Reading a WooCommerce product: the REST API's answer (v3), or the Store API's with its prices in minor units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from officinal.reading.structured.availability import availability_of
from officinal.reading.structured.gtin import gtin_of
from officinal.reading.structured.money import from_minor, is_more, is_price
from officinal.reading.structured.plain import plain, sound
from officinal.reading.structured.statement import Field, Statement

_ITS_OWN = ("regular_price", "stock_status", "prices", "price_html")
_TEXTS: tuple[tuple[Field, str], ...] = (("name", "name"), ("sku", "sku"), ("url", "permalink"))


def woocommerce_products(data: Any) -> list[dict[str, Any]] | None:
    """The products of data in one of WooCommerce's forms; None for data that is in none of them."""
    found = data if isinstance(data, list) else [data]
    products = [each for each in found if _is_product(each)]
    return products if products and len(products) == len(found) else None


def _is_product(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return False
    return ("description" in value or "short_description" in value) and any(each in value for each in _ITS_OWN)


def read_woocommerce(data: Any) -> tuple[list[Statement], list[str], str]:
    """What a WooCommerce product states, what kept its price from being stated, and its body as HTML."""
    product = next(iter(woocommerce_products(data) or []), None)
    if product is None:
        return [], ["woocommerce: this is no product"], ""
    prices = product.get("prices")
    amounts, problems = _store_prices(prices) if isinstance(prices, dict) else _rest_prices(product)
    body = "\n".join(filter(None, (sound(product.get(key)) for key in ("short_description", "description"))))
    return [*_identity(product), *amounts, *_availability(product)], problems, body


def _identity(product: dict[str, Any]) -> Iterator[Statement]:
    for field, key in _TEXTS:
        if text := plain(product.get(key)):
            yield Statement(field, text, f"woocommerce {key}")
    if gtin := gtin_of(plain(product.get("global_unique_id"))):
        yield Statement("gtin", gtin, "woocommerce global_unique_id")
    if brand := _first(product.get("brands"), "name"):
        yield Statement("brand", brand, "woocommerce brands.name")
    if image := _first(product.get("images"), "src"):
        yield Statement("image", image, "woocommerce images.src")


def _first(things: Any, key: str) -> str:
    return plain(things[0].get(key)) if isinstance(things, list) and things and isinstance(things[0], dict) else ""


def _rest_prices(product: dict[str, Any]) -> tuple[list[Statement], list[str]]:
    """The REST API's prices; that of a variable product is only the lowest of its variations'."""
    price, regular = plain(product.get("price")), plain(product.get("regular_price"))
    if product.get("type") == "variable":
        return [], [_variable(product.get("variations"))]
    return _with_regular(price or regular, regular, "woocommerce "), []


def _store_prices(prices: dict[str, Any]) -> tuple[list[Statement], list[str]]:
    """The Store API's prices, whose minor units it states."""
    digits = prices.get("currency_minor_unit")
    span = prices.get("price_range")
    if isinstance(span, dict) and span.get("min_amount") != span.get("max_amount"):
        return [], [_variable(None)]
    if not isinstance(digits, int):
        return [], ["woocommerce does not state the minor unit of its prices; none is taken"]
    price, regular = (from_minor(plain(prices.get(key)), digits) or "" for key in ("price", "regular_price"))
    statements = _with_regular(price, regular, "woocommerce prices.")
    if statements and (currency := plain(prices.get("currency_code"))):
        statements.append(Statement("currency", currency, "woocommerce prices.currency_code"))
    return statements, []


def _variable(variations: Any) -> str:
    count = f"{len(variations)} variations" if isinstance(variations, list) and variations else "variations"
    return f"{count} at different prices; name one"


def _with_regular(price: str, regular: str, where: str) -> list[Statement]:
    if not is_price(price):
        return []
    statements = [Statement("price", price, f"{where}price")]
    if is_more(regular, price):
        statements.append(Statement("regular_price", regular, f"{where}regular_price"))
    return statements


def _availability(product: dict[str, Any]) -> Iterator[Statement]:
    """The REST API's word for it, or the Store API's yes or no."""
    if availability := availability_of(plain(product.get("stock_status"))):
        yield Statement("availability", availability, "woocommerce stock_status")
    elif product.get("is_on_backorder") is True:
        yield Statement("availability", "back_order", "woocommerce is_on_backorder")
    elif isinstance(in_stock := product.get("is_in_stock"), bool):
        yield Statement("availability", "in_stock" if in_stock else "out_of_stock", "woocommerce is_in_stock")
