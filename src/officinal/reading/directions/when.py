# SPDX-License-Identifier: Apache-2.0
"""When to take it: with or without food, and at which time of the day."""

from __future__ import annotations

import re

from officinal.label.use import Food, TimeOfDay
from officinal.patterns import lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose

FOOD_CUE = r"food|meal|stomach|eat|breakfast|lunch|dinner|supper|snack|repas|nourriture|aliment|jeun|estomac|dejeuner|souper|diner|manger|collation"
MOMENT_CUE = r"morning|breakfast|matin|dejeuner|waking|rising|reveil|\bam\b|noon|midday|lunch|midi|evening|dinner|supper|soir|souper|\bpm\b|bed|night|sleep|retiring|coucher|\blit\b"
_FOOD: tuple[tuple[Food, re.Pattern[str]], ...] = (
    (
        "with-or-without",
        lazy(r"with or without (?:food|a meal|meals)|avec ou sans (?:nourriture|repas|aliments)"),
    ),
    (
        "without",
        lazy(
            r"(?:on|with) an empty stomach|empty stomach|without food|between meals|away from (?:food|meals)|a jeun|l'estomac vide|estomac vide|sans nourriture|entre les repas|en dehors des repas"
        ),
    ),
    (
        "before",
        lazy(
            r"(?:before|prior to|preceding) (?:a |each |your |the |any |every )?(?:main |largest |biggest )?(?:meals?|breakfast|lunch|dinner|eating|food|supper)\b|avant (?:le |les |chaque |de )?(?:repas|manger|petit dejeuner|diner|souper|dejeuner)"
        ),
    ),
    (
        "after",
        lazy(
            r"(?:after|following) (?:a |each |your |the |every )?(?:main |largest |biggest )?(?:meals?|breakfast|lunch|dinner|eating|food|supper)\b|apres (?:le |les |chaque |un )?(?:repas|manger|petit dejeuner|diner|souper|dejeuner)"
        ),
    ),
    (
        "with",
        lazy(
            r"(?:with|alongside|during|at|w/) (?:your |a |an |each |the |any |some |every |their |his |her )?(?:\w+ ){0,2}?(?:food|meals?|breakfast|lunch|dinner|supper|snack|mealtimes?)\b|meals?[- ]time|avec (?:de la |un |le |les |chaque |votre |des )?(?:nourriture|repas|aliments|petit dejeuner|dejeuner|diner|souper|collation)|(?:au(?: cours)?|pendant|aux|lors) (?:d'un |des |du |de |le |les |un )?(?:repas|petit dejeuner|dejeuner|diner|souper)|a chaque repas|with food|of (?:each|the) meal"
        ),
    ),
)
_TIME_OF_DAY: tuple[tuple[TimeOfDay, re.Pattern[str]], ...] = (
    (
        "morning",
        lazy(
            r"\bmornings?\b|\bbreakfast\b|\bmatin\b|\bpetit dejeuner\b|\b(?:upon|on) (?:waking|rising)\b|\bau reveil\b|\bam\b(?! i)"
        ),
    ),
    ("noon", lazy(r"\bnoon\b|\bmidday\b|\blunch\b|\bmidi\b")),
    ("afternoon", lazy(r"\bafternoon\b|\bapres-midi\b")),
    ("evening", lazy(r"\bevenings?\b|\bdinner\b|\bsupper\b|\bsoir\b|\bsouper\b|\bpm\b")),
    (
        "bedtime",
        lazy(
            r"\bbed ?time\b|\b(?:before|prior to|at) (?:bed|bedtime|sleep|sleeping|retiring|night)\b|\b(?:each|every) night\b|\bnightly\b|\bcoucher\b|\bgoing to bed\b|\bau lit\b"
        ),
    ),
)


def says_with_what_food(words: str) -> bool:
    """Whether some words say how it goes with food."""
    return any(pattern.search(words) for _, pattern in _FOOD)


def times_of_day(words: str) -> list[TimeOfDay]:
    """The times of the day that some words name."""
    return [kind for kind, pattern in _TIME_OF_DAY if pattern.search(words)]


def read_food(target: Dose, clause: Clause) -> None:
    """Put into a dose how it goes with food."""
    for food, pattern in _FOOD:
        if match := pattern.search(clause.words):
            target.put("food", food, clause.span(match))
            return


def read_time_of_day(target: Dose, clause: Clause) -> None:
    """Put into a dose all times of the day that a clause names."""
    times = [(kind, clause.span(match)) for kind, pattern in _TIME_OF_DAY if (match := pattern.search(clause.words))]
    if times:
        span = (min(start for _, (start, _) in times), max(end for _, (_, end) in times))
        target.put("time_of_day", tuple(kind for kind, _ in times), span)
