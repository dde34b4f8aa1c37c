# SPDX-License-Identifier: Apache-2.0
"""How to take it, as a little timetable, and how long a container lasts."""

from __future__ import annotations

from typing import Any

from officinal.checks.case import Case
from officinal.checks.finding import figure
from officinal.label import Directions
from officinal.label.use import KeepApart
from officinal.shop.dossier.amounts import most_a_day
from officinal.shop.dossier.pieces import measure, pieces, span
from officinal.shop.dossier.wording import Wording


def timetable(case: Case, wording: Wording) -> list[dict[str, Any]]:
    """One entry for each recommended dose, its parts as data; words are the page's."""
    return [_dose(each, wording) for each in case.label.directions]


def _dose(each: Directions, wording: Wording) -> dict[str, Any]:
    locale = wording.page
    return {
        "population": each.population,
        "age": measure(each.age, locale),
        "servings": measure(each.servings, locale),
        "per": each.per,
        "times": span(each.times, locale),
        "every": measure(each.every, locale),
        "time_of_day": list(each.time_of_day),
        "food": each.food,
        "as_needed": each.as_needed,
        "route": each.route,
        "most_per_day": measure(each.most_per_day, locale),
        "keep_apart": [_apart(apart, wording) for apart in each.keep_apart],
        "dilute": None
        if each.dilute is None
        else {"amount": measure(each.dilute, locale), "in": wording.entries("words", each.dilute.in_)},
        "duration": measure(each.duration, locale),
    }


def _apart(apart: KeepApart, wording: Wording) -> dict[str, Any]:
    return {
        **wording.entry("from", apart.from_),
        "hours": None if apart.hours is None else pieces(apart.hours, "hour", wording.page),
        **wording.entry("words", apart.as_printed),
    }


def days_supply(case: Case) -> dict[str, str] | None:
    """How many days a container lasts at the most and at the least servings a day; None where the label does not tell."""
    table = case.tables[0]
    day = most_a_day(case, table)
    if table.servings_per_container is None or day is None or not day.max:
        return None
    shortest = table.servings_per_container / day.max
    longest = table.servings_per_container / (day.min or day.max)
    return {"least": figure(shortest, 0), "most": figure(longest, 0), "exact": format(shortest, "f")[:12]}
