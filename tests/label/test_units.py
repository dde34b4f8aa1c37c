# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import numbers

from officinal.errors import UnitError
from officinal.label import Equivalence, convert, dimension, known_units

VITAMIN_D = Equivalence("IU", Decimal("0.025"), "mcg")


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("0.6", "mg", "mcg", "600"),
        ("2.50", "g", "mg", "2500"),
        ("1", "kg", "ng", "1000000000000"),
        ("1", "lb", "g", "453.59237"),
        ("1", "oz", "g", "28.349523125"),
        ("16", "oz", "lb", "1"),
        ("1", "fl oz", "mL", "29.5735295625"),
        ("250", "mL", "L", "0.25"),
        ("1", "kcal", "kJ", "4.184"),
        ("400", "mcg DFE", "mg DFE", "0.4"),
        ("2.5", "mEq", "Eq", "0.0025"),
        ("0.05", "%", "ppm", "500"),
        ("0", "mg", "g", "0"),
    ],
)
def test_units_of_one_kind_convert_by_definition(value: str, unit: str, to: str, expected: str) -> None:
    """Milligrams are thousandths of grams everywhere, so no knowledge of the substance is needed."""
    assert convert(Decimal(value), unit, to) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("1000", "IU", "mcg", "25"),
        ("1000", "IU", "mg", "0.025"),
        ("25", "mcg", "IU", "1000"),
        ("0.025", "mg", "IU", "1000"),
    ],
)
def test_an_equivalence_leads_both_ways(value: str, unit: str, to: str, expected: str) -> None:
    """What one IU of a substance weighs turns IU into mass and mass into IU, at any size of the unit."""
    assert convert(Decimal(value), unit, to, [VITAMIN_D]) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to", "why"),
    [
        ("IU", "mcg", "without knowing what one weighs as the other for this substance"),
        ("mg", "mL", "cannot convert mg (mass) to mL (volume)"),
        ("mcg RAE", "mcg", "mass as RAE"),
        ("HUT", "SKB", "activity (HUT)"),
        ("scoop", "g", "scoop is not a unit we know"),
        ("g", "heaped spoon", "heaped spoon is not a unit we know"),
    ],
)
def test_a_refused_conversion_says_why(unit: str, to: str, why: str) -> None:
    """An amount that cannot be expressed in another unit is refused with both units and the reason."""
    with pytest.raises(UnitError) as refusal:
        convert(Decimal(1), unit, to)
    assert why in str(refusal.value)
    assert unit in str(refusal.value)
    assert to in str(refusal.value)


def test_a_result_without_a_last_digit_is_refused() -> None:
    """A third has no finite decimal form, so it is refused and not rounded behind one's back."""
    with pytest.raises(UnitError, match="1 kJ in kcal has no finite decimal form; round it where it is shown"):
        convert(Decimal(1), "kJ", "kcal")


def test_an_equivalence_of_nothing_is_no_way_back() -> None:
    """Where one unit is stated to weigh nothing, mass cannot be turned into that unit."""
    with pytest.raises(UnitError, match="without knowing"):
        convert(Decimal(1), "mcg", "IU", [Equivalence("IU", Decimal(0), "mcg")])


def test_more_digits_than_a_calculator_holds_stay_exact() -> None:
    """Forty digits go through a conversion and none of them is rounded."""
    digits = "1234567890123456789012345678901234567.891"
    assert format(convert(Decimal(digits), "g", "mg"), "f") == "1234567890123456789012345678901234567891"


@given(numbers(), st.sampled_from(known_units()), st.sampled_from(known_units()))
def test_conversion_there_and_back_gives_the_same_amount(value: Decimal, unit: str, to: str) -> None:
    """Any conversion that is possible at all can be undone without losing anything."""
    try:
        there = convert(value, unit, to)
    except UnitError:
        return
    assert convert(there, to, unit) == value


@given(numbers(least="1"), st.sampled_from(["ng", "mcg", "mg", "g", "kg", "lb"]))
def test_a_larger_amount_stays_larger_in_every_unit(value: Decimal, unit: str) -> None:
    """Conversion keeps the order of amounts."""
    assert convert(value, unit, "ng") < convert(value + 1, unit, "ng")


@pytest.mark.parametrize(
    ("unit", "measured"),
    [("mg", "mass"), ("mcg RAE", "mass as RAE"), ("CFU", "colony-forming units"), ("scoop", None), ("MG", None)],
)
def test_a_unit_says_what_it_measures(unit: str, measured: str | None) -> None:
    """Known units name their dimension; other words, and other capitals, have none."""
    assert dimension(unit) == measured


def test_known_units_are_sorted_and_each_has_a_dimension() -> None:
    """The list of units is in order and complete."""
    assert list(known_units()) == sorted(known_units())
    assert all(dimension(unit) for unit in known_units())
