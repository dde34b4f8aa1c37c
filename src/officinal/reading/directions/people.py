# SPDX-License-Identifier: Apache-2.0
"""Whom a clause doses: a population, an age, a weight."""

from __future__ import annotations

import re
from decimal import Decimal

from officinal.label import Measure
from officinal.label.use import Population
from officinal.patterns import compiled, lazy
from officinal.reading.cues import Cues
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.item import Where

CUE = r"adult|adolescent|teen|child|kids?\b|enfant|toddler|infant|bab(?:y|ies)|nourrisson|bebe|senior|elderly|agees|aines|women|woman|femme|\bmen\b|homme|pregnan|enceinte|lactat|allait|nursing|year|yrs|\bage|\bans\b|months of"
WEIGHT_CUE = r"\blbs?\b|pounds|\bkg\b"
_POPULATIONS: tuple[tuple[Population, str], ...] = (
    ("adolescent", r"\b(?:adolescents?|teens?|teenagers?|teenaged)\b"),
    ("child", r"\b(?:child|children|kids?|enfants?|toddlers?)\b"),
    ("infant", r"\b(?:infants?|babies|nourrissons?|bebes?)\b"),
    ("senior", r"\b(?:seniors?|elderly|personnes agees|aines)\b"),
    ("pregnancy", r"\b(?:pregnant women|femmes enceintes|during pregnancy|pregnancy:|expectant mothers)\b"),
    ("breastfeeding", r"\b(?:breast-?feeding women|nursing mothers|femmes qui allaitent|lactating women)\b"),
    ("adult", r"\b(?:adults?|adultes?)\b"),
    ("woman", r"\b(?:women|woman|femmes?)\b"),
    ("man", r"\b(?:men|hommes?)\b"),
)
_POPULATION = tuple((kind, lazy(pattern)) for kind, pattern in _POPULATIONS)
_WHO = Cues({kind: (pattern,) for kind, pattern in _POPULATIONS})
_YEARS = r"(?:years?|yrs?|y\.?o\.?|ans|annees)"
_AGE = lazy(
    rf"(?P<min>\d{{1,3}}) ?(?:-|to|a|and|through|et) ?(?P<max>\d{{1,3}}) ?-?(?P<unit>{_YEARS}|months?|mois)\b"
    rf"|(?:ages?|aged|ages? de|age de|de) ?(?P<min4>\d{{1,3}}) ?(?:-|to|a|and) ?(?P<max4>\d{{1,3}})\b"
    rf"|(?:over|above|plus de|older than|\+ de|age|from|des|de|a partir de) ?(?:the age of |de )?(?P<min2>\d{{1,3}})(?!\d)(?: ?(?P<unit2>{_YEARS}|months?|mois)\b)?(?! ?(?:mg|ml|g|capsul|tabl|hour|minut|day|week))"
    rf"|(?P<min3>\d{{1,3}}) ?(?P<unit3>{_YEARS}|months?|mois)? ?(?:of age )?(?:\+|(?:and|&|et|or) (?:older|over|up|above|plus))"
    rf"|(?:under|below|moins de|younger than) ?(?:the age of |age )?(?P<max2>\d{{1,3}})(?!\d)(?: ?(?P<unit5>{_YEARS}|months?|mois))?(?! ?(?:mg|ml|g|lb|pounds|kg|capsul|tabl|hour|minut|day|week))"
)
_WEIGHT = lazy(r"(?:under|over|below|above|moins de|plus de) (?P<value>\d{1,3}) ?(?P<unit>lbs?|pounds|kg)\b")
_SHORTEST_LEAD = 12
"""people who stand before a dose take more letters; behind a dose at the very beginning they may stand anywhere"""
Group = tuple[Population, Where]
Age = tuple[Measure, Where]


def find_people(clause: Clause) -> tuple[Group | None, Age | None]:
    """Who the clause doses, and their ages."""
    population: Group | None = None
    words = clause.words
    named = _WHO(words)
    for kind, pattern in _POPULATION:
        match = pattern.search(words) if kind in named else None
        if (
            match
            and not compiled(
                r"(?:reach of|away from|portee des|half (?:of )?(?:the )?|not for|under the supervision of an) ?$"
            ).search(words[max(0, match.start() - 24) : match.start()])
            and (population is None or match.start() < population[1][0] - clause.start)
        ):
            population = (kind, clause.span(match))
    age = _AGE.search(words) if compiled(r"\d").search(words) else None
    if age is None or (population is None and not compiled(r"years|yrs|\bage|\bans\b|months of age").search(words)):
        return population, None
    return population, (_age(age), clause.span(age))


def _age(match: re.Match[str]) -> Measure:
    low = match["min"] or match["min2"] or match["min3"] or match["min4"]
    high = match["max"] or match["max2"] or match["max4"]
    unit = match["unit"] or match["unit2"] or match["unit3"] or match["unit5"] or "years"
    minimum, maximum = (Decimal(v) if v else None for v in (low, high))
    if minimum is not None and maximum is not None and maximum < minimum:
        minimum, maximum = maximum, minimum
    return Measure(min=minimum, max=maximum, unit="month" if unit.startswith(("month", "moi")) else "year")


def read_people(target: Dose, clause: Clause, dose: re.Match[str] | None, first: Group | None, age: Age | None) -> None:
    """Put into a dose the people whom a clause names, and their ages."""
    others = []
    if dose is not None:
        stop = dose.start() if dose.start() > _SHORTEST_LEAD else len(clause.words)
        others = _find_others(clause, stop, first, age)
    if first:
        target.put("population", *first)
    of_adults = first is not None and first[0] == "adult"
    if others:
        target.others = others
        age = None if of_adults else age
    if age and not (of_adults and target.held.get("population") == "adult" and dose is None):
        target.put("age", *age)


def _find_others(
    clause: Clause, stop: int, first: Group | None, age: Age | None
) -> list[tuple[Population, Where, Age | None]]:
    """ "Adults and adolescents 14 years and older": the people besides the first, whom the same dose is for."""
    found: list[tuple[Population, Where, Age | None]] = []
    if first is None or first[0] not in ("adult", "adolescent"):
        return found
    words = clause.words[:stop]
    for kind, pattern in _POPULATION:
        match = pattern.search(words)
        if (
            match
            and kind in ("adolescent", "child", "senior")
            and kind != first[0]
            and compiled(r"(?:\band|&|\bet|,|\bor|\bou)\s*(?:for |les |des |aux )?$").search(words[: match.start()])
        ):
            found.append((kind, clause.span(match), age if kind != "senior" else None))
    return found


def read_weight(target: Dose, clause: Clause) -> None:
    """ "Children under 60 lbs": the weight from which, or up to which, the dose is meant."""
    match = _WEIGHT.search(clause.words)
    if match is None:
        return
    weight = Decimal(match["value"])
    below = match[0].startswith(("under", "below", "moins"))
    unit = "kg" if match["unit"] == "kg" else "lb"
    value = Measure(min=None if below else weight, max=weight if below else None, unit=unit)
    target.put("weight", value, clause.span(match))
