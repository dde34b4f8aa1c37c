# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from officinal.reading.structured import Statement, read_microdata

OFFER = """<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
  <span itemprop="price" content="24.99">$24.99</span><meta itemprop="priceCurrency" content="CAD">
  <link itemprop="availability" href="http://schema.org/InStock"></div>"""


def _read(html: str) -> dict[str, str]:
    return {each.field: each.value for each in read_microdata(LexborHTMLParser(html))}


def _product(inside: str, attributes: str = "") -> str:
    return f'<div itemscope itemtype="https://schema.org/Product" {attributes}>{inside}</div>'


def test_a_product_states_itself_and_its_offer() -> None:
    """A usual product gives every field with the path that it stood at."""
    html = _product(
        '<h1 itemprop="name">Magnesium\n <b>Synergy</b></h1>'
        '<a itemprop="url" href="/p">x</a><img itemprop="image" src="1.jpg">'
        '<div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><i itemprop="name">AOR</i></div>'
        '<span itemprop="sku">AOR04</span><meta itemprop="gtin13" content="4006381333931">' + OFFER
    )
    assert read_microdata(LexborHTMLParser(html)) == [
        Statement("name", "Magnesium Synergy", "microdata Product.name"),
        Statement("brand", "AOR", "microdata Product.brand"),
        Statement("url", "/p", "microdata Product.url"),
        Statement("image", "1.jpg", "microdata Product.image"),
        Statement("sku", "AOR04", "microdata Product.sku"),
        Statement("gtin", "4006381333931", "microdata Product.gtin13"),
        Statement("price", "24.99", "microdata Product.offers.price"),
        Statement("currency", "CAD", "microdata Product.offers.priceCurrency"),
        Statement("availability", "in_stock", "microdata Product.offers.availability"),
    ]


NAME = '<h1 itemprop="name">Magnesium</h1>'
PAGE = '<body itemscope itemtype="https://schema.org/WebPage"><meta itemprop="name" content="Page">'
OTHER = '<b itemprop="name">Zinc</b>' + OFFER.replace("24.99", "9.99")


@pytest.mark.parametrize(
    "html",
    [
        _product(NAME + OFFER),
        _product(NAME + OFFER + _product(OTHER, 'itemprop="isRelatedTo"')),
        _product(_product(OTHER, 'itemprop="isSimilarTo"') + NAME + OFFER),
        _product(_product(OTHER) + NAME + OFFER),
        _product(NAME + OFFER + '<div itemprop="review" itemscope><b itemprop="name">Bad</b></div>'),
        PAGE + _product(NAME + OFFER),
        PAGE + _product(NAME + OFFER, "itemprop=mainEntity"),
        PAGE + _product(OTHER) + _product(NAME + OFFER, "itemprop=mainEntity"),
        '<ul itemscope itemtype="https://schema.org/ItemList">' + _product(OTHER, "itemprop=itemListElement") + "</ul>"
        + _product(NAME + OFFER),
        _product(NAME + OFFER).replace("https", "http"),
        _product("<div><p><b>" * 50 + NAME + "</b></p></div>" * 50 + OFFER),
    ],
)  # fmt: skip
def test_the_main_product_is_told_from_others(html: str) -> None:
    """Related products, reviews, lists and the page itself do not speak for the product."""
    assert _read(html) == {"name": "Magnesium", "price": "24.99", "currency": "CAD", "availability": "in_stock"}


def test_two_products_side_by_side_offer_nothing() -> None:
    """Where two products stand side by side, none of the offers is taken."""
    assert _read(_product(NAME.replace("h1", "h2") + OFFER) + _product(OTHER)) == {"name": "Magnesium"}


def test_the_main_heading_names_the_product() -> None:
    """Of products side by side, the one whose name is the page's main heading is the page's."""
    html = _product(OTHER) + _product("<h1><a><span itemprop=name>Magnesium</span></a></h1>" + OFFER) + _product(OTHER)
    assert (_read(html)["name"], _read(html)["price"]) == ("Magnesium", "24.99")


def test_a_linked_brand_is_its_name() -> None:
    """The brand's link is where it leads, not what it is called."""
    assert _read(_product('<a itemprop="brand" href="/brands/aor">AOR</a>')) == {"brand": "AOR"}


def test_offers_that_disagree_are_not_chosen_from() -> None:
    """Where offers differ in price, there is none."""
    assert "price" not in _read(_product(NAME + OFFER + OFFER.replace("24.99", "49.99")))


@pytest.mark.parametrize(
    "html",
    ["", "<p>Magnesium</p>", "<p itemprop='name'>Magnesium</p>", "<p itemscope itemprop></p>", _product(""),
     "<div itemscope itemtype='https://schema.org/Person'><b itemprop='name'>Ann</b></div>"],
)  # fmt: skip
def test_no_product_states_nothing(html: str) -> None:
    """Pages without a product in microdata state nothing."""
    assert _read(html) == {}


@pytest.mark.parametrize(
    "unit",
    [
        '<div itemscope itemtype="https://schema.org/Product" itemprop="offers">',
        '<div itemprop="name">Magnesium ',
        '<b itemprop="price">',
        "<p itemprop=name>x</p>",
    ],
)
def test_a_megabyte_of_nesting_takes_no_time(unit: str) -> None:
    """Elements without end, nested or in a row, are read within bounds."""
    tree = LexborHTMLParser(_product(unit * (200_000 // len(unit))))
    start = time.perf_counter()
    read_microdata(tree)
    assert time.perf_counter() - start < 2
