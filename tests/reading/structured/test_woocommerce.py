# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest

from officinal.reading.structured import Statement, read_woocommerce

REST = {
    "name": "Magnesium &#8211; 120",
    "sku": "AOR04",
    "permalink": "https://x/p",
    "type": "simple",
    "price": "19.99",
    "regular_price": "24.99",
    "sale_price": "19.99",
    "stock_status": "instock",
    "global_unique_id": "4006381333931",
    "brands": [{"name": "AOR"}],
    "images": [{"src": "https://x/1.jpg"}],
    "short_description": "<p>short</p>",
    "description": "<p>long</p>",
}
PRICES = {
    "price": "1999",
    "regular_price": "2499",
    "currency_code": "CAD",
    "currency_minor_unit": 2,
    "price_range": None,
}
STORE = {"name": "Magnesium", "description": "<p>long</p>", "prices": PRICES, "is_in_stock": True}


def _read(data: dict[str, Any]) -> dict[str, str]:
    return {each.field: each.value for each in read_woocommerce(data)[0]}


def test_the_rest_answer_states_itself_and_its_offer() -> None:
    """The REST API's answer gives every field with its path, and both descriptions as the body."""
    assert read_woocommerce(REST) == (
        [
            Statement("name", "Magnesium – 120", "woocommerce name"),
            Statement("sku", "AOR04", "woocommerce sku"),
            Statement("url", "https://x/p", "woocommerce permalink"),
            Statement("gtin", "4006381333931", "woocommerce global_unique_id"),
            Statement("brand", "AOR", "woocommerce brands.name"),
            Statement("image", "https://x/1.jpg", "woocommerce images.src"),
            Statement("price", "19.99", "woocommerce price"),
            Statement("regular_price", "24.99", "woocommerce regular_price"),
            Statement("availability", "in_stock", "woocommerce stock_status"),
        ],
        [],
        "<p>short</p>\n<p>long</p>",
    )


def test_the_store_answer_counts_in_minor_units() -> None:
    """The Store API's prices are whole minor units with their currency."""
    assert _read(STORE) == {
        "name": "Magnesium", "price": "19.99", "regular_price": "24.99", "currency": "CAD", "availability": "in_stock",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("minor", "digits", "price"),
    [("1999", 0, "1999"), ("1999", 3, "1.999"), ("5", 2, "0.05"), ("x", 2, None), ("1", 99, None), ("9" * 99, 2, None)],
)
def test_the_minor_unit_is_the_currency_own(minor: str, digits: int, price: str | None) -> None:
    """Yen have no minor unit and dinars have three digits of it."""
    prices = PRICES | {"price": minor, "currency_minor_unit": digits}
    assert _read(STORE | {"prices": prices}).get("price") == price


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (REST | {"type": "variable", "variations": [1, 2, 3]}, "3 variations at different prices; name one"),
        (
            STORE | {"prices": PRICES | {"price_range": {"min_amount": "1", "max_amount": "2"}}},
            "variations at different prices; name one",
        ),
        (
            STORE | {"prices": {"price": "1999"}},
            "woocommerce does not state the minor unit of its prices; none is taken",
        ),
    ],
)
def test_prices_in_doubt_are_left_out(data: dict[str, Any], problem: str) -> None:
    """The lowest of several prices, and a price in an unknown unit, are not taken."""
    statements, problems, _ = read_woocommerce(data)
    assert problems == [problem]
    assert not {"price", "regular_price", "currency"} & {each.field for each in statements}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (REST | {"stock_status": "outofstock"}, "out_of_stock"),
        (REST | {"stock_status": "onbackorder"}, "back_order"),
        (REST | {"stock_status": ""}, None),
        (STORE | {"is_in_stock": False}, "out_of_stock"),
        (STORE | {"is_on_backorder": True}, "back_order"),
        (STORE | {"is_in_stock": None}, None),
    ],
)
def test_stock_is_in_the_record_words(data: dict[str, Any], said: str | None) -> None:
    """Both APIs' ways of stating stock become the record's words."""
    assert _read(data).get("availability") == said


@pytest.mark.parametrize(
    "changes",
    [{"price": "", "regular_price": ""}, {"brands": "AOR"}, {"images": [None]}, {"sku": None}, {"description": 3}],
)
def test_odd_values_state_nothing(changes: dict[str, Any]) -> None:
    """Values of the wrong kind are passed over."""
    assert _read(REST | changes)["name"] == "Magnesium – 120"


def test_a_list_of_one_is_that_one() -> None:
    """A search by address answers with a list, whose only product is read."""
    assert read_woocommerce([REST]) == read_woocommerce(REST)


def test_what_is_no_product_is_said() -> None:
    """Other data is named as no product."""
    assert read_woocommerce({"name": "x"}) == ([], ["woocommerce: this is no product"], "")
