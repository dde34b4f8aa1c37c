# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from tests.strategies import numbers

from officinal.errors import UnitError
from officinal.label import Equivalence, Measure, Quantity, Span


def test_a_printed_zero_is_kept() -> None:
    """2.50 mg on the label is 2.50 mg in the record, not 2.5."""
    assert str(Quantity(value="2.50", unit="mg").value) == "2.50"


def test_amounts_that_weigh_the_same_number_are_equal() -> None:
    """2.50 mg and 2.5 mg are the same amount, however many zeros were printed."""
    assert Quantity(value="2.50", unit="mg") == Quantity(value="2.5", unit="mg")


@pytest.mark.parametrize("number", [0.5, 1e-3, float("nan"), True])
def test_binary_numbers_are_refused(number: Any) -> None:
    """A float may already be rounded, so an amount given as one is refused with the way to write it."""
    with pytest.raises(ValidationError, match=r'a number must be exact: write it in quotes, as in "0\.5"'):
        Quantity(value=number, unit="mg")


@pytest.mark.parametrize("number", ["-1", "-0", "NaN", "sNaN", "Infinity", "1E+41", "1" * 41, "one", ""])
def test_what_no_label_prints_is_no_number(number: str) -> None:
    """Amounts are finite, not negative and of a sane length."""
    with pytest.raises(ValidationError):
        Quantity(value=number, unit="mg")


@pytest.mark.parametrize(("low", "high"), [("5", "5"), ("5", "2.5")])
def test_a_range_of_amounts_goes_up(low: str, high: str) -> None:
    """The upper end of a range is above its lower end."""
    with pytest.raises(ValidationError, match="the upper end of a range must be above its lower end"):
        Quantity(value=low, max=high, unit="mL")


def test_a_span_may_be_one_number_or_open_and_never_goes_down() -> None:
    """ "1", "up to 4" and "at least 2" are spans; "3 to 2" is none."""
    assert Span(min="1", max="1").max == 1
    assert Measure(max="4", unit="capsule").min is None
    assert Span(min="2").max is None
    with pytest.raises(ValidationError, match="max is below min"):
        Span(min="3", max="2")


def test_an_amount_converts_with_its_range_and_its_qualifier() -> None:
    """Both ends of a range are converted, and "less than" stays "less than"."""
    assert Quantity(value="2.5", max="5", unit="mL").to("L") == Quantity(value="0.0025", max="0.005", unit="L")
    assert Quantity(value="1", unit="g", qualifier="less-than").to("mg").qualifier == "less-than"


def test_an_amount_converts_by_what_is_known_of_the_substance() -> None:
    """1000 IU of vitamin D are 25 mcg when the caller says what an IU weighs."""
    known = [Equivalence("IU", Decimal("0.025"), "mcg")]
    assert Quantity(value="1000", unit="IU").to("mcg", iter(known)) == Quantity(value="25", unit="mcg")


@pytest.mark.parametrize(
    ("amount", "to", "why"),
    [
        (Quantity(value="5"), "mg", "cannot convert 5 to mg: it was printed without a unit"),
        (Quantity(value="5", unit="IU"), "mg", "without knowing what one weighs"),
        (Quantity(value="1E+35", unit="kg"), "ng", "has more digits than a label's number may"),
    ],
)
def test_an_amount_that_cannot_be_converted_says_why(amount: Quantity, to: str, why: str) -> None:
    """A refusal names the amount and the reason."""
    with pytest.raises(UnitError, match=why):
        amount.to(to)


def test_an_amount_says_what_it_measures() -> None:
    """The dimension of an amount is that of its unit, if that is known."""
    assert Quantity(value="1", unit="IU").dimension == "international units"
    assert Quantity(value="1", unit="heaped spoon").dimension is None
    assert Quantity(value="1").dimension is None


@given(numbers())
def test_an_amount_in_its_own_unit_is_itself(number: Decimal) -> None:
    """Converting milligrams to milligrams changes nothing."""
    amount = Quantity(value=number, unit="mg")
    assert amount.to("mg") == amount
    assert amount.to("mcg").to("mg") == amount
