# SPDX-License-Identifier: Apache-2.0
"""What a product's page tells machines, read back by programs that know nothing of this one.

Google's rules for merchant listings and product snippets stand at
https://developers.google.com/search/docs/appearance/structured-data/merchant-listing and …/product-snippet. The pages
were found and their opening read; which properties are required and recommended was read second-hand (2026-11-25), in
the messages of Search Console and in guides that repeat the tables: a merchant's listing wants `name`, `image`, and an
offer with a price above zero and its ISO 4217 currency; a snippet wants `name` and one of `offers`, `review` and
`aggregateRating`. Recommended: `description`, `brand`, `sku`, `gtin`, and of the offer `availability`,
`itemCondition`, `url`. There is no picture of any product here, so `image` is left out rather than made up; until a
shop has one its pages are snippets.
"""

from __future__ import annotations

import json
import warnings
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.site.conftest import magnesium, put

from officinal.shop.models import Product

html5lib = pytest.importorskip("html5lib")
rdflib = pytest.importorskip("rdflib")
SCHEMA = "https://schema.org/"
CONTEXT = {
    "@vocab": SCHEMA,
    **{term: {"@id": SCHEMA + term, "@type": "@id"} for term in ("url", "availability", "itemCondition")},
}
"""what of schema.org's own context the page's words need: no test asks the network for it"""


def _script(html: str) -> dict[str, Any]:
    """The one block of data of a page, found as a browser finds it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    blocks = [each.text for each in tree.iter("script") if each.get("type") == "application/ld+json"]
    assert len(blocks) == 1
    found: dict[str, Any] = json.loads(blocks[0])
    assert found["@context"] == SCHEMA.rstrip("/")
    return found


def _graph(html: str) -> Any:
    """The same as a graph, by a JSON-LD processor."""
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own parts
        graph.parse(data=json.dumps({**_script(html), "@context": CONTEXT}), format="json-ld")
    return graph


class _Node:
    """A node of the graph with its properties by schema.org's names."""

    def __init__(self, graph: Any, node: Any) -> None:
        self._graph, self._node = graph, node

    def all(self, name: str) -> list[str]:
        return sorted(str(each) for each in self._graph.objects(self._node, rdflib.URIRef(SCHEMA + name)))

    def one(self, name: str) -> str | None:
        found = self.all(name)
        assert len(found) <= 1, name
        return found[0] if found else None

    def nodes(self, name: str) -> list[_Node]:
        return [_Node(self._graph, each) for each in self._graph.objects(self._node, rdflib.URIRef(SCHEMA + name))]

    @property
    def types(self) -> set[str]:
        return {str(each).removeprefix(SCHEMA) for each in self._graph.objects(self._node, rdflib.RDF.type)}


def _product(html: str) -> _Node:
    graph = _graph(html)
    nodes = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SCHEMA + "Product")))
    assert len(nodes) == 1
    return _Node(graph, nodes.pop())


@pytest.fixture
def sold(db: None) -> Product:
    """A product with all that a machine can be told."""
    label = magnesium(tagline="100 mg a capsule", offer={"gtin": "012345678905"})
    return put("calm", label, subscribe_percent_off=Decimal(20))


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_an_independent_reader_finds_the_same_facts(client: Client, sold: Product, prefix: str) -> None:
    """Name, brand, numbers, what is in it, for whom, the price of one, and whether it is there: as the record has them."""
    found = _product(client.get(f"{prefix}/products/calm/").content.decode())
    address = f"http://testserver{prefix}/products/calm/"
    assert found.types == {"Product", "DietarySupplement"}
    assert found.one("name") == sold.label.name
    assert [each.one("name") for each in found.nodes("brand")] == [sold.label.brand]
    assert found.one("description") == "100 mg a capsule"
    assert (found.one("sku"), found.one("gtin"), found.one("url")) == ("calm", "012345678905", address)
    assert [each.one("value") for each in found.nodes("identifier")] == [sold.label.licence_number]
    assert found.all("activeIngredient") == ["Magnesium (as magnesium bisglycinate) 100 mg"]
    assert found.one("targetPopulation") == "adult"
    once = next(each for each in found.nodes("offers") if each.one("sku") == "calm")
    assert (once.one("price"), once.one("priceCurrency")) == (str(sold.price), sold.currency)
    assert once.one("availability") == SCHEMA + "InStock"
    assert once.one("url") == address


def test_the_price_by_subscription_is_an_offer_of_its_own(client: Client, sold: Product) -> None:
    """In schema.org's words, to the cent, and without the number by which a feed finds the price of one."""
    offers = _product(client.get("/products/calm/").content.decode()).nodes("offers")
    by_subscription = [each for each in offers if each.one("category") == "Subscription"]
    assert len(offers) == 2
    assert [each.one("price") for each in by_subscription] == [str(sold.subscription_price)] == ["19.92"]
    (billed,) = by_subscription[0].nodes("priceSpecification")
    assert billed.types == {"UnitPriceSpecification"}
    assert (billed.one("price"), billed.one("priceCurrency")) == ("19.92", "CAD")
    assert by_subscription[0].one("sku") is None


def test_google_s_rules_for_a_product_are_kept(client: Client, sold: Product) -> None:
    """All that is required for a snippet, all that is recommended and known, and no picture that is none."""
    found = _product(client.get("/products/calm/").content.decode())
    for name in ("name", "offers", "description", "brand", "sku", "gtin"):
        assert found.all(name), name
    for offer in found.nodes("offers"):
        assert Decimal(offer.one("price") or 0) > 0
        assert len(offer.one("priceCurrency") or "") == 3
        assert offer.one("availability") in {SCHEMA + "InStock", SCHEMA + "OutOfStock"}
        assert offer.one("itemCondition") == SCHEMA + "NewCondition"
        assert (offer.one("url") or "").startswith("http")
    assert found.all("image") == []
    assert found.all("aggregateRating") == found.all("review") == []


def test_what_is_sold_out_or_has_no_price_says_so(client: Client, sold: Product) -> None:
    """Nothing is in stock that is not there, and no price is made up."""
    Product.objects.filter(pk=sold.pk).update(price=None)
    found = _product(client.get("/products/calm/").content.decode())
    assert [each.all("price") for each in found.nodes("offers")] == [[]]
    bare = put("bare", magnesium(), units=0)
    assert not bare.in_stock
    (offer,) = _product(client.get("/products/bare/").content.decode()).nodes("offers")
    assert offer.one("availability") == SCHEMA + "OutOfStock"


def test_an_ingredient_without_a_name_is_no_ingredient(client: Client, shelf: dict[str, Product]) -> None:
    """Its amount is told, and nothing is called by it."""
    found = _product(client.get("/products/synergy/").content.decode())
    assert found.all("activeIngredient") == []
    assert [each.one("value") for each in found.nodes("additionalProperty") if each.one("unitText") == "mg"] == ["600"]


def test_hostile_words_are_the_same_words_when_read_back(client: Client, shelf: dict[str, Product]) -> None:
    """Whatever a label holds, an independent reader gets it back, letter for letter."""
    label = shelf["hostile"].label
    found = _product(client.get("/products/hostile/").content.decode())
    assert found.one("name") == label.name
    assert [each.one("name") for each in found.nodes("brand")] == [label.brand]
