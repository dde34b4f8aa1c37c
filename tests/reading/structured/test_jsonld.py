# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from officinal.reading.structured import Statement, read_jsonld

OFFER = {"@type": "Offer", "price": "24.99", "priceCurrency": "CAD", "availability": "https://schema.org/InStock"}
PRODUCT: dict[str, Any] = {"@type": "Product", "name": "Magnesium Synergy", "offers": OFFER}
ZINC = {"@type": "Product", "@id": "#z", "name": "Zinc"}
SOLD = {"price": "24.99", "currency": "CAD", "availability": "in_stock"}


def _read(*documents: Any) -> tuple[dict[str, str], list[str]]:
    """What some documents state, by field, and the problems."""
    statements, problems = read_jsonld([each if isinstance(each, str) else json.dumps(each) for each in documents])
    fields = {each.field: each.value for each in statements}
    assert len(fields) == len(statements), "a field was stated twice"
    return fields, problems


def _offer(**changes: Any) -> dict[str, Any]:
    return {key: value for key, value in (OFFER | changes).items() if value is not None}


def _product(**changes: Any) -> dict[str, Any]:
    return PRODUCT | changes


def test_a_product_states_itself_and_its_offer() -> None:
    """A usual product gives every field with the path that it stood at."""
    product = _product(
        brand={"@type": "Brand", "name": "AOR"},
        description="Powder &amp; more",
        sku="AOR04",
        gtin12="036000291452",
        image=["https://x/1.jpg", "https://x/2.jpg"],
        url="https://x/p",
        aggregateRating={"@type": "AggregateRating", "ratingValue": 5},
        review=[{"@type": "Review", "name": "Great", "itemReviewed": {"@type": "Product", "name": "Other"}}],
    )
    assert read_jsonld([json.dumps(product)]) == (
        [
            Statement("name", "Magnesium Synergy", "json-ld Product.name"),
            Statement("brand", "AOR", "json-ld Product.brand"),
            Statement("description", "Powder & more", "json-ld Product.description"),
            Statement("url", "https://x/p", "json-ld Product.url"),
            Statement("image", "https://x/1.jpg", "json-ld Product.image"),
            Statement("sku", "AOR04", "json-ld Product.sku"),
            Statement("gtin", "036000291452", "json-ld Product.gtin12"),
            Statement("price", "24.99", "json-ld Product.offers.price"),
            Statement("currency", "CAD", "json-ld Product.offers.priceCurrency"),
            Statement("availability", "in_stock", "json-ld Product.offers.availability"),
        ],
        [],
    )


@pytest.mark.parametrize(
    "document",
    [
        PRODUCT,
        [PRODUCT],
        [[{"@type": "WebSite", "name": "Shop"}, PRODUCT]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Page"}, PRODUCT]},
        _product(**{"@type": ["Thing", "Product"]}),
        _product(**{"@type": "http://schema.org/Product"}),
        _product(**{"@type": "schema:Product"}),
        _product(name=["Magnesium Synergy", "Autre"]),
        _product(name={"@value": "Magnesium Synergy", "@language": "en"}),
        _product(offers=[OFFER]),
        _product(offers=[OFFER, _offer(price="24.990")]),
        _product(offers=[_offer(name="none"), _offer(price="", availability=None)]),
        _product(offers={"@type": "AggregateOffer", "offers": [OFFER, OFFER]}),
        _product(offers=_offer(**{"@type": "AggregateOffer", "price": None, "lowPrice": "24.99", "highPrice": 24.99})),
        _product(offers=_offer(price=None, priceSpecification={"price": "24.99", "priceCurrency": "CAD"})),
        {"@graph": [_product(offers={"@id": "#offer"}), OFFER | {"@id": "#offer"}]},
        {"@type": "WebPage", "mainEntity": PRODUCT},
        {"@graph": [{"@type": "ItemPage", "mainEntity": {"@id": "#p"}}, PRODUCT | {"@id": "#p"}]},
        {"@graph": [{"@type": "ItemPage", "mainEntity": "#p"}, _product(name="Zinc"), PRODUCT | {"@id": "#p"}]},
        [_product(isRelatedTo={"@id": "#z"}, isSimilarTo=[{"@id": "#y"}]), ZINC],
        _product(isRelatedTo=[_product(name="Zinc", offers=_offer(price="1"))]),
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": _product(name="Zinc")}]}, PRODUCT],
        [{"@type": "ItemList", "itemListElement": {"item": {"@id": "#z"}}}, ZINC, PRODUCT],
        [PRODUCT, PRODUCT],
        [PRODUCT, _product(name="MAGNESIUM SYNERGY", offers=_offer(price=24.990))],
        {"@type": "ProductGroup", "name": "Magnesium Synergy", "hasVariant": [_product(name="1"), _product(name="2")]},
        [
            {"@type": "Product", "name": "120", "isVariantOf": {"@id": "#g"}, "offers": OFFER},
            {"@type": "ProductGroup", "@id": "#g", "name": "Magnesium Synergy"},
        ],
        [
            {"@type": "ProductGroup", "name": "Magnesium Synergy", "hasVariant": [{"@id": "#120"}]},
            {"@type": "Product", "@id": "#120", "name": "120", "offers": OFFER},
        ],
    ],
)  # fmt: skip
def test_a_product_is_found_in_every_shape(document: Any) -> None:
    """However pages nest, repeat and refer, the one product and its offer come out."""
    assert _read(document) == ({"name": "Magnesium Synergy"} | SOLD, [])


def test_scripts_refer_to_each_other() -> None:
    """A page's own script may name a product that stands in another script."""
    page = {"@type": "WebPage", "mainEntity": {"@id": "#p"}}
    assert _read(page, _product(name="Zinc"), PRODUCT | {"@id": "#p"})[0]["name"] == "Magnesium Synergy"


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({}, {"price": "49.99"}, {"availability": "in_stock"}),
        ({}, {"priceCurrency": "USD"}, {"availability": "in_stock"}),
        ({}, {"availability": "OutOfStock"}, {"price": "24.99", "currency": "CAD"}),
        ({"price": "24,99"}, {"price": "24.99"}, {"availability": "in_stock"}),
    ],
)
def test_offers_that_disagree_are_not_chosen_from(first: Any, second: Any, kept: dict[str, str]) -> None:
    """Where offers differ, what they differ in is left out and named; a price goes with its currency."""
    fields, problems = _read(_product(offers=[_offer(**first), _offer(**second)]))
    assert fields == {"name": "Magnesium Synergy"} | kept
    assert len(problems) == 1
    assert "states several values for" in problems[0]


