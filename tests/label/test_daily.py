# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import directions, servings

from officinal.label import Directions, Measure, Quantity, Serving, Span
from officinal.label.daily import daily_servings, in_servings, times_a_day, together

CAPSULE = {"count": "1", "unit": "capsule"}
TWO_SCOOPS = {"count": "2", "unit": "scoop", "mass": {"value": "6.9", "unit": "g"}}
SYRUP = {"volume": {"value": "5", "unit": "mL"}}


def _of(least: str | None, most: str | None, unit: str | None) -> dict[str, Any]:
    return {"min": least, "max": most, "unit": unit}


ONE, TWO = _of("1", "1", "capsule"), _of("2", "2", "capsule")
ONE_TO_TWO_SCOOPS = _of("1", "2", "scoop")

CASES: dict[str, tuple[dict[str, Any], dict[str, Any] | None, tuple[str | None, str | None] | None]] = {
    "two capsules daily": ({"servings": TWO, "per": "day"}, CAPSULE, ("2", "2")),
    "one to two scoops of a serving of two": ({"servings": ONE_TO_TWO_SCOOPS, "per": "day"}, TWO_SCOOPS, ("0.5", "1")),
    "a capsule three times a day": ({"servings": ONE, "per": "day", "times": {"min": "3", "max": "3"}}, CAPSULE, ("3", "3")),
    "one or two capsules one to three times a day": (
        {"servings": _of("1", "2", "capsule"), "per": "day", "times": {"min": "1", "max": "3"}}, CAPSULE, ("1", "6")),
    "every four to six hours": ({"servings": ONE, "every": _of("4", "6", "hour")}, CAPSULE, ("4", "6")),
    "every four to six hours, at most four": (
        {"servings": ONE, "every": _of("4", "6", "hour"), "most_per_day": _of(None, "4", "capsule")}, CAPSULE, ("4", "4")),
    "every six hours as needed, at most eight: the interval allows four": (
        {"servings": ONE, "every": _of("6", "6", "hour"), "as_needed": True, "most_per_day": _of(None, "8", "capsule")},
        CAPSULE, ("4", "4")),
    "no more often than every eight hours": ({"servings": ONE, "every": _of("8", None, "hour")}, CAPSULE, (None, "3")),
    "every other day": ({"servings": ONE, "every": _of("2", "2", "day")}, CAPSULE, ("0.5", "0.5")),
    "every hour of none": ({"servings": ONE, "every": _of("0", "0", "hour")}, CAPSULE, None),
    "seven capsules a week": ({"servings": _of("7", "7", "capsule"), "per": "week"}, CAPSULE, ("1", "1")),
    "a capsule seven times a week": ({"servings": ONE, "per": "week", "times": {"min": "7", "max": "7"}}, CAPSULE, ("1", "1")),
    "thirty capsules a month": ({"servings": _of("30", "30", "capsule"), "per": "month"}, CAPSULE, ("1", "1")),
    "an hourly dose": ({"servings": ONE, "per": "hour"}, CAPSULE, None),
    "a dose at each use": ({"servings": ONE, "per": "use"}, CAPSULE, None),
    "a dose with each meal": ({"servings": ONE, "food": "with"}, CAPSULE, None),
    "a capsule at bedtime": ({"servings": ONE, "time_of_day": ["bedtime"]}, CAPSULE, ("1", "1")),
    "two capsules in the morning and in the evening": (
        {"servings": TWO, "time_of_day": ["morning", "evening"], "times": {"min": "2", "max": "2"}}, CAPSULE, ("4", "4")),
    "two capsules in the morning or in the evening": (
        {"servings": TWO, "time_of_day": ["morning", "evening"]}, CAPSULE, ("2", "4")),
    "two capsules daily, in the morning or in the evening": (
        {"servings": TWO, "per": "day", "time_of_day": ["morning", "evening"]}, CAPSULE, ("2", "2")),
    "up to two capsules daily": ({"servings": _of(None, "2", "capsule"), "per": "day"}, CAPSULE, (None, "2")),
    "two capsules or more daily": ({"servings": _of("2", None, "capsule"), "per": "day"}, CAPSULE, ("2", None)),
    "two capsules or more daily, at most five": (
        {"servings": _of("2", None, "capsule"), "per": "day", "most_per_day": _of(None, "5", "capsule")}, CAPSULE, ("2", "5")),
    "a capsule up to three times a day": ({"servings": ONE, "per": "day", "times": {"min": None, "max": "3"}}, CAPSULE, (None, "3")),
    "a capsule one to three times a day, at most two": (
        {"servings": ONE, "per": "day", "times": {"min": "1", "max": "3"}, "most_per_day": _of(None, "2", "capsule")},
        CAPSULE, ("1", "2")),
    "a ceiling below the dose lowers both ends": (
        {"servings": _of("3", "3", "capsule"), "per": "day", "most_per_day": _of(None, "2", "capsule")}, CAPSULE, ("2", "2")),
    "a ceiling above the dose raises nothing": (
        {"servings": ONE, "per": "day", "most_per_day": _of(None, "4", "capsule")}, CAPSULE, ("1", "1")),
    "a ceiling of a dose as needed is the most": (
        {"servings": ONE, "per": "day", "times": {"min": "1", "max": "1"}, "as_needed": True, "most_per_day": _of(None, "3", "capsule")},
        CAPSULE, ("1", "3")),
    "a capsule as needed": ({"servings": ONE, "as_needed": True}, CAPSULE, None),
    "a capsule as needed, at most four a day": (
        {"servings": ONE, "as_needed": True, "most_per_day": _of(None, "4", "capsule")}, CAPSULE, (None, "4")),
    "a ceiling alone": ({"most_per_day": _of(None, "4", "capsule")}, CAPSULE, (None, "4")),
    "a ceiling written as a least": ({"most_per_day": _of("4", None, "capsule")}, CAPSULE, (None, "4")),
    "a ceiling in a unit of its own": (
        {"servings": ONE, "per": "day", "times": {"min": "1", "max": "3"}, "most_per_day": _of(None, "5", "mL")}, CAPSULE, ("1", "3")),
    "2.5 mL of a table for 5 mL": ({"servings": _of("2.5", "2.5", "mL"), "per": "day"}, SYRUP, ("0.5", "0.5")),
    "a teaspoon of a table for 5 mL": ({"servings": _of("1", "1", "teaspoon"), "per": "day", "times": {"min": "2", "max": "2"}}, SYRUP, ("2", "2")),
    "5 mL of a table for a tablespoon": ({"servings": _of("15", "15", "mL"), "per": "day"}, {"count": "1", "unit": "tablespoon"}, ("1", "1")),
    "two teaspoons of a table for a tablespoon and a half": (
        {"servings": _of("9", "9", "teaspoon"), "per": "day"}, {"count": "1.5", "unit": "tablespoon"}, ("2", "2")),
    "0.5 L of a table for 250 mL": ({"servings": _of("0.5", "0.5", "L"), "per": "day"}, {"volume": {"value": "250", "unit": "mL"}}, ("2", "2")),
    "a table in fluid ounces": ({"servings": _of("29.5735295625", "29.5735295625", "mL"), "per": "day"}, {"volume": {"value": "1", "unit": "fl oz"}}, ("1", "1")),
    "a dose in fluid ounces": ({"servings": _of("1", "1", "fl oz"), "per": "day"}, {"volume": {"value": "29.5735295625", "unit": "mL"}}, ("1", "1")),
    "13.8 g of a serving of 2 scoops (6.9 g)": ({"servings": _of("13.8", "13.8", "g"), "per": "day"}, TWO_SCOOPS, ("2", "2")),
    "a teaspoon of a table for a scoop": ({"servings": _of("1", "1", "teaspoon"), "per": "day"}, {"count": "1", "unit": "scoop"}, None),
    "millilitres of a table in grams": ({"servings": _of("5", "5", "mL"), "per": "day"}, {"mass": {"value": "5", "unit": "g"}}, None),
    "a capsule of a table for a softgel": ({"servings": TWO, "per": "day"}, {"count": "1", "unit": "softgel"}, ("2", "2")),
    "a number without a unit": ({"servings": _of("2", "2", None), "per": "day"}, CAPSULE, ("2", "2")),
    "a number without a unit of a table in grams": ({"servings": _of("2", "2", None), "per": "day"}, {"mass": {"value": "5", "unit": "g"}}, None),
    "a serving daily": ({"servings": _of("1", "1", "serving"), "per": "day"}, None, ("1", "1")),
    "a table whose serving is a range counts its upper end": (
        {"servings": TWO, "per": "day"}, {"count": "1", "max_count": "2", "unit": "capsule"}, ("1", "1")),
    "no serving": ({"servings": TWO, "per": "day"}, None, None),
    "a serving of nothing": ({"servings": TWO, "per": "day"}, {"count": "0", "unit": "capsule"}, None),
    "no amount": ({"per": "day"}, CAPSULE, None),
}  # fmt: skip


