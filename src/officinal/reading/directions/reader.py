# SPDX-License-Identifier: Apache-2.0
"""The sentences of the directions, one after the other, to doses.

Take one to two scoops daily, with food.  →  1-2 scoops, per day, with food
Adults: 1 capsule 3 times per day         →  adults, 1 capsule, 3 times, per day
"""

from __future__ import annotations

import re
from itertools import pairwise

from officinal.label import Directions
from officinal.patterns import compiled, lazy
from officinal.reading.cues import Cues
from officinal.reading.directions import (
    dilution,
    how_much,
    how_often,
    keep_apart,
    limit,
    manner,
    people,
    shares,
    verbs,
    when,
)
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.document import Document
from officinal.reading.item import Item, Where
from officinal.reading.vocabulary import DOSE, count, dose_unit

_HOLDS = Cues(
    {
        "dose": (how_much.CUE,),
        "apart": (keep_apart.CUE,),
        "limit": (limit.CUE,),
        "often": (how_often.CUE,),
        "food": (when.FOOD_CUE,),
        "moment": (when.MOMENT_CUE,),
        "liquid": (dilution.CUE,),
        "duration": (manner.DURATION_CUE,),
        "needed": (manner.NEEDED_CUE,),
        "weight": (people.WEIGHT_CUE,),
        "route": (manner.ROUTE_CUE,),
        "negated": (verbs.NEGATED_CUE,),
        "verb": (verbs.VERB.pattern,),
        "people": (people.CUE,),
    }
)
_ATTRIBUTES = (
    ("often", how_often.read_how_often),
    ("food", when.read_food),
    ("moment", when.read_time_of_day),
    ("liquid", dilution.read_dilution),
    ("duration", manner.read_duration),
    ("needed", manner.read_as_needed),
    ("weight", people.read_weight),
    ("route", manner.read_route),
)
"""what a clause may say besides the dose, and who reads it"""
_SAID_BESIDES = frozenset(kind for kind, _ in _ATTRIBUTES)
_NEXT_PEOPLE = lazy(
    r"(?:[,;.(]|\band\b|\bet\b|\s-|^) ?(?=(?:for )?(?:adults?|children|adolescents?|teens?|enfants|adultes|kids|seniors|femmes|hommes|women|men|infants)\b[^,;.]{0,60}?(?::|,|-|take|chew|prendre|\d))"
)
_NEXT_DOSE = lazy(
    r",? ?\b(?:and|et|then|puis|ensuite|followed by|suivie? de)\b(?: then| puis)?(?: take| prendre)? (?=(?:an?|une?|\d|one|two|three|four|half|deux|trois|quatre)\b)"
)
_NOT_THEM = lazy(r"\b(?:only as|consult|not (?:recommended|suitable|for)|professionally|seulement)\b")
_OTHER_DOSE = lazy(
    r"\b(?:children|enfants|for best|thereafter|then|ensuite|puis|gradually|increase|maintenance|loading|severe|intensive)\b"
)
_SAYS_ENOUGH = frozenset(("route", "food", "times", "per", "dilute", "time_of_day", "as_needed"))
_LONGEST = 1_500
_LEAST_CUT = 2


