# SPDX-License-Identifier: Apache-2.0
"""A day's dose in shares, each taken at its own time.

2 capsules daily, one in the morning and one in the evening   →  1 capsule, twice a day, morning and evening
3 capsules daily: 1 in the morning and 2 at night             →  1 capsule in the morning, 2 capsules at bedtime
3 capsules daily, one with each meal                          →  1 capsule, 3 times a day
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from officinal.label import Measure, Span
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.directions.when import read_food, read_time_of_day
from officinal.reading.item import Where
from officinal.reading.patterns import lazy
from officinal.reading.vocabulary import COUNTED, RANGE, count, dose_unit

_MOMENT = (
    r"(?:mornings?|breakfast|matin|petit[- ]dejeuner|waking(?: up)?|rising|reveil|am|a\.m|noon|mid-?day|lunch(?:time)?"
    r"|midi|(?:mid-?)?afternoons?|apres-midi|evenings?|dinner(?:time)?|supper|soir|souper|pm|p\.m|bed ?time|bed|retiring"
    r"|sleep(?:ing)?|going to bed|night(?:time)?|coucher|lit|dejeuner|diner|collation|entrainement|exercis(?:e|ing)"
    r"|(?:(?:pre|post)[- ]?)?(?:workouts?|training))\b"
)
_LEADS = (
    r"(?:(?:taken|to be taken|immediately|just|first thing|early|late|in|at|with|before|prior to|after|following|upon|on"
    r"|during|each|every|the|your|le|la|les|au|aux|avec|avant|apres|pendant|de|du|se|heure du) |d'|l'){0,5}"
)
_UNIT = rf"(?: ?-? ?{COUNTED})?"
_SHARE = lazy(rf"(?!once|twice|thrice){RANGE}{_UNIT},? (?P<leads>{_LEADS}){_MOMENT}")
_SAME_AGAIN = lazy(rf"(?:, ?{_LEADS}{_MOMENT}){{0,3}},? (?:and|et|&) {_LEADS}{_MOMENT}")
_ONE_TIME = lazy(_LEADS + _MOMENT)
_BETWEEN = lazy(
    r"(?: (?:meals?|snack|repas))?(?: (?:with|avec) (?:food|a meal|meals|water|un repas|de la nourriture|de l'eau))?"
    r"(?:[ ,;/+&]|\band\b|\bet\b|\bthen\b|\bpuis\b|\bplus\b|\banother\b|\btake\b|\bprendre\b|\bd')*"
)
_LONGEST_BETWEEN = 40
_SO_OFTEN = lazy(
    rf"{RANGE}{_UNIT},? (?:(?P<often>twice|thrice|(?:\d|two|three|four|deux|trois|quatre) (?:times|fois))\b"
    r"|(?:with|before|after|at|per|avec|avant|apres|a) (?:each|every|chaque) (?:main )?(?:meal|repas))"
)
_OFTEN = {"twice": Decimal(2), "thrice": Decimal(3)}




def find_shares(clause: Clause) -> list[Dose]:
    """The first two or more shares of a clause that follow one another, each with its amount, time and food."""
    words = clause.words
    found: list[tuple[Where, re.Match[str]]] = []
    for match in _SHARE.finditer(words):
        if match["unit"] is None and (not match["leads"] or match["low"] in ("a", "an")):
            continue  # "at 1 pm", "in a morning"
        if found and not _follows(words, found[-1][0][1], match.start()):
            if len(found) > 1:
                break
            found = []
        found += ((place, match) for place in _places(words, match))
    if len(found) < 2:
        return []
    ends = [*(place[0] for place, _ in found[1:]), found[-1][0][1]]
    return [_share(clause, match, place[0], end) for (place, match), end in zip(found, ends, strict=True)]


def _follows(words: str, end: int, start: int) -> bool:
    between = _BETWEEN.match(words, end, min(start, end + _LONGEST_BETWEEN))
    return between is not None and between.end() == start


def _places(words: str, match: re.Match[str]) -> Iterator[Where]:
    """Where a share stands, and where each further time for which it is meant: "1 in the morning and evening"."""
    yield match.span()
    if again := _SAME_AGAIN.match(words, match.end()):
        seen = set(times_of_day(match[0]))
        for time in _ONE_TIME.finditer(words, match.end(), again.end()):
            named = set(times_of_day(time[0]))
            if named and not named & seen:
                seen |= named
                yield time.span()


def _share(clause: Clause, match: re.Match[str], start: int, end: int) -> Dose:
    """One share, with the time and the food that stand between it and the next one."""
    low = count(match["low"])
    high = count(match["high"]) if match["high"] else low
    share = Dose()
    unit = dose_unit(match["unit"]) if match["unit"] else None
    share.put("servings", Measure(min=low, max=max(low, high), unit=unit), clause.span(match))
    words = Clause(clause.text, clause.folded, clause.start + start, clause.words[start:end])
    read_time_of_day(share, words)
    read_food(share, words)
    return share


def are_all_of(shares: list[Dose], whole: Measure | None) -> bool:
    """Whether the shares come to a whole: 1 and 2 capsules to 3 capsules."""
    if whole is None or whole.max is None or not shares:
        return False
    least, most = Decimal(0), Decimal(0)
    for share in shares:
        part = share.servings
        if part is None or part.min is None or part.max is None or part.unit not in (None, whole.unit):
            return False
        least, most = least + part.min, most + part.max
    return whole.max == most and whole.min in (None, least)


def read_shares(target: Dose, clause: Clause, shares: list[Dose]) -> Clause:
    """Put shares into the dose that they are all of, or begin with; returns the clause without their words."""
    whole = target.servings
    if whole is None or not shares:
        return clause
    begin, end = shares[0].spans["/servings"][0], _end(shares[-1])
    begins = target.spans["/servings"][0] == begin
    if not begins and not are_all_of(shares, whole):
        return clause
    ...
