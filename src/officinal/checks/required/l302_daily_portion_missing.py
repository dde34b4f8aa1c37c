# SPDX-License-Identifier: Apache-2.0
"""L302: no portion recommended for daily consumption."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.eu_statements import lacks
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Directions
from officinal.label.daily import times_a_day

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not state the portion recommended for daily consumption",
        "fr": "L’étiquette n’indique pas la portion journalière recommandée",
        "en-page": "The page does not show the portion recommended for daily consumption",
        "fr-page": "La page n’indique pas la portion journalière recommandée",
    },
    advice={
        "en": "State how much a day: take 2 capsules daily",
        "fr": "Indiquer la quantité par jour: prendre 2 gélules par jour",
    },
    cite={"eu": Cite("eu-2002-46", "art. 6(3)(b)"), "uk": Cite("uk-si-2003-1387", "reg. 6(2)(b)")},
)

_PORTION = (
    "daily portion",
    "daily dose",
    "recommended daily intake",
    "portion journalière",
    "dose journalière",
    "dose quotidienne",
    "tagesdosis",
    "tagesportion",
    "tägliche verzehrsempfehlung",
)


def check(case: Case) -> Iterator[Found]:
    """All directions together, and a facts table that is for a daily portion by its own words."""
    if any(_is_daily(each) for each in case.label.directions):
        return
    counted = any(table.serving and table.serving.count for table in case.tables)
    if not (counted and case.says(*_PORTION)):
        yield from lacks(case, "daily-portion", "/directions")


def _is_daily(directions: Directions) -> bool:
    """Whether a dose says how much, and how often or when in the day."""
    if directions.most_per_day and directions.most_per_day.max is not None:
        return True
    dose = directions.servings
    often = times_a_day(directions) is not None or bool(directions.time_of_day)
    return dose is not None and dose.max is not None and often
