# SPDX-License-Identifier: Apache-2.0
"""The demonstration catalogue is a shop that a careful regulatory person would put on show."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from officinal.checks import Finding, check
from officinal.label import Label, from_toml

DEMO = Path(__file__).parents[2] / "src/officinal/shop/demo"
TODAY = dt.date(2026, 11, 25)
PRODUCTS: list[dict[str, Any]] = tomllib.loads((DEMO / "catalogue.toml").read_text("utf-8"))["product"]
FOUND_ON_THE_WEB = "magnesium-synergy"
each_product = pytest.mark.parametrize("product", PRODUCTS, ids=[each["slug"] for each in PRODUCTS])
each_own = pytest.mark.parametrize(
    "product",
    [each for each in PRODUCTS if each["slug"] != FOUND_ON_THE_WEB],
    ids=[each["slug"] for each in PRODUCTS if each["slug"] != FOUND_ON_THE_WEB],
)


@cache
def _label(file: str) -> Label:
    return from_toml((DEMO / "labels" / file).read_text("utf-8"), source=file)


def _findings(product: dict[str, Any]) -> tuple[Finding, ...]:
    return check(_label(product["file"]), market=product["market"], as_of=TODAY, regime=product.get("regime"))


def test_each_label_has_its_entry_and_each_entry_its_label() -> None:
    """No label lies about unlisted, none is listed twice, and none is missing."""
    listed = [DEMO / "labels" / product["file"] for product in PRODUCTS]
    assert sorted(listed) == sorted((DEMO / "labels").glob("*.toml"))


def test_the_catalogue_is_large_enough_to_look_around_in() -> None:
    """At least 32 products, most of them for Canada, each at its own address, several sold out, some not by subscription."""
    assert len({product["slug"] for product in PRODUCTS}) == len(PRODUCTS) >= 32
    assert Counter(product["market"] for product in PRODUCTS)["ca"] >= 32
    assert sum("lot" not in product for product in PRODUCTS) >= 3
    assert 0 < sum("subscribe_percent_off" in product for product in PRODUCTS) < len(PRODUCTS)


@each_product
def test_prices_discounts_and_stock_are_exact(product: dict[str, Any]) -> None:
    """A price is a string with cents in a currency that is named, a discount is less than all of it, stock is whole."""
    assert Decimal(product["price"]).as_tuple().exponent == -2
    assert Decimal(product["price"]) > 0
    assert product["currency"] == "CAD"
    assert 0 < Decimal(product.get("subscribe_percent_off", "10")) < 100
    for lot in product.get("lot", []):
        assert isinstance(lot["units"], int)
        assert lot["units"] > 0
        assert lot["expires_on"] > TODAY


@each_own
def test_a_house_label_has_nothing_against_it(product: dict[str, Any]) -> None:
    """In its market no rule finds an error, nor a warning, that is not accepted with a reason."""
    open_ = [each for each in _findings(product) if each.severity != "info" and each.accepted is None]
    assert [f"{each.code} {each.pointer}: {each.message}" for each in open_] == []


@each_product
def test_nothing_is_accepted_that_is_no_longer_found(product: dict[str, Any]) -> None:
    """An accepted finding stands for something that a rule still finds; otherwise it is to be taken out of the label."""
    findings = _findings(product)
    accepted = _label(product["file"]).accepted
    assert [each for each in accepted if not any(each.fits(one.code, one.pointer) for one in findings)] == []


@each_own
def test_a_house_label_is_whole(product: dict[str, Any]) -> None:
    """It says who makes it, what is in it and in what, how it is taken, what it is for and how it is kept."""
    label = _label(product["file"])
    assert label.brand == "Osierbrook"
    assert label.name
    assert label.languages == ("en",)
    assert label.dosage_form
    assert label.net_amount
    assert label.serving
    assert label.servings_per_container
    assert all(row.substance and row.amount for row in label.medicinal_ingredients)
    assert all(each.substance and each.purpose for each in label.non_medicinal_ingredients)
    assert label.medicinal_ingredients
    assert label.directions
    assert label.claims
    assert label.storage
    assert label.offer is None


def test_licence_numbers_are_nobodys() -> None:
    """Each is used once and lies above every number given out, so that it leads to no licence of another product."""
    numbers = [
        number
        for product in PRODUCTS
        if product["market"] == "ca" and (number := _label(product["file"]).licence_number)
    ]
    assert len(set(numbers)) == len(numbers) == sum(product["market"] == "ca" for product in PRODUCTS) - 1
    assert all(number.startswith("8099") and len(number) == 8 for number in numbers)


def test_the_page_found_on_the_web_shows_what_is_wrong_with_it() -> None:
    """Its unknowns stay unknown and nothing is accepted: nameless amounts, promises, no number, a "$" without a country."""
    product = next(each for each in PRODUCTS if each["slug"] == FOUND_ON_THE_WEB)
    label = _label(product["file"])
    assert [row.name for row in label.medicinal_ingredients] == [None, None]
    assert label.accepted == ()
    codes = Counter(each.code for each in _findings(product))
    assert codes["R001"] == 2
    expected = {"C001", "C002", "C004", "C103", "E003", "E004", "E005", "E007", "E008", "E009", "L101", "L104", "O001"}
    assert expected <= codes.keys()


def test_the_page_found_on_the_web_keeps_its_offer() -> None:
    """It costs 46.19 in no currency that it names, 20 % less by subscription, and is out of stock."""
    product = next(each for each in PRODUCTS if each["slug"] == FOUND_ON_THE_WEB)
    offer = _label(product["file"]).offer
    assert offer is not None
    assert offer.price is not None
    assert (offer.price.value, offer.price.currency) == (Decimal("46.19"), None)
    assert offer.availability == "out_of_stock"
    assert (product["price"], product["subscribe_percent_off"], product.get("lot")) == ("46.19", "20", None)