class DirectionsReader:
    """Reads the sentences of a page's directions, one after the other."""

    def __init__(self, document: Document) -> None:
        self.text, self.folded = document.text, document.folded
        self.doses: list[Dose] = []
        self.waiting = Dose()
        self.limits: set[Where] = set()
        self.certain = False
        self.looked_at: tuple[Where, frozenset[str]] = ((0, 0), frozenset())
        self.block = -1
        """the line that the sentences come from"""
        self.shared = False
        """whether a sentence without a dose speaks of all the doses before it"""

    def sentence(self, start: int, end: int, *, certain: bool) -> bool:
        """Read one sentence; `certain` when it stands under a heading for directions. Says whether it is one."""
        end = min(end, start + _LONGEST)
        words = self.folded[start:end]
        self.certain = self.certain or certain or "as directed" in words
        if self.limit(start, end):
            return True
        holds = self._holds(start, end)
        doses = list(DOSE.finditer(words)) if "dose" in holds else []
        if "negated" in holds and not doses and verbs.NEGATED.search(words) and not keep_apart.find_apart(words):
            return False
        clauses = self._clauses(start, end) if len(doses) > 1 else []
        if len(clauses) < _LEAST_CUT:
            return self._clause(start, end, doses, certain=certain)
        read = False
        for begin, stop in clauses:
            read = self._clause(begin, stop, list(DOSE.finditer(self.folded[begin:stop])), certain=certain) or read
        return read

    def limit(self, start: int, end: int) -> bool:
        """Whether a sentence is a ceiling of the directions read so far, which is then kept with them."""
        if (start, end) in self.limits:
            return True
        stop = min(end, start + _LONGEST)
        if "limit" in self._holds(start, stop) and self._limit(start, self.folded[start:stop]):
            self.limits.add((start, end))
            return True
        return False

    def finish(self) -> list[Item[Directions]]:
        """All directions read; what stood before the first dose has joined it."""
        if self.waiting.apart and not self.doses:
            return self.waiting.items()
        how = _SAYS_ENOUGH & set(self.waiting.held)
        if any(dose.under_heading for dose in self.doses):
            self.doses = [dose for dose in self.doses if dose.under_heading]
        doses = self.doses or ([self.waiting] if how and (self.certain or len(self.waiting.held) > 1) else [])
        return [item for dose in doses if dose.held for item in dose.items()]

    def _holds(self, start: int, end: int) -> frozenset[str]:
        """What a stretch may hold; it is asked several times for the same one."""
        if self.looked_at[0] != (start, end):
            self.looked_at = ((start, end), _HOLDS(self.folded[start:end]))
        return self.looked_at[1]

    def _limit(self, start: int, words: str) -> bool:
        found = limit.find_limit(words)
        if found is None:
            return False
        before = found[0].start()
        doses = list(DOSE.finditer(words[:before]))
        if doses:
            self._clause(start, start + before, doses, certain=True)
        if not self.doses:
            return bool(doses)
        return limit.read_limit(self.doses[-1], Clause(self.text, self.folded, start, words), *found) or bool(doses)

    def _clauses(self, start: int, end: int) -> list[Where]:
        """A sentence that doses several groups of people is cut before each: "Adults: …, children 6-12: …"."""
        words = self.folded[start:end]
        cuts = [start]
        for match in _NEXT_PEOPLE.finditer(words):
            at = start + match.end()
            if at > cuts[-1] + 8 and DOSE.search(self.folded, cuts[-1], at) and DOSE.search(self.folded, at, end):
                cuts.append(at)
        places = [start + match.start() for match in _NEXT_DOSE.finditer(words)]
        places = [at for at in places if _another_dose(self.folded[start:at], self.folded[at:end])]
        shared = shares.find_shares(Clause(self.text, self.folded, start, words), None) if places else None
        cuts += [at for at in places if shared is None or not start + shared.start < at < start + shared.end]
        cuts = sorted({*cuts, end})
        return [(a, b) for a, b in pairwise(cuts) if b > a]

    def _clause(self, start: int, end: int, doses: list[re.Match[str]], *, certain: bool) -> bool:
        """Read one clause, with what looks like its doses, into the directions it speaks of; says whether it told any."""
        holds = self._holds(start, end)
        clause = Clause(self.text, self.folded, start, self.folded[start:end])
        words = clause.words
        apart = keep_apart.find_apart(words) if "apart" in holds else None
        dose = how_much.find_dose(words, doses) if "dose" in holds else None
        if dose is None and not certain and "verb" not in holds and not how_often.begins_with_times(words):
            return False
        if dose is None and "negated" in holds and verbs.DENIED.search(words):
            return False
        population, age = people.find_people(clause) if "people" in holds else (None, None)
        if dose is None and self.doses and (population or age) and _NOT_THEM.search(words):
            return False
        if dose is not None and not certain and not _says_to_take(words):
            return False
        parts = self._shares(clause, dose) if "moment" in holds else None
        target = self._target(dose, population, age, words, parts, certain=certain)
        if target is None:
            return False
        before = _Before(target)
        if dose is not None:
            target.under_heading = target.under_heading or certain
            how_much.read_dose(target, clause, dose)
        elif target.servings is None:
            clause = self._sprays(target, clause)
        people.read_people(target, clause, dose, population, age)
        if parts is not None:
            clause = shares.read_shares(target, clause, parts)
        elif "often" in holds:
            shares.read_takes(target, clause)
        if apart is not None or not holds.isdisjoint(_SAID_BESIDES):
            shared = self.doses[:-1] if dose is None and self.shared else []
            for each in (target, *shared):
                _attributes(each, clause, holds, apart)
        self.shared = self.shared and dose is not None
        return before.note_sentence(target, (start, end), dosed=dose is not None)

    def _shares(self, clause: Clause, dose: re.Match[str] | None) -> shares.Shares | None:
        """The shares of a clause that doses, or that speaks of the last dose."""
        last = self.doses[-1].servings if self.doses else None
        unit = dose_unit(dose["unit"]) if dose is not None else last.unit if last is not None else None
        return shares.find_shares(clause, unit) if dose is not None or last is not None else None

    def _sprays(self, target: Dose, clause: Clause) -> Clause:
        """A clause without a dose may say how often to spray."""
        rest = how_much.read_sprays(target, clause)
        if rest is not clause and target is self.waiting:
            self.doses.append(target)
            self.waiting = Dose()
        return rest

    def _target(
        self,
        dose: re.Match[str] | None,
        population: object,
        age: object,
        words: str,
        parts: shares.Shares | None,
        *,
        certain: bool,
    ) -> Dose | None:
        """Which directions a clause speaks of: new ones when it doses, else the last ones."""
        last = self.doses[-1] if self.doses else None
        if dose is None:
            if last is None:
                return self.waiting if population or age or words else None
            self.shared = len(self.doses) > 1 and not population and not age and last.block != self.block
            return last
        if last is not None and certain and not last.under_heading:
            last = None
        known = last.servings if last is not None else None
        if last is not None and known is None:
            return last
        if known is not None and not population and not age and not _OTHER_DOSE.search(words):
            same = (count(dose["low"]), dose_unit(dose["unit"]))
            if (known.min, known.unit) == same or (parts is not None and parts.come_to(known)):
                return last
        fresh, self.waiting = self.waiting, Dose()
        fresh.block = self.block
        self.doses.append(fresh)
        return fresh