def test_the_offer_of_the_product_own_number_is_its_own() -> None:
    """Where offers carry stock numbers, only that of the product's number is the product's."""
    offers = [_offer(sku="A"), _offer(sku="B", price="49.99", availability="OutOfStock")]
    assert _read(_product(sku="A", offers=offers)) == ({"name": "Magnesium Synergy", "sku": "A"} | SOLD, [])


def test_a_range_of_prices_is_no_price() -> None:
    """An offer from a low to a high price states neither as the price."""
    offer = {"@type": "AggregateOffer", "lowPrice": "19.99", "highPrice": "39.99", "priceCurrency": "CAD"}
    assert _read(_product(offers=offer)) == (
        {"name": "Magnesium Synergy"},
        ["json-ld states several values for price (19.99, 39.99); none is taken"],
    )


def test_a_low_price_alone_is_no_price() -> None:
    """A low price without its high one may be the start of a range."""
    assert "price" not in _read(_product(offers={"@type": "AggregateOffer", "lowPrice": "19.99"}))[0]


def test_variants_at_different_prices_give_the_group_alone() -> None:
    """A group whose variants cost differently is known by its name, without a price."""
    variants = [_product(name=str(n), sku=str(n), offers=_offer(price=f"{n}.00")) for n in (10, 20)]
    fields, problems = _read({"@type": "ProductGroup", "name": "Magnesium", "hasVariant": variants})
    assert fields == {"name": "Magnesium", "availability": "in_stock"}
    assert problems == ["json-ld states several values for price (10.00, 20.00); none is taken"]


def test_the_only_variant_gives_its_numbers() -> None:
    """A group of one variant has that variant's offer and stock number."""
    statements, _ = read_jsonld([json.dumps({"@type": "ProductGroup", "hasVariant": [_product(sku="A")]})])
    paths = {each.field: each.path for each in statements}
    assert paths["sku"] == "json-ld ProductGroup.hasVariant.sku"
    assert paths["price"] == "json-ld ProductGroup.hasVariant.offers.price"


def test_two_different_products_offer_nothing() -> None:
    """Where two products stand side by side, none of the offers is taken, and the page's reader is told."""
    fields, problems = _read(_product(sku="1"), _product(name="Zinc", sku="2"))
    assert fields == {"name": "Magnesium Synergy"}
    assert problems == ["json-ld states 2 different products; no price, stock or number is taken"]


