# SPDX-License-Identifier: Apache-2.0
"""How many servings of the facts table a day's dose comes to, from the directions alone.

An end that the label leaves open stays open: "up to 2 capsules" has no least, "2 capsules or more" no most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from officinal.errors import UnitError
from officinal.label.quantity import Measure, Span
from officinal.label.record import Serving
from officinal.label.units import convert
from officinal.label.use import Directions

_HOURS = {"hour": Decimal(1), "day": Decimal(24), "week": Decimal(168), "month": Decimal(720)}
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30)}
_ALIKE = {"softgel": "capsule", "caplet": "tablet", "sachet": "packet"}
"""words for one thing to take, which directions and facts tables use for each other"""
_SPOONS = {"teaspoon": (Decimal(5), "mL"), "tablespoon": (Decimal(15), "mL")}
"""what they hold on a label by 21 CFR 101.9(b)(5)(viii)"""
_ONE = Decimal(1)


def times_a_day(directions: Directions) -> Span | None:
    """How often a day a dose is taken; None where the directions do not say.

    A time of day says it too: "at bedtime" is once, "in the morning or evening" once or twice.

    >>> times_a_day(Directions(servings=Measure(min="2", max="2"), per="day", times=Span(min="1", max="2")))
    Span(min=Decimal('1'), max=Decimal('2'))
    """
    often = _times_in_days(directions)
    return often and _span(_over(often[0].min, often[1]), _over(often[0].max, often[1]))


def _times_in_days(directions: Directions) -> tuple[Span, Decimal] | None:
    """So many times in so many days."""
    every = directions.every
    if every is not None and every.unit in _HOURS:
        hours = _HOURS[every.unit]
        shortest = every.min if every.min is not None else every.max
        return _span(
            24 / (every.max * hours) if every.max else None, 24 / (shortest * hours) if shortest else None
        ), _ONE
    if directions.per is None and directions.time_of_day:
        return directions.times or _span(_ONE, Decimal(len(directions.time_of_day))), _ONE
    days = _DAYS.get(directions.per or "")
    return None if days is None else (directions.times or _span(_ONE, _ONE), days)


def daily_servings(directions: Directions, serving: Serving | None) -> Span | None:
    """The least and most servings of the facts table a day; None where the two cannot be brought together.

    "1 to 2 scoops daily" is half a serving to one where the table's serving is 2 scoops. A ceiling ("at most 4
    capsules a day") can only lower the most, except for a dose that is taken as needed: then it is the most.
    """
    dose = in_servings(directions.servings, serving) if directions.servings else None
    often = _times_in_days(directions)
    least = most = None
    if dose and often:
        times, days = often
        least, most = _over(_times(dose.min, times.min), days), _over(_times(dose.max, times.max), days)
    ceiling = _ceiling(directions, serving)
    if ceiling is not None:
        by_need = directions.as_needed and directions.every is None
        most = ceiling if by_need or most is None else min(most, ceiling)
        least = None if least is None else min(least, most)
    return None if least is None and most is None else _span(least, most)


def together(doses: Iterable[Directions], serving: Serving | None) -> Span | None:
    """Doses that are all taken on one day, in servings: a capsule in the morning and two at bedtime are three.

    A ceiling that the doses share bounds their sum.
    """
    least, most, ceilings = Decimal(0), Decimal(0), []
    for dose in doses:
        day = daily_servings(dose, serving)
        if day is None or day.min is None or day.max is None:
            return None
        least, most = least + day.min, most + day.max
        ceilings += [ceiling] if (ceiling := _ceiling(dose, serving)) is not None else []
    most = min([most, *ceilings])
    return _span(min(least, most), most)


def in_servings(dose: Measure, serving: Serving | None) -> Span | None:
    """A dose (2 scoops, 5 mL, 1 serving) as a number of servings of the facts table."""
    if dose.unit in ("serving", "portion"):
        return _span(dose.min, dose.max)
    size = _size(dose.unit, serving) if serving else None
    return _span(_over(dose.min, size), _over(dose.max, size)) if size else None


def _ceiling(directions: Directions, serving: Serving | None) -> Decimal | None:
    """The most a day in so many words, in servings."""
    most = in_servings(directions.most_per_day, serving) if directions.most_per_day else None
    return None if most is None else most.max if most.max is not None else most.min


def _size(unit: str | None, serving: Serving) -> Decimal | None:
    """How many of a dose's units one serving is."""
    if serving.count and (unit is None or _ALIKE.get(unit, unit) == _ALIKE.get(serving.unit or "", serving.unit)):
        return serving.max_count or serving.count
    if unit is None:
        return None
    one = _SPOONS.get(unit, (_ONE, unit))
    return next((size for measure in _measures(serving) if (size := _ratio(measure, one))), None)


def _measures(serving: Serving) -> Iterator[tuple[Decimal, str]]:
    """What a serving weighs or fills, in as many ways as the label says it."""
    for measure in (serving.mass, serving.volume):
        if measure is not None and measure.unit is not None:
            yield measure.value, measure.unit
    if serving.count and serving.unit:
        each, unit = _SPOONS.get(serving.unit, (_ONE, serving.unit))
        yield (serving.max_count or serving.count) * each, unit


def _ratio(measure: tuple[Decimal, str], one: tuple[Decimal, str]) -> Decimal | None:
    """How many of one measure another is, by whichever unit can be turned exactly into the other's."""
    try:
        return convert(*measure, one[1]) / one[0]
    except UnitError:
        pass
    try:
        return measure[0] / convert(*one, measure[1])
    except UnitError:
        return None


def _span(least: Decimal | None, most: Decimal | None) -> Span:
    """A span that was worked out: its ends may have more digits than a label prints."""
    return Span.model_construct(min=least, max=most)


def _over(number: Decimal | None, by: Decimal) -> Decimal | None:
    return None if number is None else number / by


def _times(number: Decimal | None, by: Decimal | None) -> Decimal | None:
    return None if number is None or by is None else number * by
