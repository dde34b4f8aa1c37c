# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shop.money.orders import ALL, DAY, a_line, an_order, carts, everywhere, money, orders

from officinal.errors import AskedForUnknown, MoneyError, RecordError
from officinal.shop.money import Line, Quote, from_dict, place, priced, taxes, to_dict


@given(orders())
def test_goods_delivery_and_taxes_sum_to_the_total(order: Quote) -> None:
    """What is asked for is what is listed, and nothing on the list is negative."""
    assert order.total == order.goods + order.shipping.amount + order.tax_total
    assert order.goods == sum(line.total for line in order.lines)
    assert min(order.goods, order.discount, order.shipping.amount, *(tax.amount for tax in order.taxes), 0) == 0
    assert all(tax.base == tax.goods + tax.delivery for tax in order.taxes)
    assert order.total.as_tuple().exponent == -2


@given(carts, everywhere, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(lines: list[Line], to: str, chance: object) -> None:
    """A shuffled cart costs the same and has the same digest."""
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = an_order(*lines, to=to), an_order(*shuffled, to=to)
    assert (one.total, one.digest) == (other.total, other.digest)
    assert [tax.amount for tax in one.taxes] == [tax.amount for tax in other.taxes]


@given(carts, everywhere, money, st.integers(0, 5), st.decimals(0, 50, places=2))
def test_a_dearer_taxed_line_never_lowers_a_tax(
    lines: list[Line], to: str, shipping: Decimal, which: int, more: Decimal
) -> None:
    """Tax rises with what it taxes."""
    which %= len(lines)
    dearer = [*lines]
    dearer[which] = replace(lines[which], unit_price=lines[which].unit_price + more)
    before, after = (
        taxes([priced(each) for each in cart], shipping, to=place(to), on=DAY, registrations=ALL)
        for cart in (lines, dearer)
    )
    was = {tax.code: tax.amount for tax in before.charged}
    now = {tax.code: tax.amount for tax in after.charged if which in tax.lines}
    assert all(now.get(code, 0) >= was[code] for code in was if code in now)


@given(orders())
def test_a_stored_quote_comes_back_the_same(order: Quote) -> None:
    """A quote goes through JSON without losing a digit."""
    back = from_dict(json.loads(json.dumps(to_dict(order))))
    assert back == order
    assert back.digest == order.digest


def test_a_stored_quote_that_is_broken_is_refused() -> None:
    """The error names the key."""
    stored = to_dict(an_order(a_line()))
    stored["lines"][0]["total"] = "much"
    with pytest.raises(RecordError, match=r"lines\.0\.total"):
        from_dict(stored)


def test_two_jars_by_subscription_to_quebec() -> None:
    """The founding page's price, reduced, delivered and taxed."""
    order = an_order(a_line("46.19", 2, "20", weight_g=300), to="CA-QC")
    assert (order.subtotal, order.discount, order.goods) == (Decimal("92.38"), Decimal("18.48"), Decimal("73.90"))
    assert (order.shipping.amount, order.tax_total, order.total) == (
        Decimal("9.00"),
        Decimal("12.42"),
        Decimal("95.32"),
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"unit_price": Decimal("46.20")},
        {"quantity": 2},
        {"percent_off": Decimal(10)},
        {"sku": "mg-301"},
        {"tax_class": "basic_grocery"},
    ],
)
def test_the_digest_changes_with_what_is_bought_and_what_it_costs(changed: dict) -> None:
    """A price that rose between cart and payment is noticed."""
    line = a_line()
    assert an_order(line).digest != an_order(replace(line, **changed)).digest


def test_the_digest_changes_with_the_place_the_way_and_the_rates() -> None:
    """Also where the total happens to be the same."""
    digests = {
        an_order(a_line()).digest,
        an_order(a_line(), to="CA-QC").digest,
        an_order(a_line(), shipping_choice="express").digest,
        an_order(a_line(), registrations={}).digest,
        an_order(a_line(), registrations={}, to="CA-QC").digest,
    }
    assert len(digests) == 5


def test_the_digest_does_not_change_with_language_day_or_spelling_of_a_number() -> None:
    """Midnight, a French name and 20.00 in place of 20 ask for the same money."""
    line = a_line(off="20")
    same = replace(line, name="Magnésium", percent_off=Decimal("20.00"), unit_price=Decimal("46.190"))
    assert an_order(line).digest == an_order(same, on=DAY + dt.timedelta(days=1)).digest


def test_a_quote_says_what_must_be_said_with_the_total() -> None:
    """Taxes of the destination, a flat rate for want of a weight, and amounts made up for demonstration."""
    assert an_order(a_line("10.00"), to="US").notices == ("taxes-abroad", "weight-unknown", "example-shipping")
    assert an_order(a_line("10.00", weight_g=100)).notices == ("example-shipping",)


@pytest.mark.parametrize("quantity", [0, -1, 1.5, 10**9])
def test_a_quantity_that_cannot_be_bought_is_refused(quantity: int) -> None:
    """None, less than none, a half, and more than there can be."""
    with pytest.raises(MoneyError, match=r"mg-300: .*whole number"):
        an_order(a_line(quantity=quantity))


@pytest.mark.parametrize("price", ["-1.00", "46.195", "NaN"])
def test_a_price_that_cannot_be_paid_is_refused(price: str) -> None:
    """The error names the product."""
    with pytest.raises(MoneyError, match="the price of mg-300"):
        an_order(a_line(price))


def test_a_tax_class_that_does_not_exist_is_refused() -> None:
    """The error names the classes."""
    with pytest.raises(AskedForUnknown, match="nhp, basic_grocery, prescription, general"):
        an_order(a_line(tax_class="vitamin"))


def test_a_negative_weight_is_refused() -> None:
    """Nothing weighs less than nothing."""
    with pytest.raises(MoneyError, match="mg-300: it cannot weigh -1 g"):
        an_order(a_line(weight_g=-1))


def test_an_empty_cart_costs_nothing() -> None:
    """No lines, no delivery, no tax."""
    assert an_order().total == 0
