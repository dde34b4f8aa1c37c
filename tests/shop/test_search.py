# SPDX-License-Identifier: Apache-2.0
"""Searches forgive typing errors and put first what is likest; facets count what is shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from officinal.label import from_dict
from officinal.shop.catalogue.facets import Chosen, counts_among, narrowed, shelf
from officinal.shop.catalogue.publish import change_offer, publish
from officinal.shop.catalogue.search import find
from officinal.shop.models import Product

TODAY = dt.date(2026, 11, 25)


def put(name: str, *ingredients: str, on_hand: int = 1, claim: str = "Helps maintain health") -> Product:
    """A product on the shelf with its ingredients."""
    product = Product(slug=name.lower().replace(" ", "-")[:80], price=Decimal("10.00"), in_stock=on_hand > 0)
    label = from_dict(
        {
            "brand": "Tidewell",
            "name": name,
            "dosage_form": "capsule",
            "medicinal_ingredients": [{"name": each.capitalize(), "substance": each} for each in ingredients],
            "claims": [{"text": claim}],
            "free_from": ["gluten"],
        }
    )
    publish(product, label, as_of=TODAY, reason="a test")
    return product


@pytest.fixture
def shop(db: None) -> dict[str, Product]:
    """A few products, one of many ingredients."""
    return {
        "zinc": put("Zinc Citrate", "zinc"),
        "multi": put("Multivitamin", "zinc", "magnesium", "iron", "vitamin-d"),
        "magnesium": put("Magnesium Glycinate", "magnesium", claim="Helps to relax in the pink of evening"),
        "d3": put("Vitamin D3 Drops", "vitamin-d", on_hand=0),
    }


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("zink", "zinc"),
        ("zinc", "zinc"),
        ("magnesum", "magnesium"),
        ("MAGNÉSIUM", "magnesium"),
        ("mangesium", "magnesium"),
        ("magn", "magnesium"),
        ("d3", "d3"),
        ("multivitamn", "multi"),
        ("tidewel zinc citrat", "zinc"),
        ("relax", "magnesium"),
    ],
)
def test_what_is_meant_comes_first(shop: dict[str, Product], query: str, first: str) -> None:
    """Typing errors, accents, beginnings of words, short words, words of a claim; a name counts most."""
    assert find(query)[0] == shop[first].pk


@pytest.mark.parametrize("query", ["", "  ", "zzzzqqq", "zinc zzzzqqq", "!!!", '"', "a*b OR", "NEAR(", "%", "x" * 5000])
def test_words_that_mean_nothing_find_nothing(shop: dict[str, Product], query: str) -> None:
    """Each word must mean something; what a database would take for a sign of its own is a letter or nothing."""
    assert find(query) == []


def test_every_word_must_be_held(shop: dict[str, Product]) -> None:
    """A product with one of two asked words is not what is meant."""
    assert find("zinc magnesium") == [shop["multi"].pk]


def test_a_word_as_it_is_written_needs_no_guess(shop: dict[str, Product]) -> None:
    """What is merely like it stays away: pink is not zinc."""
    assert shop["magnesium"].pk not in find("zinc")


def test_hostile_words_can_be_indexed(db: None) -> None:
    """Very long ones, and signs that mean something to a database."""
    product = put("x" * 190 + " \"'%_\\(*)", "zinc", claim="y" * 10_000)
    assert find("x" * 60) == [product.pk]
    assert find("y" * 60) == [product.pk]


def of(counted: list[tuple[str, str, int]], kind: str = "ingredient") -> dict[str, int]:
    """The counts of one kind."""
    return {value: count for each, value, count in counted if each == kind}


def counts(chosen: Chosen, *, in_stock: bool = False) -> list[tuple[str, str, int]]:
    """What a shelf counts."""
    return shelf(chosen, in_stock=in_stock).counts


def test_facets_count_what_is_shown(shop: dict[str, Product]) -> None:
    """All, those in stock, those that a facet leaves, those that a search found; what is withdrawn counts no more."""
    everything = {"zinc": 2, "magnesium": 2, "iron": 1, "vitamin-d": 2}
    assert of(counts({})) == everything
    assert of(counts({}, in_stock=True)) == {**everything, "vitamin-d": 1}
    assert of(counts({"ingredient": ["iron"]})) == dict.fromkeys(everything, 1)
    assert of(counts_among([shop["zinc"].pk], {})) == {"zinc": 1}
    assert of(counts({}), "free-from") == {"gluten": 4}
    shop["multi"].published = False
    change_offer(shop["multi"])
    assert of(counts({})) == {"zinc": 1, "magnesium": 1, "vitamin-d": 1}
    shop["d3"].delete()
    assert of(counts({})) == {"zinc": 1, "magnesium": 1}


def test_a_shelf_counts_the_same_whether_many_or_few_stand_on_it(shop: dict[str, Product]) -> None:
    """Counted product by product where they are few, facet by facet where they are many; withdrawn ones in neither."""
    everything, of_iron = {"zinc": 2, "magnesium": 2, "iron": 1, "vitamin-d": 2}, {"zinc": 1, "magnesium": 1}
    for _ in range(8):
        put(f"Selenium {_}", "selenium")
    put("Withdrawn Iron", "iron")
    Product.objects.filter(name="Withdrawn Iron").update(published=False)
    few, many = shelf({"ingredient": ["iron"]}, in_stock=False), shelf({"free-from": ["gluten"]}, in_stock=False)
    assert (few.total, of(few.counts)) == (1, of_iron | {"iron": 1, "vitamin-d": 1})
    assert (many.total, of(many.counts)) == (12, everything | {"selenium": 8})
    assert shelf({"free-from": ["gluten"]}, in_stock=True).total == 11


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what its tables hold")
@pytest.mark.parametrize("order", [("name", "pk"), ("price_per_day",)])
def test_a_narrowed_shelf_is_read_off_its_index(shop: dict[str, Product], order: tuple[str, ...]) -> None:
    """No product is fetched, whose row is long, to see whether it stands there; however many have the facet."""
    keys = narrowed({"free-from": ["gluten"], "ingredient": ["zinc"]}, in_stock=True).order_by(*order).values("pk")
    plan = keys.explain()
    assert "USING COVERING INDEX product_shelf" in plan
    assert "PRIMARY KEY" not in plan


def test_facets_narrow_to_products_that_have_them_all(shop: dict[str, Product]) -> None:
    """Two values of one kind are both asked for."""
    both = narrowed({"ingredient": ["zinc", "magnesium"]}, in_stock=False)
    assert [each.pk for each in both] == [shop["multi"].pk]
    assert not narrowed({"ingredient": ["vitamin-d"], "dosage-form": ["tablet"]}, in_stock=False).exists()
    assert [each.pk for each in narrowed({"ingredient": ["vitamin-d"]}, in_stock=True)] == [shop["multi"].pk]
