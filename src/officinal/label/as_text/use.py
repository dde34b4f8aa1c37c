# SPDX-License-Identifier: Apache-2.0
"""The directions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from officinal.label.as_text.words import capital, in_a_row, printed_ends, printed_measure, printed_number, printed_unit
from officinal.label.quantity import Measure
from officinal.label.record import Label
from officinal.label.use import Directions

_PEOPLE = {
    "adult": "adults",
    "adolescent": "adolescents",
    "child": "children",
    "infant": "infants",
    "senior": "seniors",
    "pregnancy": "pregnant women",
    "breastfeeding": "breastfeeding women",
    "woman": "women",
    "man": "men",
}
_FOOD = {
    "with": "with food",
    "without": "on an empty stomach",
    "before": "before meals",
    "after": "after meals",
    "with-or-without": "with or without food",
}
_TIMES_OF_DAY = {
    "morning": "in the morning",
    "noon": "at noon",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
    "bedtime": "at bedtime",
}
_ROUTES = {
    "chew": ("Chew", ""),
    "topical": ("Apply", ""),
    "sublingual": ("Take", "under the tongue"),
    "dissolve": ("Dissolve", "in the mouth"),
    "nasal": ("Use", "in each nostril"),
    "oral": ("Take", "by mouth"),
}
_OFTEN = {"1": "once", "2": "twice"}


def directions_of(label: Label) -> Iterator[str]:
    """A line for each dose."""
    if label.directions:
        yield "Directions:"
    for each in label.directions:
        yield " ".join(_dose(each))


def _dose(directions: Directions) -> Iterator[str]:
    """The sentences of one dose: Adults: Take 1 to 2 scoops daily with food. Mix in 250 to 500 mL of water."""
    who = _who(directions)
    verb, where = _ROUTES.get(directions.route or "", ("Take", ""))
    words = (
        printed_measure(directions.servings) if directions.servings else "",
        where,
        _often(directions),
        in_a_row(_TIMES_OF_DAY[each] for each in directions.time_of_day) if directions.time_of_day else "",
        _FOOD.get(directions.food or "", ""),
        "as needed" if directions.as_needed else "",
    )
    taken = " ".join(word for word in words if word)
    if taken or who:
        said = f"{verb} {taken}." if taken else ""
        yield f"{who}: {said}".strip() if who else said
    if directions.dilute:
        liquids = in_a_row(directions.dilute.in_, "or") if directions.dilute.in_ else "liquid"
        volume = printed_measure(directions.dilute)
        yield f"Mix in {volume} of {liquids}." if volume else f"Mix in {liquids}."
    for printed, group in groupby(directions.keep_apart, key=lambda each: each.as_printed):
        yield f"Take {printed} {in_a_row((each.from_ for each in group), 'or')}."
    if directions.most_per_day:
        most = directions.most_per_day
        yield f"Do not exceed {printed_measure(Measure(min=most.max, max=most.max, unit=most.unit))} per day."
    if directions.duration:
        yield f"Use for {printed_measure(directions.duration)}."


def _who(directions: Directions) -> str:
    who = _PEOPLE.get(directions.population or "", "")
    for measure in (directions.age, directions.weight):
        if measure:
            who = f"{who} {_bounds(measure)}".strip()
    return ", ".join(each for each in (directions.part, capital(who)) if each)


def _bounds(measure: Measure) -> str:
    """Ages and weights: 6 to 12 years, 12 years and over, under 6 years."""
    unit = printed_unit(measure.unit, Decimal(2))
    if measure.max is None:
        return f"{printed_number(measure.min or Decimal(0))} {unit} and over"
    return f"under {printed_number(measure.max)} {unit}" if measure.min is None else printed_measure(measure)


def _often(directions: Directions) -> str:
    times = printed_ends(directions.times) if directions.times else ""
    said = _OFTEN.get(times, f"{times} times" if times else "")
    per = directions.per
    if per:
        said = f"{said} a {per}" if said else "daily" if per == "day" else f"per {per}"
    every = printed_measure(directions.every) if directions.every else ""
    return " ".join(word for word in (said, f"every {every}" if every else "") if word)