@pytest.mark.parametrize(
    ("specifications", "price", "regular"),
    [
        ([{"price": "19.99"}, {"price": "24.99", "priceType": "https://schema.org/ListPrice"}], "19.99", "24.99"),
        ([{"price": "19.99"}, {"price": "24.99", "priceType": "StrikethroughPrice"}], "19.99", "24.99"),
        ([{"price": "24.99"}, {"price": "24.99", "priceType": "ListPrice"}], "24.99", None),
        ([{"price": "24.99"}, {"price": "19.99", "priceType": "ListPrice"}], "24.99", None),
        ([{"price": "19.99"}, {"price": "3.33", "referenceQuantity": {"value": 100}}], "19.99", None),
        ([{"price": "19.99"}, {"price": "17.99", "billingDuration": "P1M"}], "19.99", None),
    ],
)
def test_price_specifications_are_told_apart(specifications: Any, price: str, regular: str | None) -> None:
    """A list price above the price is the regular one; prices per 100 g or per month are not the price."""
    fields, problems = _read(_product(offers={"priceSpecification": specifications}))
    assert (fields["price"], fields.get("regular_price"), problems) == (price, regular, [])


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("https://schema.org/InStock", "in_stock"),
        ("http://schema.org/InStock/", "in_stock"),
        ("InStock", "in_stock"),
        ("in stock", "in_stock"),
        ("schema:OnlineOnly", "in_stock"),
        ("OutOfStock", "out_of_stock"),
        ("https://schema.org/SoldOut", "out_of_stock"),
        ("PreOrder", "pre_order"),
        ("https://schema.org/PreSale", "pre_order"),
        ("BackOrder", "back_order"),
        ("LimitedAvailability", "limited"),
        ("Discontinued", "discontinued"),
        ("Reserved", None),
        ("", None),
        (None, None),
        ({"@id": "https://schema.org/InStock"}, None),
    ],
)
def test_availability_is_in_the_record_words(stated: Any, said: str | None) -> None:
    """Each way of stating stock becomes the record's word; unknown words state nothing."""
    assert _read(_product(offers=_offer(availability=stated)))[0].get("availability") == said


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ("24.990", "24.990"),
        (24.9, "24.9"),
        (25, "25"),
        ("$24.99", "$24.99"),
        ("24,99 €", "24,99 €"),
        ("", None),
        ("Call us", None),
        (None, None),
        (True, None),
        ({}, None),
        ("9" * 5000, None),
    ],
)
def test_prices_are_text_as_stated(price: Any, said: str | None) -> None:
    """A price stays as it was written; what holds no digit is none."""
    assert _read(_product(offers=_offer(price=price)))[0].get("price") == said


def test_a_number_never_passes_through_a_float() -> None:
    """A price written as a number keeps each of its digits."""
    assert (
        _read('{"@type":"Product","offers":{"price":0.10000000000000000001}}')[0]["price"] == "0.10000000000000000001"
    )


def test_a_false_trade_item_number_is_left_out() -> None:
    """A number whose check digit is wrong is named, not taken; a good one beside it is."""
    assert _read(_product(gtin="036000291453"))[1] == ["json-ld Product.gtin is no valid trade item number; left out"]
    assert _read(_product(gtin="1234", gtin13="4006381333931"))[0]["gtin"] == "4006381333931"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"Product","name":"Magnesium",}',
        '{"@type":"Product","name":"Magnesium","image":["a","b" , ],\n}',
        '// product\n{"@type":"Product", /* the name */ "name":"Magnesium" // end\n}',
        '{"@type":"Product","name":"Magnesium", /* , */ }',
        '<!--\n{"@type":"Product","name":"Magnesium"}\n-->',
        '//<![CDATA[\n{"@type":"Product","name":"Magnesium"}\n//]]>',
        '/*<![CDATA[*/{"@type":"Product","name":"Magnesium"}/*]]>*/',
        '<![CDATA[{"@type":"Product","name":"Magnesium"}]]>',
        '{"@type":"Product","name":"Magnesium"};',
        '\ufeff{"@type":"Product",\x0b\xa0"name":"Magnesium"\u2028}',
        '{"@type":"Product","name":"Magn\\u0065sium"}',
        '{"@type":"Product","x":"it\\\'s \\d","name":"Magnesium"}',
        "{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Magnesium&quot;}",
        '{"@type":"Product","description":"two\nlines\tand a tab","name":"Magnesium",}',
        '{"@type":"Product","rating":NaN,"name":"Magnesium"}',
    ],
)
def test_common_faults_are_mended(script: str) -> None:
    """Comments, trailing commas, wrappers, raw control characters and stray escapes do not hide a product."""
    fields, problems = _read(script)
    assert (fields["name"], problems) == ("Magnesium", [])


def test_mending_leaves_strings_alone() -> None:
    """What looks like a comment or a trailing comma inside a string stays."""
    text = 'https://x/*y*/ ,] // \\" ,}'
    assert _read('{"@type":"Product","name":' + json.dumps(text) + ",}")[0]["name"] == text


