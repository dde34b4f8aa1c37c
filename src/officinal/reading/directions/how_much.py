# SPDX-License-Identifier: Apache-2.0
"""How much at one time: the dose of a clause, and what only looks like one."""

from __future__ import annotations

import re

from officinal.label import Measure
from officinal.patterns import lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dilution import LIQUIDS
from officinal.reading.directions.dose import Dose
from officinal.reading.directions.limit import LIMIT
from officinal.reading.directions.verbs import VERB
from officinal.reading.vocabulary import COUNT, DOSE_UNITS, count, dose_unit, from_to

CUE = "|".join(sorted({re.escape(unit) for unit in DOSE_UNITS if len(unit) > 1}, key=len)) + r"|\dg\b| g\b"
_OR_SO_MANY = lazy(rf" (?:daily|per day|a day|once daily) or (?P<high>{COUNT}) (?:daily|per day|a day)\b")
_OR_MORE = lazy(
    r"(?: daily| per day| a day| each day| par jour)?,? (?:or more|ou plus|and up)\b(?! (?:times|often|fois))"
)
_AT_MOST = lazy(r"\b(?:up to|jusqu'a)\s*$")
_AT_LEAST = lazy(r"\b(?:at least|no less than|(?:a )?minimum of|au moins|(?:un )?minimum de)\s*$")
_LONGEST_BEFORE = 16
_SPRAY = lazy(
    r"\b(?:spray|vaporise[rz]?) (?P<low>once|twice|one|two|three|four|une|deux|trois|\d)(?: (?:times|fois))?\b(?= |,|$)(?! (?:a day|daily|per day|sprays?))"
)
_INTO = lazy(
    r"(?:\bin|into|with|dans|avec|to|a|glass of|verre d.?eau)(?: (?:a|an|at least|about|un|une|environ))?\s*\(?$"
)
_OF_LIQUID = lazy(r" ?(?:\([^)]*\) )?(?:of|de|d') ?(?:\w+ ){0,2}(?:water|juice|liquid|eau|jus|milk|lait|liquide)")
_CONTAINS = lazy(r" ?\)?(?: per| /| a)? ?(?:contain|provide|fourni|contien|deliver|bottle|container)")
_LIQUID_UNITS = ("mL", "cup", "fl oz", "oz")


def find_dose(words: str, doses: list[re.Match[str]]) -> re.Match[str] | None:
    """The dose of a clause: not the liquid it is mixed in, nor what a capsule contains, nor the most in a day."""
    return next((match for match in doses if _is_dose(words, match)), None)


def _is_dose(words: str, match: re.Match[str]) -> bool:
    unit = dose_unit(match["unit"])
    before, behind = words[max(0, match.start() - 28) : match.start()], words[match.end() :]
    if unit in _LIQUID_UNITS and (
        _INTO.search(before) or LIQUIDS.match(behind.lstrip(" of(de)'")) or _OF_LIQUID.match(behind)
    ):
        return False
    if unit in ("mg", "bottle", "can", "fl oz", "oz") or (unit == "mL" and not VERB.search(words)):
        return False
    if LIMIT.search(before + " ") and before.rstrip().endswith(
        ("exceed", "than", "maximum", "of", "depasser", "de", "exceeding")
    ):
        return False
    if (
        match["low"] in ("a", "an", "un", "une")
        and unit in ("g", "mL", "serving", "cup", "can")
        and not behind.startswith((" daily", " per", " a day"))
    ):
        return False
    return _CONTAINS.match(behind) is None


def read_dose(target: Dose, clause: Clause, dose: re.Match[str]) -> None:
    """Put the dose of a clause into directions that have none yet."""
    if "servings" in target.held:
        return
    low = count(dose["low"])
    high = count(dose["high"]) if dose["high"] else low
    start, end = clause.span(dose)
    before = clause.folded[max(0, start - _LONGEST_BEFORE) : start]
    if again := _OR_SO_MANY.match(clause.folded, end):
        high, end = max(high, count(again["high"])), again.end("high")
    low, high = from_to(low, high)
    at_most = _AT_MOST.search(before) is not None and not dose["high"]
    or_more = dose["more"] is not None or _AT_LEAST.search(before) is not None
    if more := _OR_MORE.match(clause.folded, end):
        or_more, end = True, more.end()
    value = Measure(min=None if at_most else low, max=None if or_more else high, unit=dose_unit(dose["unit"]))
    target.put("servings", value, (start, end))


def read_sprays(target: Dose, clause: Clause) -> Clause:
    """ "Spray twice under the tongue": a dose without its unit; returns the clause without these words."""
    match = _SPRAY.search(clause.words) if "spray" in clause.words or "vaporise" in clause.words else None
    if match is None:
        return clause
    low = count(match["low"])
    target.put("servings", Measure(min=low, max=low, unit="spray"), clause.span(match))
    return clause.blanked(match.start(), match.end())
