# SPDX-License-Identifier: Apache-2.0
"""How many servings of the facts table a day's dose comes to, from the directions alone."""

from __future__ import annotations

from decimal import Decimal

from officinal.errors import UnitError
from officinal.label.quantity import Measure, Quantity, Span
from officinal.label.record import Serving
from officinal.label.use import Directions

_HOURS = {"hour": Decimal(1), "day": Decimal(24), "week": Decimal(168), "month": Decimal(720)}
_PER_DAY = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30)}


def times_a_day(directions: Directions) -> Span | None:
    """How often a day a dose is taken; None where the directions do not say.

    >>> times_a_day(Directions(servings=Measure(min="2", max="2"), per="day", times=Span(min="1", max="2")))
    Span(min=Decimal('1'), max=Decimal('2'))
    """
    if directions.every is not None and directions.every.unit in _HOURS and directions.every.max:
        hours = _HOURS[directions.every.unit]
        shortest, longest = directions.every.min or directions.every.max, directions.every.max
        return Span(min=24 / (longest * hours), max=24 / (shortest * hours)) if shortest else None
    if directions.per not in _PER_DAY:
        return None
    days = _PER_DAY[directions.per]
    if directions.times is None:
        return Span(min=1 / days, max=1 / days)
    return Span(
        min=None if directions.times.min is None else directions.times.min / days,
        max=None if directions.times.max is None else directions.times.max / days,
    )


def daily_servings(directions: Directions, serving: Serving | None) -> Span | None:
    """The least and most servings of the facts table a day; None where the two cannot be brought together.

    "1 to 2 scoops daily" is half a serving to one where the table's serving is 2 scoops.
    A ceiling ("at most 4 capsules a day") bounds the most.
    """
    often = times_a_day(directions)
    dose = directions.servings and in_servings(directions.servings, serving)
    ceiling = directions.most_per_day and in_servings(directions.most_per_day, serving)
    if often is None or dose is None or dose.max is None or often.max is None:
        return Span(max=ceiling.max) if ceiling and ceiling.max is not None else None
    least = (dose.min if dose.min is not None else dose.max) * (often.min if often.min is not None else often.max)
    most = dose.max * often.max
    if ceiling and ceiling.max is not None:
        most = min(most, ceiling.max) if directions.as_needed else max(ceiling.max, least) if ceiling.max > most else ceiling.max
    return Span(min=min(least, most), max=most)


def in_servings(dose: Measure, serving: Serving | None) -> Span | None:
    """A dose (2 scoops, 5 mL, 1 serving) as a number of servings of the facts table."""
    if dose.unit in ("serving", "portion"):
        return Span(min=dose.min, max=dose.max)
    if serving is None:
        return None
    size = _size(dose.unit, serving)
    return size and Span(
        min=None if dose.min is None else dose.min / size, max=None if dose.max is None else dose.max / size
    )


def _size(unit: str | None, serving: Serving) -> Decimal | None:
    """How many of a dose's units one serving is."""
    if serving.count and (unit is None or unit == serving.unit):
        return serving.max_count or serving.count
    for measure in (serving.mass, serving.volume):
        if measure and measure.value and unit:
            try:
                return Quantity(value=measure.value, unit=measure.unit).to(unit).value
            except UnitError:
                continue
    return None
