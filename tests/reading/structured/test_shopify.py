# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest

from officinal.reading.sources.json_text import parse_json
from officinal.reading.structured import Statement, read_shopify

VARIANT = {"title": "120", "price": "24.99", "sku": "AOR04", "barcode": "036000291452", "compare_at_price": "29.99"}


def _product(*variants: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"title": "Magnesium", "vendor": "AOR", "body_html": "<p>x</p>", "variants": list(variants)} | changes


def _read(data: dict[str, Any]) -> dict[str, str]:
    return {each.field: each.value for each in read_shopify(data)[0]}


def test_a_product_states_itself_and_its_offer() -> None:
    """The usual form gives every field with the path that it stood at, and the body."""
    variant = VARIANT | {"price_currency": "CAD", "available": True}
    product = _product(variant, images=[{"src": "https://x/1.jpg"}])
    assert read_shopify({"product": product}) == (
        [
            Statement("name", "Magnesium", "shopify product.title"),
            Statement("brand", "AOR", "shopify product.vendor"),
            Statement("image", "https://x/1.jpg", "shopify product.images"),
            Statement("sku", "AOR04", "shopify product.variants.sku"),
            Statement("gtin", "036000291452", "shopify product.variants.barcode"),
            Statement("price", "24.99", "shopify product.variants.price"),
            Statement("currency", "CAD", "shopify product.variants.price_currency"),
            Statement("regular_price", "29.99", "shopify product.variants.compare_at_price"),
            Statement("availability", "in_stock", "shopify product.variants.available"),
        ],
        [],
        "<p>x</p>",
    )


def test_the_js_form_counts_in_cents() -> None:
    """The `.js` form holds whole cents and calls the body a description."""
    text = """{"title": "Magnesium", "description": "<p>x</p>", "price": 2499, "available": false,
               "featured_image": "//x/1.jpg", "variants": [{"price": 2499, "compare_at_price": 3000}]}"""
    statements, problems, body = read_shopify(parse_json(text, "page"))
    assert {each.field: each.value for each in statements} == {
        "name": "Magnesium",
        "image": "//x/1.jpg",
        "price": "24.99",
        "regular_price": "30.00",
        "availability": "out_of_stock",
    }
    assert (problems, body) == ([], "<p>x</p>")


@pytest.mark.parametrize(("cents", "price"), [(0, "0.00"), (5, "0.05"), (100, "1.00"), (10**15, None), (-1, None)])
def test_cents_become_exact_decimals(cents: int, price: str | None) -> None:
    """A count of cents is a price of two decimals, without rounding."""
    product = {"title": "x", "description": "", "variants": [{"price": cents}]}
    assert _read(product).get("price") == price


def test_variants_at_different_prices_are_counted() -> None:
    """Where variants cost differently there is no price, and the way on is said."""
    statements, problems, _ = read_shopify(_product(*({"price": f"{n}.00", "sku": str(n)} for n in (10, 20, 30))))
    assert [each.field for each in statements] == ["name", "brand"]
    assert problems == ["3 variants at different prices; name one"]


def test_a_variant_without_a_price_leaves_doubt() -> None:
    """One price among variants of which some state none is not the price of all."""
    assert "price" not in _read(_product({"price": "10.00"}, {}))


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ({"inventory_quantity": 3, "inventory_management": "shopify"}, "in_stock"),
        ({"inventory_quantity": 3}, "in_stock"),
        ({"inventory_quantity": 0, "inventory_policy": "deny"}, "out_of_stock"),
        ({"inventory_quantity": -2}, "out_of_stock"),
        ({"inventory_quantity": 0, "inventory_policy": "continue"}, None),
        ({"inventory_quantity": 0, "inventory_management": None}, None),
        ({"available": False, "inventory_quantity": 3}, "out_of_stock"),
        ({}, None),
    ],
)
def test_stock_is_what_the_variant_states(variant: dict[str, Any], said: str | None) -> None:
    """Availability is stated or counted; where stock is not counted, or may be oversold, nothing is said."""
    assert _read(_product(variant)).get("availability") == said


def test_variants_that_differ_in_stock_say_nothing() -> None:
    """Where one variant is there and another is not, the product is neither."""
    assert "availability" not in _read(_product({"available": True}, {"available": False}))


@pytest.mark.parametrize("regular", ["24.99", "19.99", "", None, "0.00"])
def test_a_regular_price_is_above_the_price(regular: str | None) -> None:
    """A compare-at price that is not above the price is none."""
    assert "regular_price" not in _read(_product(VARIANT | {"compare_at_price": regular}))


@pytest.mark.parametrize("barcode", ["036000291453", "AOR04", "", None, "0" * 12, 36000291452])
def test_a_false_barcode_is_left_out(barcode: object) -> None:
    """A barcode is a trade item number only when its check digit is right."""
    assert "gtin" not in _read(_product(VARIANT | {"barcode": barcode}))


@pytest.mark.parametrize(
    "product",
    [
        _product(), _product(None), _product({"price": []}), _product(vendor=3, image=[], images={}),  # type: ignore[arg-type]
        _product({"price": {}, "sku": [], "available": "x", "inventory_quantity": "3"}), _product(body_html=None),
    ],
)  # fmt: skip
def test_odd_values_state_nothing(product: dict[str, Any]) -> None:
    """Values of the wrong kind are passed over."""
    assert set(_read(product)) <= {"name", "brand"}


def test_every_wrapping_holds_the_same_product() -> None:
    """The product is read bare, wrapped, or as the only one of a list."""
    product = _product(VARIANT)
    for wrapped in ({"product": product}, {"products": [product]}, [product]):
        assert read_shopify(wrapped) == read_shopify(product)


def test_what_is_no_product_is_said() -> None:
    """Other data is named as no product."""
    assert read_shopify({"title": "x"}) == ([], ["shopify: this is no product"], "")
