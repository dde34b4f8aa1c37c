# SPDX-License-Identifier: Apache-2.0
"""How often: times a day, per day or week, every few hours."""

from __future__ import annotations

import re
from decimal import Decimal

from officinal.label import Measure, Span
from officinal.patterns import compiled, lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.directions.when import times_of_day
from officinal.reading.vocabulary import RANGE, count, from_to

CUE = r"daily|day|jour|week|semaine|month|mois|morning|evening|night|matin|soir|times?\b|fois|once|twice|thrice|\d ?x|hours?|hrs|heure|b\.?i\.?d|t\.?i\.?d|quotidien|meal|repas|\bam\b|breakfast|minute|prises"
_TIMES_WORD = lazy(r"\b(?P<word>once|twice|thrice)\b(?: (?:or|to) (?P<word2>twice|thrice|three times))?")
_TIMES = lazy(
    rf"(?!(?<=at )(?:a|one) time\b){RANGE} ?(?:x(?: |/|(?=d))|(?:x )?times?|fois|time\(s\)|separate times|prises)(?! (?:the|larger|more|higher|as|stronger|greater|plus|la|le|d'absorption))"
)
PER = lazy(
    r"(?P<day>\bdaily\b|\b(?:per|a|each|every|any|in (?:a|one(?: \(1\))?)|one(?: \(1\))?|par|chaque|in any|al|le) (?:one )?(?:single )?(?:24[- ]hours?(?: period)?|days?|jour(?:nee)?|morning|evening|night|matin|soir)\b|/ ?(?:day|d|jour|j)\b|\bquotidien(?:ne|nement)?\b|\bfois par jour\b|x/?d(?:ay)?\b|\bnightly\b|\bpar 24 heures\b|\bjournaliere?\b|\bb\.?i\.?d\b|\bt\.?i\.?d\b|\bdans la journee|\btous les (?:jours|matins|soirs))"
    r"|(?P<week>\bweekly\b|\b(?:per|a|each|every|par|chaque) (?:week|semaine)\b|/ ?(?:week|semaine))|(?P<month>\bmonthly\b|\b(?:per|a|each|par) (?:month|mois)\b)"
)
_EVERY = lazy(
    rf"(?:every|toutes les|chaque|aux) {RANGE} ?(?P<unit>hours?|hrs?|heures?|h|days?|jours?|minutes?)\b|(?:every|chaque) (?P<other>other day)"
)
_TWICE = lazy(
    r"\b(?:morning and (?:\d \w+ (?:in|at) the )?(?:evening|night)|matin et (?:\w+ )?soir|am and pm|breakfast and dinner|in the morning and (?:\w+ ){0,3}(?:in the (?:evening|afternoon)|at (?:night|bedtime|noon|lunch)|before bed|with dinner))\b"
)
_EACH_MEAL = lazy(r"(?:with|before|after|avec|avant|apres) (?:each|every|chaque) (?:main )?(?:meal|repas)")


def says_times(words: str) -> bool:
    """Whether some words say how many times."""
    return any(pattern.search(words) for pattern in (_TIMES, _TIMES_WORD))


def says_how_often(words: str) -> bool:
    """Whether some words say how often."""
    return says_times(words) or any(pattern.search(words) for pattern in (PER, _EVERY))


def begins_with_times(words: str) -> bool:
    """ "Twice a day with meals": begins with how many times, and says per what."""
    return PER.search(words) is not None and _TIMES_WORD.match(words) is not None


def read_how_often(target: Dose, clause: Clause) -> None:
    """Put into a dose how often a clause says to take it."""
    words = clause.words
    every = _EVERY.search(words)
    if every and every["other"]:
        target.put("every", Measure(min=Decimal(2), max=Decimal(2), unit="day"), clause.span(every))
    elif every:
        low, high = from_to(count(every["low"]), count(every["high"] or every["low"]))
        unit = {"h": "hour", "d": "day", "j": "day", "m": "minute"}[every["unit"][0]]
        target.put("every", Measure(min=low, max=high, unit=unit), clause.span(every))
    per = PER.search(words)
    if per and not (every and per.start() >= every.start() and per.end() <= every.end()):
        target.put("per", per.lastgroup, clause.span(per))
    times, word = _TIMES.search(words), _TIMES_WORD.search(words)
    if times:
        low, high = from_to(count(times["low"]), count(times["high"] or times["low"]))
        most = compiled(r"\bup to $|jusqu'a $").search(words[: times.start()])
        target.put("times", Span(min=None if most else low, max=high), clause.span(times))
    elif word:
        low = count(word["word"]) if word["word"] != "thrice" else Decimal(3)
        second = {"twice": Decimal(2), "thrice": Decimal(3), "three times": Decimal(3)}.get(word["word2"] or "", low)
        low, high = from_to(low, second)
        most = compiled(r"\bup to $").search(words[: word.start()])
        target.put("times", Span(min=None if most else low, max=high), clause.span(word))
    elif (split := _TWICE.search(words)) and not _is_of_the_day(target, per, split):
        target.put("times", Span(min=Decimal(2), max=Decimal(2)), clause.span(split))
    elif each := _EACH_MEAL.search(words):
        target.put("per", "day" if per else None, clause.span(each))


def _is_of_the_day(target: Dose, per: re.Match[str] | None, split: re.Match[str]) -> bool:
    """ "2 capsules a day, morning and evening": two for the whole day, since two can be told apart."""
    if per is None or per.end() > split.start() or times_of_day(per[0]):
        return False
    return target.servings is not None and target.servings.max is not None and target.servings.max >= 2
