# SPDX-License-Identifier: Apache-2.0
"""What to take it apart from: thing by thing, with the interval as printed."""

from __future__ import annotations

import re

from officinal.label import KeepApart
from officinal.patterns import compiled, lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item
from officinal.reading.vocabulary import COUNT, count

CUE = r"hour|hrs|heure|\d ?h\b|apart|away|separate|distance"
_APART = lazy(
    rf"(?:(?:at least|au moins|minimum|a minimum of|wait)? ?(?:{COUNT}|a few|several|quelques|few)(?: ?(?:-|to|a|or) ?{COUNT})? ?(?:hours?|hrs?|h|heures?)|(?:a )?few hours|quelques heures)"
    r" ?(?:\([^)]{0,20}\) )?(?:(?:before|after|apart|away|avant|apres|between|from|d'intervalle|d'ecart|either side|separately|entre|de|prior)\b)(?: ?(?:or|and|/|ou|et) ?(?:before|after|avant|apres))?(?: ?from\b| ?the\b| de\b| d')?"
)
_APART_FROM = lazy(
    r"(?: ?(?:from |taking |consuming |using |or taking |the use of |la prise |de |d'|des |du |la |any |prendre |avoir pris |other |d'autres |autres |any other |with |l'administration |prise |le |les |either side of |after |before |ingestion |your )){0,5}"
)
_HOUR = lazy(r"h(?<![a-z]h)(?:ours?|rs?|eures?)?\b")
_LONGEST_LEAD = 60
"""no words before the hour are longer: "a minimum of two to three\""""
_HOURS = lazy(rf"(?<![\w.])({COUNT})(?: ?(?:-|to|a|or) ?{COUNT})? ?(?:hours?|hrs?|h\b|heures?)")
_ITEM_SPLIT = lazy(r", ?(?:or |and |ou |et )?| or | and | ou | et |/")
_NOT_APART = lazy(
    r"(?:bed(?:time)?|sleep|exercise|workout|training|meals?|eating|food|coucher|repas|manger|entrainement|breakfast|dinner|surgery|driving|physical)\b"
)
"""an interval to these is a time to take it at, not a thing to keep apart"""
_ENDS = lazy(
    r"[.;(]|, (?:as|and drink|with|unless|to|in order|take|because|since|car)|, or as| and (?:at least|\d)| as (?:it|this|they)| to (?:avoid|ensure|prevent)| because| since| unless"
)


def find_apart(words: str) -> re.Match[str] | None:
    """The interval to keep from something else, if some words state one."""
    hour = _HOUR.search(words)
    match = _APART.search(words, max(hour.start() - _LONGEST_LEAD, 0)) if hour else None
    if match and _NOT_APART.search(words[match.end() : match.end() + 22]):
        return None
    return match


def read_apart(target: Dose, clause: Clause, first: re.Match[str]) -> None:
    """Put into a dose what each interval of a clause keeps it apart from."""
    for each in _APART.finditer(clause.words, first.start()):
        target.apart += _things(clause, each)


def _things(clause: Clause, apart: re.Match[str]) -> list[Item[KeepApart]]:
    text, words = clause.text, clause.words
    lead = _APART_FROM.match(words, apart.end())
    at = lead.end() if lead else apart.end()
    stop = len(_ENDS.split(words[at:], maxsplit=1)[0]) + at
    hours = _HOURS.search(apart[0])
    interval = clause.span(apart)
    printed = compiled(r" (?:from|the|de|d')$").sub("", text[slice(*trim(text, *interval))])
    found, place = [], at
    for match in [*_ITEM_SPLIT.finditer(words, at, stop), None]:
        span = trim(text, clause.start + place, clause.start + (match.start() if match else stop), " .,")
        prefix = compiled(
            r"(?:taking |using |any |other |d'autres |les |des |de |la |le |any other |all |consuming |prendre |your )+"
        ).match(clause.folded[slice(*span)])
        begin = span[0] + (prefix.end() if prefix else 0)
        if begin < span[1] and span[1] - begin > 2:
            value = KeepApart(from_=text[begin : span[1]], hours=count(hours[1]) if hours else None, as_printed=printed)
            spans = {"": (interval[0], span[1]), "/from": (begin, span[1]), "/as_printed": interval}
            found.append(Item(value, spans))
        if match:
            place = match.end()
    return found
