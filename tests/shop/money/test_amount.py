# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shop.money.orders import money, percents

from officinal.errors import AskedForUnknown, MoneyError
from officinal.shop.money import exact, exponent, percent_off, rounded, split


def test_twenty_percent_off_the_founding_price() -> None:
    """The founding page's jar costs 36.95 by subscription."""
    assert percent_off(Decimal("46.19"), Decimal(20)) == Decimal("36.95")


def test_half_a_cent_goes_up() -> None:
    """Halves go up, also where a banker would round them to the even cent."""
    assert [rounded(Decimal(each)) for each in ("0.125", "0.135", "0.1249")] == [
        Decimal("0.13"),
        Decimal("0.14"),
        Decimal("0.12"),
    ]


def test_a_currency_without_cents_is_rounded_to_whole_units() -> None:
    """Yen have no cents, and a sum is shared out in whole yen."""
    assert str(percent_off(Decimal(1999), Decimal(15), "JPY")) == "1699"
    assert split(Decimal(100), [Decimal(1)] * 3, "JPY") == (Decimal(34), Decimal(33), Decimal(33))


def test_a_currency_that_is_not_known_is_refused() -> None:
    """Nobody guesses how many cents a currency has."""
    with pytest.raises(AskedForUnknown, match="known are CAD, EUR, GBP, JPY, USD"):
        exponent("XAU")


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "NaN", "Infinity", "1e30"])
def test_what_is_no_amount_of_money_is_refused(amount: str) -> None:
    """Below nothing, finer than a cent, not a number, beyond all measure."""
    with pytest.raises(MoneyError):
        exact(Decimal(amount))


@pytest.mark.parametrize("percent", ["-1", "100.01", "NaN"])
def test_no_more_than_everything_can_be_taken_off(percent: str) -> None:
    """A reduction is between nothing and the whole price."""
    with pytest.raises(MoneyError, match="from 0 to 100"):
        percent_off(Decimal(10), Decimal(percent))


@pytest.mark.parametrize("weights", [["0", "0"], ["1", "-1"], []])
def test_nothing_to_share_by_is_refused(weights: list[str]) -> None:
    """Money is not lost by sharing it among nobody."""
    with pytest.raises(MoneyError, match="shared"):
        split(Decimal("1.00"), [Decimal(each) for each in weights])


@given(money, percents)
def test_a_reduced_price_is_between_nothing_and_the_price(price: Decimal, percent: Decimal) -> None:
    """No reduction makes a price negative or larger."""
    assert 0 <= percent_off(price, percent) <= price


@given(money, st.lists(st.decimals(0, 1000, places=3), min_size=1).filter(any))
def test_parts_sum_to_the_whole_and_are_fair(amount: Decimal, weights: list[Decimal]) -> None:
    """Each part is within one cent of its exact share, and no cent is lost or made."""
    parts = split(amount, weights)
    assert sum(parts) == amount
    shares = [amount * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < Decimal("0.01") for part, share in zip(parts, shares, strict=True))
    assert all(part >= 0 for part in parts)
