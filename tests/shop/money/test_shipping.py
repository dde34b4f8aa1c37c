# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shop.money.orders import DAY, a_line, carts, everywhere

from officinal.errors import AskedForUnknown, KnowledgeError
from officinal.shop.money import place, priced, shipping, shipping_book, shipping_options
from officinal.shop.money.books.base import RATES

ONTARIO = place("CA", "ON")


def test_the_ways_of_delivering_are_those_of_the_zone() -> None:
    """Express goes to the provinces and not to the territories."""
    options = {to: [each.method for each in _to(to)] for to in ("CA-ON", "CA-NU", "US-NY")}
    assert options == {"CA-ON": ["standard", "express"], "CA-NU": ["standard"], "US-NY": ["standard"]}


def _to(code: str) -> tuple[object, ...]:
    return shipping_options([priced(a_line())], to=place(code), on=DAY)


def test_a_place_outside_every_zone_is_refused_and_told_where_we_deliver() -> None:
    """The error names the places that exist."""
    with pytest.raises(AskedForUnknown, match=r"we do not deliver to FR; we deliver to CA-ON, CA-QC, .*, US"):
        _to("FR")


def test_a_way_that_does_not_exist_is_refused() -> None:
    """The error names the ways that exist there."""
    with pytest.raises(AskedForUnknown, match="choose one of standard, express"):
        shipping([priced(a_line())], "drone", to=ONTARIO, on=DAY)


def test_a_day_without_charges_is_refused() -> None:
    """No charge is not a charge of nothing."""
    with pytest.raises(AskedForUnknown, match="no delivery charge to CA-ON is in force on 2025-12-31"):
        shipping([priced(a_line())], "standard", to=ONTARIO, on=dt.date(2025, 12, 31))


def test_charges_of_another_currency_are_refused() -> None:
    """Dollars of one country are not those of another."""
    with pytest.raises(AskedForUnknown, match="no delivery charges in USD; there are some in CAD"):
        shipping([priced(a_line())], "standard", to=ONTARIO, on=DAY, currency="USD")


def test_one_unknown_weight_makes_the_weight_unknown() -> None:
    """A parcel of one weighed and one unweighed product costs the flat rate, and says so."""
    lines = [priced(a_line("10.00", weight_g=100)), priced(a_line("10.00"))]
    sent = shipping(lines, "standard", to=ONTARIO, on=DAY)
    assert (sent.amount, sent.how, sent.weight_g) == (Decimal("9.00"), "weight-unknown", None)


def test_free_delivery_looks_at_what_the_goods_cost_after_the_reduction() -> None:
    """Two jars by subscription cost 73.90 and do not reach 75.00; at full price they do."""
    reduced, full = (
        shipping([priced(a_line("46.19", 2, off, weight_g=300))], "standard", to=ONTARIO, on=DAY) for off in ("20", "0")
    )
    assert (reduced.how, full.how, full.amount) == ("by-weight", "free", Decimal("0.00"))


def test_nothing_costs_nothing_to_deliver() -> None:
    """An empty cart has no delivery."""
    sent = shipping([], "standard", to=ONTARIO, on=DAY)
    assert (sent.amount, sent.how) == (Decimal("0.00"), "nothing-to-deliver")


def test_the_charges_of_the_demonstration_are_marked_so() -> None:
    """Nobody takes the examples for a carrier's tariff."""
    assert shipping_book().example
    assert shipping_book().decided_by == "the demonstration shop"
    assert shipping([priced(a_line())], "express", to=ONTARIO, on=DAY).example


@given(carts, everywhere, st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_heavier_parcel_never_costs_less(lines: list, to: str, one: int, other: int) -> None:
    """Delivery rises with weight, is never negative, and is never without an amount."""
    lighter, heavier = (
        shipping([priced(a_line("1.00", weight_g=grams))], "standard", to=place(to), on=DAY).amount
        for grams in sorted((one, other))
    )
    assert 0 <= lighter <= heavier
    assert all(each.amount >= 0 for each in shipping_options([priced(x) for x in lines], to=place(to), on=DAY))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("amount = 7 }", "ca.toml:.*must rise"),
        ("flat = 9", "ca.toml:.*flat"),
        ("from = 2026-01-01\nflat = 16", "ca.toml:.*before it begins"),
        ("beyond = { step_g = 1000, amount = 2 }", "ca.toml:.*bands need"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(tmp_path: Path, wrong: str, said: str) -> None:
    """A falling band, a negative amount, a time that ends before it begins, a weight without an amount."""
    mended = {
        "amount = 7 }": "amount = 70 }",
        "flat = 9": "flat = -9",
        "from = 2026-01-01\nflat = 16": "from = 2026-01-01\nto = 2025-01-01\nflat = 16",
        "beyond = { step_g = 1000, amount = 2 }": "",
    }
    path = tmp_path / "ca.toml"
    text = (RATES / "shipping/ca.toml").read_text("utf-8")
    assert wrong in text
    path.write_text(text.replace(wrong, mended[wrong], 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        shipping_book(path)
