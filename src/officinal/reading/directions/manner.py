# SPDX-License-Identifier: Apache-2.0
"""How else to take it: for how long, only as needed, and by which route."""

from __future__ import annotations

from officinal.label import Measure
from officinal.patterns import compiled, lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.vocabulary import RANGE, count, from_to

DURATION_CUE = r"week|wks|month|day|semaine|mois|jour"
NEEDED_CUE = r"need|required|desired|besoin|necessaire|first signs?|initial signs?|premiers signes"
ROUTE_CUE = (
    r"tongue|sublingual|langue|apply|topical|appliq|nostril|nasal|narine|chew|croqu|mach|dissol|fondre|melt|suck"
)
_PERIOD = rf"{RANGE} ?-?(?P<unit>weeks?|wks?|months?|days?|semaines?|mois|jours?)\b"
DURATION = lazy(
    rf"(?:for(?: a)?(?: (?:minimum|min\.?|period|course|total))?(?: of)?(?: at least| up to)?|for at least|for up to|use for|minimum of|minimum|at least|au moins|pendant(?: au moins| un minimum de)?|minimum de|duree(?: d'utilisation| minimale)? ?:?(?: de)?|durant|une cure de|cure de|over|up to) {_PERIOD}"
)
_DURATION_UNITS = {"w": "week", "s": "week", "m": "month", "d": "day", "j": "day", "y": "year"}
_AS_NEEDED = lazy(
    r"\bas needed\b|\bas required\b|\bas desired\b|\bau besoin\b|\bsi necessaire\b|\bwhen needed\b|\bas often as needed\b|\bat (?:the )?(?:first|initial) signs?\b|\baux premiers signes\b"
)
_ROUTES = (
    ("sublingual", lazy(r"under (?:the|your) tongue|sublingual|sous la langue")),
    ("topical", lazy(r"\bapply\b|\btopical|appliquer|applique[zr] sur")),
    ("nasal", lazy(r"\bnostril|\bnasal|narine")),
    (
        "chew",
        lazy(
            r"(?<!not )(?<!without )\bchew(?:ed|ing)?\b(?! ?(?:tablet|able))|\bcroquer\b|\bmacher\b|\bmachez\b|\bcroquez\b"
        ),
    ),
    (
        "dissolve",
        lazy(
            r"dissolv\w* (?:\w+ ){0,4}(?:in|on) (?:the |your )?(?:mouth|tongue)|(?:laisser|laissez) (?:\w+ ){0,3}(?:fondre|dissoudre)|\bmelt\b|\bsuck\b|(?:fondre|dissoudre) (?:\w+ ){0,3}dans la bouche|allow to dissolve in"
        ),
    ),
)


def read_duration(target: Dose, clause: Clause) -> None:
    """ "For at least 8 weeks": for how long; not how long before a surgery to stop."""
    match = DURATION.search(clause.words)
    if match is None or compiled(r"surger|chirurg|before|avant|prior").search(
        clause.words[match.end() : match.end() + 20]
    ):
        return
    low, high = count(match["low"]), None
    if match["high"]:
        low, high = from_to(low, count(match["high"]))
    least = compiled(r"minimum|at least|au moins").search(match[0])
    most = "up to" in match[0]
    unit = _DURATION_UNITS[match["unit"][0]]
    value = Measure(min=None if most else low, max=high or (None if least else low), unit=unit)
    target.put("duration", value, clause.span(match))


def read_as_needed(target: Dose, clause: Clause) -> None:
    """ "As needed", "at the first sign": only when there is reason to."""
    if match := _AS_NEEDED.search(clause.words):
        target.put("as_needed", True, clause.span(match))


def read_route(target: Dose, clause: Clause) -> None:
    """Under the tongue, on the skin, chewed: the route where it is not simply swallowed."""
    for route, pattern in _ROUTES:
        if match := pattern.search(clause.words):
            target.put("route", route, clause.span(match))
            return