def _span(ends: tuple[str | None, str | None] | None) -> tuple[Decimal | None, Decimal | None] | None:
    return None if ends is None else (ends[0] and Decimal(ends[0]), ends[1] and Decimal(ends[1]))  # type: ignore[return-value]


def _ends(span: Span | None) -> tuple[Decimal | None, Decimal | None] | None:
    return None if span is None else (span.min, span.max)


@pytest.mark.parametrize("name", CASES)
def test_directions_come_to_servings_a_day(name: str) -> None:
    """What a label says of dose, frequency and ceiling comes to so many servings of its facts table a day."""
    said, serving, expected = CASES[name]
    found = daily_servings(Directions.model_validate(said), Serving.model_validate(serving) if serving else None)
    assert _ends(found) == _span(expected)


whole = st.integers(1, 12).map(Decimal)


@given(directions(), st.none() | servings())
def test_the_least_is_never_above_the_most(how: Directions, serving: Serving | None) -> None:
    """Whatever a label says, the day's dose is a span that goes up, or nothing at all."""
    found = daily_servings(how, serving)
    if found is not None:
        assert found.min is not None or found.max is not None
        assert found.min is None or found.max is None or found.min <= found.max


@given(whole, whole, whole)
def test_dose_times_frequency_over_serving(dose: Decimal, often: Decimal, size: Decimal) -> None:
    """So many capsules so many times a day are that many capsules, counted in servings."""
    how = Directions(servings=Measure(min=dose, max=dose, unit="capsule"), per="day", times=Span(min=often, max=often))
    found = daily_servings(how, Serving(count=size, unit="capsule"))
    assert found is not None
    assert found.min == found.max == dose / size * often


