# SPDX-License-Identifier: Apache-2.0
"""A recommended dose: whom it is for, and which directions are the times of one day."""

from __future__ import annotations

from typing import NamedTuple

from officinal.label import Directions, Span


class Dose(NamedTuple):
    """One recommended dose: whom it is for, and how many servings of a table it comes to a day."""

    pointer: str
    directions: Directions
    populations: tuple[str, ...]
    """our populations that it speaks to; empty where the label names people whose age we cannot tell"""
    servings: Span | None
    """None: the directions do not say how much a day, or not in the table's serving"""


_CHILDREN = {"infant": (0, 1), "age-1-3": (1, 4), "age-4-8": (4, 9), "age-9-13": (9, 14), "age-14-18": (14, 19)}
"""our populations below the adults, with the ages that they span"""
_ADULTS = {"pregnancy": "pregnancy", "breastfeeding": "breastfeeding", "woman": "adult-female", "man": "adult-male"}


def populations(directions: Directions) -> tuple[str, ...]:
    """The populations of our knowledge that a dose speaks to; a dose for nobody in particular is for adults."""
    age = directions.age
    over = {"month": 12, "months": 12, "year": 1, "years": 1, None: 1}.get(age.unit) if age else None
    youngest = age.min / over if age and over and age.min is not None else None
    oldest = age.max / over if age and over and age.max is not None else None
    if directions.population in ("child", "adolescent", "infant") or (oldest is not None and oldest < 19):
        if youngest is None:
            return {"infant": ("infant",), "adolescent": ("age-14-18",)}.get(directions.population or "", ())
        return tuple(
            group for group, (start, end) in _CHILDREN.items() if youngest < end and (oldest is None or start <= oldest)
        )
    adults = _ADULTS.get(directions.population or "", "adult")
    if youngest is None or youngest >= 18:
        return (adults,)
    return (*(group for group, (_, end) in _CHILDREN.items() if youngest < end), adults)


def same_day(day: list[Directions], more: Directions) -> bool:
    """Whether directions are for another time of a day that others, for the same people, have begun."""
    who = (more.population, more.age, more.weight, more.part)
    if any((each.population, each.age, each.weight, each.part) != who for each in day):
        return False
    times = [each.time_of_day for each in (*day, more)]
    plain = all(
        each.times is None and each.every is None and not each.as_needed and each.most_per_day == more.most_per_day
        for each in (*day, more)
    )
    return plain and all(times) and sum(map(len, times)) == len(set().union(*times))