def test_beyond_repair_is_said_where() -> None:
    """A script that cannot be mended is named with the place; other scripts are read all the same."""
    fields, problems = _read('// export\n{"@type":"Product", /* one\n */ "name": "6" jar",}', PRODUCT)
    assert fields["name"] == "Magnesium Synergy"
    assert problems == ["json-ld script 1 is not valid JSON (Expecting ',' delimiter: line 3 column 17 (char 53))"]


def test_the_last_resort_takes_a_lone_price() -> None:
    """Out of a script beyond repair, one price and its currency are still taken, and only if there is one."""
    broken = '{"@type":"Product" "offers":{"price": "24.99", "priceCurrency": "CAD"} '
    assert _read(broken)[0] == {"price": "24.99", "currency": "CAD"}
    assert _read(broken + '"price": 24.990')[0] == {"price": "24.990", "currency": "CAD"}
    assert _read(broken + '"price": 30')[0] == {}
    assert _read(broken + '"priceCurrency": "USD"')[0] == {}
    assert _read(broken.replace("Product", "Event"))[0] == {}


@pytest.mark.parametrize("script", ["", "  \n", "<!-- -->", "null", "[]", "{}", '"text"', "12", '{"@type":"Article"}'])
def test_no_product_states_nothing(script: str) -> None:
    """Scripts without a product state nothing."""
    assert _read(script)[0] == {}


@pytest.mark.parametrize(
    "script",
    ["[" * 500_000, '{"@graph":' * 100_000, '{"@type":"Product","offers":' * 50_000, '[{"@type":"Product"},' * 50_000],
)
def test_deep_nesting_is_a_problem_not_a_crash(script: str) -> None:
    """Nesting without end is reported."""
    assert read_jsonld([script])[1]


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        '\\"',
        '"\\',
        "/*",
        "//",
        "//\n",
        ",",
        ", ",
        ",\n]",
        "<!--",
        "-->",
        ";",
        "&quot;",
        "&",
        "&#9",
        '"price":',
        "[,",
    ],
)
def test_oddities_without_end_take_no_time(unit: str) -> None:
    """The worst script within the bound is mended or given up in linear time."""
    start = time.perf_counter()
    read_jsonld(['{"Product"' + unit * (200_000 // len(unit))])
    assert time.perf_counter() - start < 2


def test_the_sum_of_all_scripts_is_bounded() -> None:
    """Beyond two MiB in all, or two hundred scripts, the rest is left unread and said so."""
    statements, problems = read_jsonld([" " * 2 * 2**20, json.dumps(PRODUCT)])
    assert statements == []
    assert problems == ["json-ld beyond 2 MiB is left unread, from script 2 on"]
    assert read_jsonld(["{}"] * 201)[1] == ["json-ld is left unread from script 201 on"]


def test_thousands_of_products_take_no_time() -> None:
    """A page of thousands of products and variants is read in linear time."""
    many = [_product(name=str(n), hasVariant=[{"@id": f"#{m}"} for m in range(20)]) for n in range(1000)]
    start = time.perf_counter()
    _read(many)
    assert time.perf_counter() - start < 2


def test_halves_of_characters_are_replaced() -> None:
    """Half a surrogate pair and a NUL, which JSON can write, never reach a statement."""
    assert (
        _read('{"@type":"Product","name":"Mag\\ud83dnesium\\u0000 \\ud83d\\ude00"}')[0]["name"] == "Mag\ufffdnesium  😀"
    )


OFFER_KEYS = ["offers", "price", "lowPrice", "highPrice", "priceSpecification", "priceType", "availability"]
OTHER_KEYS = ["hasVariant", "isVariantOf", "isRelatedTo", "itemListElement", "item", "mainEntity", "image"]
KEYS = ["@type", "@id", "@graph", "@value", "name", "brand", "sku", "gtin", "url", *OFFER_KEYS, *OTHER_KEYS]
VALUES = st.none() | st.booleans() | st.integers() | st.sampled_from(["#p", "Product", "24.99", "\ud800", "&#0;", ""])
DATA = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=10,
)
PRODUCTS = st.dictionaries(st.sampled_from(KEYS), DATA, max_size=6).map(lambda data: {"@type": "Product"} | data)


@settings(max_examples=60)
@given(st.lists(PRODUCTS, max_size=3))
def test_any_data_is_read_without_a_crash(documents: list[Any]) -> None:
    """Whatever the shape of the data, there are at most some statements, each a text with something in it."""
    statements, _ = read_jsonld([json.dumps(each) for each in documents])
    assert all(isinstance(each.value, str) and each.value for each in statements)
