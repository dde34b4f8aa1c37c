# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from officinal.reading.structured import Statement, read_opengraph


def _statements(*properties: tuple[str, str]) -> list[Statement]:
    html = "".join(f'<meta property="{name}" content="{content}">' for name, content in properties)
    return read_opengraph(LexborHTMLParser(f"<head>{html}</head>"))


def _read(*properties: tuple[str, str]) -> dict[str, str]:
    return {each.field: each.value for each in _statements(*properties)}


def test_a_product_states_itself_and_its_offer() -> None:
    """Each property that we know gives its field, with the property as its path; the site's name is no brand."""
    assert _statements(
        ("og:site_name", "Shop"),
        ("og:title", "Magnesium &amp;amp; more"),
        ("og:type", "product"),
        ("product:brand", "AOR"),
        ("product:price:amount", "24.99"),
        ("product:price:currency", "CAD"),
        ("product:availability", "in stock"),
        ("product:retailer_item_id", "AOR04"),
    ) == [
        Statement("name", "Magnesium & more", "opengraph og:title"),
        Statement("brand", "AOR", "opengraph product:brand"),
        Statement("sku", "AOR04", "opengraph product:retailer_item_id"),
        Statement("price", "24.99", "opengraph product:price:amount"),
        Statement("currency", "CAD", "opengraph product:price:currency"),
        Statement("availability", "in_stock", "opengraph product:availability"),
    ]


def test_the_name_attribute_serves_as_well() -> None:
    """Pages that write `name` for `property` are read too."""
    html = '<meta name="og:price:amount" content="24.99"><meta name="description" content="x"><meta charset="utf-8">'
    assert [each.value for each in read_opengraph(LexborHTMLParser(html))] == ["24.99"]


@pytest.mark.parametrize(
    ("properties", "price"),
    [
        ([("og:price:amount", "24.99"), ("product:price:amount", "24.990")], "24.99"),
        ([("og:price:amount", "24.99"), ("product:price:amount", "19.99")], None),
        ([("og:price:amount", "24.99"), ("og:price:currency", "CAD"), ("product:price:currency", "USD")], None),
        ([("og:price:amount", "free")], None),
        ([("og:price:amount", "")], None),
    ],
)
def test_a_price_must_be_one(properties: list[tuple[str, str]], price: str | None) -> None:
    """A price said twice alike is one; said differently it is none."""
    assert _read(*properties).get("price") == price


def test_a_sale_price_is_the_price() -> None:
    """Beside a sale price the price is the regular one."""
    read = _read(("product:price:amount", "24.99"), ("product:sale_price:amount", "19.99"))
    assert read == {"price": "19.99", "regular_price": "24.99"}


def test_the_first_of_several_is_taken() -> None:
    """Of several names and pictures the first is the page's own."""
    assert _read(("og:image", "1.jpg"), ("og:image", "2.jpg"), ("og:title", "A"), ("og:title", "B")) == {
        "image": "1.jpg",
        "name": "A",
    }


def test_a_false_trade_item_number_is_left_out() -> None:
    """A number with a wrong check digit states nothing."""
    assert _read(("product:upc", "036000291453")) == {}
    assert _read(("product:upc", "036000291452")) == {"gtin": "036000291452"}