@given(directions(), servings(), whole)
def test_a_ceiling_never_raises_the_most(how: Directions, serving: Serving, ceiling: Decimal) -> None:
    """A ceiling lowers the most or leaves it, unless the dose is taken as needed."""
    free = how.model_copy(update={"most_per_day": None, "as_needed": False})
    bound = free.model_copy(update={"most_per_day": Measure(max=ceiling, unit="serving")})
    before, after = daily_servings(free, serving), daily_servings(bound, serving)
    assert after is not None
    assert after.max is not None
    assert after.max <= ceiling
    if before is not None and before.max is not None:
        assert after.max == min(before.max, ceiling)


@given(st.integers(1, 5000).map(lambda number: Decimal(number) / 10), st.sampled_from(("g", "mL")))
def test_a_unit_of_another_size_changes_nothing(value: Decimal, unit: str) -> None:
    """500 mL is 0.5 L, in the directions as in the table."""
    kilo = {"g": "kg", "mL": "L"}[unit]
    small, large = Measure(min=value, max=value, unit=unit), Measure(min=value / 1000, max=value / 1000, unit=kilo)
    key = {"g": "mass", "mL": "volume"}[unit]
    serving = Serving.model_validate({key: Quantity(value=Decimal(250), unit=unit)})
    assert in_servings(small, serving) == in_servings(large, serving)


@given(st.lists(st.tuples(whole, whole).map(sorted), min_size=1, max_size=4))
def test_doses_taken_together_add_up(days: list[list[Decimal]]) -> None:
    """The parts of a day make the day."""
    found = together([_dose(least, most) for least, most in days], _CAPSULE)
    assert found is not None
    assert (found.min, found.max) == (sum(least for least, _ in days), sum(most for _, most in days))


@pytest.mark.parametrize("open_", [None, Span(min=Decimal(1)), Span(max=Decimal(1))])
def test_one_unknown_part_leaves_the_day_unknown(open_: Span | None) -> None:
    """A part of the day that is not known, or open, cannot be added up."""
    part = Directions(per="day") if open_ is None else _dose(open_.min, open_.max)
    assert together([_dose(Decimal(1), Decimal(1)), part], _CAPSULE) is None


def test_how_often_is_a_matter_of_its_own() -> None:
    """Frequency is known where the amount is not, and a week's times are spread over its days."""
    assert times_a_day(Directions(per="day")) == Span(min=Decimal(1), max=Decimal(1))
    assert times_a_day(Directions(per="week", times=Span(min=Decimal("3.5"), max=Decimal(7)))) == Span(
        min=Decimal("0.5"), max=Decimal(1)
    )
    assert times_a_day(Directions()) is None


_CAPSULE = Serving(count=Decimal(1), unit="capsule")


def _dose(least: Decimal | None, most: Decimal | None, **more: object) -> Directions:
    """So many capsules a day, of servings of one capsule."""
    return Directions(servings=Measure(min=least, max=most, unit="capsule"), per="day", **more)  # type: ignore[arg-type]


def test_a_ceiling_that_doses_of_a_day_share_bounds_their_sum() -> None:
    """One in the morning, two at night and at most three a day are three; at most two would be two."""
    for ceiling, day in ((3, 3), (2, 2)):
        most = Measure(max=Decimal(ceiling), unit="capsule")
        doses = [_dose(Decimal(1), Decimal(1), most_per_day=most), _dose(Decimal(2), Decimal(2), most_per_day=most)]
        found = together(doses, _CAPSULE)
        assert found is not None
        assert found.max == day