def _attributes(target: Dose, clause: Clause, holds: frozenset[str], apart: re.Match[str] | None) -> None:
    """Put into a dose all that a clause says besides; what stands behind an interval belongs to the interval."""
    rest = clause if apart is None else clause.blanked(apart.start(), len(clause.words))
    for kind, read in _ATTRIBUTES:
        if kind in holds:
            read(target, rest)
    if apart is not None:
        keep_apart.read_apart(target, clause, apart)


class _Before:
    """What a dose held before a clause was read into it."""

    def __init__(self, dose: Dose) -> None:
        self.keys, self.apart = set(dose.held), len(dose.apart)
        self.servings, self.shares = dose.servings, len(dose.shares)

    def note_sentence(self, target: Dose, sentence: Where, *, dosed: bool) -> bool:
        """Let the first value that a clause gave have the whole clause; says whether it gave any."""
        new = [key for key in target.held if key not in self.keys]
        shared = target.servings is not self.servings or len(target.shares) > self.shares
        if dosed and "servings" in new:
            target.sentences[""] = sentence
        elif shared:
            target.sentences["/servings"] = sentence
        elif new:
            target.sentences[f"/{new[-1]}"] = sentence
        elif len(target.apart) > self.apart:
            target.sentences[f"/keep_apart/{self.apart}"] = sentence
        return bool(new) or shared or len(target.apart) > self.apart


def _another_dose(before: str, behind: str) -> bool:
    """ "2 in the morning and 1 at bedtime": the second is another amount for another time."""
    first, second = DOSE.search(before), DOSE.search(behind)
    if first is None or second is None:
        return False
    if (count(first["low"]), dose_unit(first["unit"])) == (count(second["low"]), dose_unit(second["unit"])):
        return False
    if when.times_of_day(before) and when.times_of_day(behind):
        return True
    return bool(manner.DURATION.search(before) and compiled(r"\W*(?:and )?(?:then|puis|followed)").match(behind))


def _says_to_take(words: str) -> bool:
    """Whether a clause with a dose tells one to take it: how often, by a verb, or with which meal."""
    return verbs.VERB.search(words) is not None or how_often.says_how_often(words) or when.says_with_what_food(words)
