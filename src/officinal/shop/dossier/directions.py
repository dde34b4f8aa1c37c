# SPDX-License-Identifier: Apache-2.0
"""How to take it, as a little timetable, and how long a container lasts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from officinal.checks.case import Case
from officinal.checks.finding import figure
from officinal.label import Directions, Measure, Span
from officinal.shop.dossier.amounts import most_a_day


def timetable(case: Case, locale: str) -> list[dict[str, Any]]:
    """One entry for each recommended dose, its parts as data; words are the page's."""
    return [_dose(each) for each in case.label.directions]


def _dose(each: Directions) -> dict[str, Any]:
    return {
        "population": each.population,
        "age": _measure(each.age),
        "servings": _span(each.servings),
        "unit": each.servings.unit if each.servings else None,
        "per": each.per,
        "times": _span(each.times),
        "every": _measure(each.every),
        "time_of_day": list(each.time_of_day),
        "food": each.food,
        "as_needed": each.as_needed,
        "route": each.route,
        "most_per_day": _measure(each.most_per_day),
        "keep_apart": [
            {"from": apart.from_, "hours": None if apart.hours is None else figure(apart.hours), "words": apart.as_printed}
            for apart in each.keep_apart
        ],
        "dilute": None if each.dilute is None else {"amount": _measure(each.dilute), "in": list(each.dilute.in_)},
        "duration": _measure(each.duration),
    }


def _span(span: Span | None) -> str | None:
    """A number or a range: 1, 1–2, ≤ 4."""
    if span is None or (span.min is None and span.max is None):
        return None
    if span.min is None or span.max is None:
        return f"≤\u00a0{figure(span.max)}" if span.max is not None else f"≥\u00a0{figure(span.min or Decimal(0))}"
    return figure(span.min) if span.min == span.max else f"{figure(span.min)}–{figure(span.max)}"


def _measure(measure: Measure | None) -> str | None:
    number = _span(measure)
    return None if number is None or measure is None else f"{number}\u00a0{measure.unit or ''}".strip()


def days_supply(case: Case) -> dict[str, str] | None:
    """How many days a container lasts at the most and at the least servings a day; None where the label does not tell."""
    table = case.tables[0]
    day = most_a_day(case, table)
    if table.servings_per_container is None or day is None or not day.max:
        return None
    shortest = table.servings_per_container / day.max
    longest = table.servings_per_container / (day.min or day.max)
    return {"least": figure(shortest, 0), "most": figure(longest, 0), "exact": format(shortest, "f")[:12]}
