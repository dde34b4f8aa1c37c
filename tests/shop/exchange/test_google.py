# SPDX-License-Identifier: Apache-2.0
"""The feed for Google Merchant Center is valid, says what the shop says, and invents nothing.

What each attribute must be stands in Google's product data specification, support.google.com/merchants/answer/7052112,
and on the page of each attribute (6324448 availability, 6324455 unit pricing measure, 6324478 identifier exists).
"""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.test import Client
from tests.shop.exchange.tables import GTIN
from tests.site.conftest import magnesium, put

from officinal.label import Quantity
from officinal.shop.exchange.google import LONGEST_ID, id_of, unit_pricing
from officinal.shop.models import Product

G = "{http://base.google.com/ns/1.0}"
HOSTILE = "<b>&amp;]]>\"' \u202e\x0b\ufffe evil " + "word " * 2000


def items(client: Client, address: str = "/feeds/google.xml") -> dict[str, dict[str, str]]:
    """The feed's items by their id, each attribute by its name."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert response.streaming
    rss = ElementTree.fromstring(b"".join(response.streaming_content))
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    read = [{each.tag.removeprefix(G): each.text or "" for each in item} for item in rss.iterfind("channel/item")]
    return {item["id"]: item for item in read}


@pytest.fixture
def shelf(db: None) -> None:
    """A product in stock, one without, one hostile, and two that have no place in a feed."""
    put("magnesium", magnesium(offer={"gtin": GTIN}))
    put("empty", magnesium(name="Empty"), units=0)
    put("hostile", magnesium(name=HOSTILE, brand=HOSTILE))
    put("hidden", magnesium(), published=False)
    put("priceless", magnesium())
    Product.objects.filter(slug="priceless").update(price=None)


def test_the_feed_says_what_the_shop_says(client: Client, shelf: None) -> None:
    """Price, stock, brand, number and link are the shop's; what is hidden or has no price is not in it."""
    found = items(client)
    assert set(found) == {"magnesium", "empty", "hostile"}
    assert found["magnesium"] == {
        "id": "magnesium",
        "title": "Tidewell Magnesium Bisglycinate, 60 capsules",
        "description": "Natural health product, capsule. Per serving: magnesium 100 mg. Licence number 80099999.",
        "link": "http://testserver/products/magnesium/",
        "availability": "in_stock",
        "price": "24.90 CAD",
        "brand": "Tidewell",
        "gtin": GTIN,
        "condition": "new",
        "unit_pricing_measure": "60ct",
        "unit_pricing_base_measure": "1ct",
    }
    assert found["empty"]["availability"] == "out_of_stock"
    assert (found["empty"]["identifier_exists"], "gtin" in found["empty"]) == ("no", False)
    assert not [item for item in found.values() if "image_link" in item]


def test_each_language_has_its_feed(client: Client, shelf: None) -> None:
    """The French feed leads to French pages and calls things by their French names; ids and prices are the same."""
    english, french = items(client), items(client, "/fr/feeds/google.xml")
    assert french["magnesium"]["link"] == "http://testserver/fr/products/magnesium/"
    assert "magnésium 100 mg" in french["magnesium"]["description"]
    for name in ("id", "price", "availability", "gtin"):
        assert french["magnesium"][name] == english["magnesium"][name]


def test_hostile_words_are_words_and_every_bound_is_kept(client: Client, shelf: None) -> None:
    """What XML cannot hold is left out, the rest is escaped, and texts end within Google's bounds."""
    hostile = items(client)["hostile"]
    assert hostile["title"].startswith("<b>&amp;]]>")
    assert len(hostile["title"]) <= 150
    assert len(hostile["brand"]) <= 70
    assert len(hostile["description"]) <= 5000
    assert not re.search("[\x0b\ufffe]", hostile["title"])


def test_a_long_address_makes_a_short_id_of_its_own() -> None:
    """Two addresses that begin alike have two ids, none longer than Google takes."""
    one, other = id_of("a" * 79 + "b"), id_of("a" * 80)
    assert one != other
    assert max(len(one), len(other)) <= LONGEST_ID
    assert id_of("zinc") == "zinc"


@pytest.mark.parametrize(
    ("value", "unit", "measure"),
    [("250", "g", ("250g", "100g")), ("1.50", "L", ("1.5l", "1l")), ("8", "fl oz", ("8floz", "1floz")),
     ("120", "gummy", ("120ct", "1ct")), ("30", "scoop", None), ("5", None, None), ("0", "g", None)],
)  # fmt: skip
def test_the_unit_price_is_of_what_google_can_compare(
    value: str, unit: str | None, measure: tuple[str, str] | None
) -> None:
    """Masses, volumes and pieces have one; scoops and bare numbers have none."""
    told = unit_pricing(Quantity(value=Decimal(value), unit=unit))
    assert tuple(told.values()) == (measure or ())


def test_the_feed_is_only_read(client: Client, shelf: None) -> None:
    """It answers to reading alone."""
    assert client.post("/feeds/google.xml").status_code == 405
