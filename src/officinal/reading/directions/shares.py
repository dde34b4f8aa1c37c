# SPDX-License-Identifier: Apache-2.0
"""A day's dose in shares, each taken at its own time.

2 capsules daily, one in the morning and one in the evening   →  1 capsule, twice a day, morning and evening
3 capsules daily: 1 in the morning and 2 at night             →  1 capsule in the morning, 2 capsules at bedtime
3 capsules daily, one with each meal                          →  1 capsule, 3 times a day
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from officinal.label import Measure, Span
from officinal.patterns import lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.directions.how_often import says_times
from officinal.reading.directions.when import read_food, read_time_of_day, times_of_day
from officinal.reading.item import Where
from officinal.reading.vocabulary import COUNTED, RANGE, count, dose_unit, from_to

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
_SHARE = lazy(
    rf"(?:(?!once|twice|thrice){RANGE}{_UNIT}|\b(?:the other|another|l'autre)),? (?P<leads>{_LEADS}){_MOMENT}"
)
_SAME_AGAIN = lazy(rf"(?:, ?{_LEADS}{_MOMENT}){{0,3}},? (?:and|et|&) {_LEADS}{_MOMENT}")
_ONE_TIME = lazy(_LEADS + _MOMENT)
_TIME = lazy(_MOMENT)
"""a time with no word before it goes with the food of the first: before "breakfast and dinner\""""
_BETWEEN = lazy(
    r"(?: (?:meals?|snack|repas))?(?: (?:with|avec) (?:food|a meal|meals|water|un repas|de la nourriture|de l'eau))?"
    r"(?:[ ,;/+&]|\band\b|\bet\b|\bthen\b|\bpuis\b|\bplus\b|\banother\b|\btake\b|\bprendre\b|\bthe other\b|\bl'autre\b|\bd')*"
)
_LONGEST_BETWEEN = 40
_SO_OFTEN = lazy(
    rf"{RANGE}{_UNIT},? (?:(?P<often>twice|thrice|(?P<times>\d|two|three|four|deux|trois|quatre) (?:times|fois))\b"
    r"|(?:with|before|after|at|per|avec|avant|apres|a) (?:each|every|chaque) (?:main )?(?:meal|repas))"
)
_LONGEST_BEHIND = 90
"""how far behind the day's amount it is said what is taken at once"""
_OFTEN = {"twice": Decimal(2), "thrice": Decimal(3)}


@dataclass(frozen=True, slots=True)
class Shares:
    """Two or more shares that follow one another, each with its amount, time and food."""

    parts: tuple[Dose, ...]
    start: int
    """where in the clause they begin"""
    end: int

    @property
    def alike(self) -> bool:
        """Whether they differ in nothing but the time."""
        first, *others = ((part.held["servings"], part.held.get("food")) for part in self.parts)
        return all(other == first for other in others)

    @property
    def timed(self) -> bool:
        """Whether each has a time that our words for times can say."""
        return all("time_of_day" in part.held for part in self.parts)

    def come_to(self, whole: Measure) -> bool:
        """Whether they add up to a whole, in its unit."""
        amounts = [part.servings for part in self.parts]
        least = sum((each.min for each in amounts if each and each.min), Decimal(0))
        most = sum((each.max for each in amounts if each and each.max), Decimal(0))
        return (
            whole.min in (None, least) and whole.max == most and {each.unit for each in amounts if each} == {whole.unit}
        )


def find_shares(clause: Clause, unit: str | None) -> Shares | None:
    """The first shares of a clause; those that name no unit are counted in the one before, and the first in `unit`."""
    words = clause.words
    if len(_TIME.findall(words)) < 2:
        return None
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
        return None
    ends = [*(place[0] for place, _ in found[1:]), found[-1][0][1]]
    parts = []
    for (place, match), end in zip(found, ends, strict=True):
        unit = dose_unit(match["unit"]) if match["unit"] else unit
        parts.append(_share(clause, match, unit, place[0], end))
    return Shares(tuple(parts), found[0][0][0], ends[-1])


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


def _share(clause: Clause, match: re.Match[str], unit: str | None, start: int, end: int) -> Dose:
    """One share, with the time and the food that stand between it and the next one."""
    low = count(match["low"]) if match["low"] else Decimal(1)
    low, high = from_to(low, count(match["high"]) if match["high"] else low)
    share = Dose()
    share.put("servings", Measure(min=low, max=high, unit=unit), clause.span(match))
    own = clause.part(start, end)
    read_time_of_day(share, own)
    read_food(share, clause.part(*match.span()) if _TIME.match(own.words) else own)
    return share


def read_shares(target: Dose, clause: Clause, shares: Shares) -> Clause:
    """Put shares into the dose that they make up, or begin with; returns the clause without what was read."""
    whole = target.servings
    if whole is None:
        return clause
    alone = target.spans["/servings"][0] == clause.start + shares.start
    if not alone and says_times(clause.words[: shares.start]):
        return clause
    if shares.alike and (often := _how_often(shares, whole, alone=alone)):
        _put_alike(target, clause, shares, often)
    elif alone or (shares.timed and shares.come_to(whole)):
        target.shares = list(shares.parts)
    else:
        return clause
    return clause.blanked(shares.start, shares.end)


def _how_often(shares: Shares, whole: Measure, *, alone: bool) -> Span | None:
    """How often a share is taken: "1-2 capsules daily, one in the morning and one at night" is once or twice."""
    many = Decimal(len(shares.parts))
    if alone or shares.come_to(whole):
        return Span(min=many, max=many)
    one = shares.parts[0].servings
    if one is None or not one.max or one.min != one.max or one.unit != whole.unit or whole.min is None:
        return None
    return Span(min=whole.min / one.max, max=many) if whole.max == one.max * many and not whole.min % one.max else None


def _put_alike(target: Dose, clause: Clause, shares: Shares, often: Span) -> None:
    """The same amount so often a day, at all of the times."""
    start, end = shares.start, shares.end
    first = shares.parts[0]
    target.put_instead("servings", first.servings, first.spans["/servings"])
    target.put("times", often, (clause.start + start, clause.start + end))
    words = clause.part(start, end)
    read_time_of_day(target, words)
    read_food(target, words)


def read_takes(target: Dose, clause: Clause) -> None:
    """ "3 capsules a day, one capsule three times a day" or "one with each meal": the dose is what is taken at once."""
    whole = target.servings
    if whole is None or not whole.max or whole.min != whole.max:
        return
    begin, stop = target.spans["/servings"]
    behind = max(stop - clause.start, 0)
    for match in _SO_OFTEN.finditer(clause.words, behind, behind + _LONGEST_BEHIND):
        one = count(match["low"])
        if not one or match["high"] or (match["unit"] and dose_unit(match["unit"]) != whole.unit):
            continue
        many = count(match["times"]) if match["times"] else _OFTEN.get(match["often"], whole.max / one)
        if many > 1 and one * many == whole.max:
            span = clause.span(match)
            target.put_instead("servings", Measure(min=one, max=one, unit=whole.unit), span)
            target.put("times", Span(min=many, max=many), span if match["often"] else (begin, span[1]))
            return
