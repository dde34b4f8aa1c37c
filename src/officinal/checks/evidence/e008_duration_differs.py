# SPDX-License-Identifier: Apache-2.0
"""E008: a page gives a study another length than it had."""

import re
from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.counted import counted
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.evidence.durations import Lasted, lengths
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Phase, Text
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "The page says “{printed}”; in the study it was {weeks}",
        "fr": "La page dit «{printed}»; dans l’étude, c’était {weeks}",
        "en-open": "The page says “{printed}”; in the study the phase without a control group lasted {weeks}",
        "fr-open": "La page dit «{printed}»; dans l’étude, la phase sans groupe témoin a duré {weeks}",
    },
    advice={
        "en": "Give the length that the publication gives",
        "fr": "Indiquer la durée que donne la publication",
    },
    cite=NOT_MISLEADING,
)

_TOLERANCE = Decimal("0.15")
"""by how much of it a length may be rounded"""
_OPEN = lazy(r"\b(?:open|extension|extended|uncontrolled|ouverte?s?|prolong\w+|non controlee?)\b")
_SEVERAL_COURSES = lazy(r"\b(?:crossover|cross-over|per course|each)\b", re.IGNORECASE)
_COURSES = (1, 2, 3)


def check(case: Case) -> Iterator[Found]:
    """Known studies all of whose phases have a length; a summary that gives the true one may give others besides."""
    for each in cited(case):
        phases = each.known.phases
        if not phases or any(phase.weeks is None for phase in phases):
            continue
        said = lengths(each.summary)
        opened = tuple(phase for phase in phases if not phase.controlled)
        about_open = [one for one in said if opened and _OPEN.search(one.sentence)]
        yield from _against(each, about_open, opened, "open")
        yield from _against(each, [one for one in said if one not in about_open], phases, "")


def _against(each: Cited, said: list[Lasted], phases: tuple[Phase, ...], variant: str) -> Iterator[Found]:
    """The first length that fits none of the phases, unless some other one does."""
    true = [weeks for phase in phases for weeks in _lengths(phase)]
    if not said or any(one.is_about(weeks, _TOLERANCE) for one in said for weeks in (*true, sum(true, Decimal(0)))):
        return
    weeks = [counted_weeks(phase.weeks) for phase in phases if phase.weeks is not None]
    values = {
        "printed": said[0].printed,
        "weeks": Text(en=" and ".join(each.en for each in weeks), fr=" et ".join(each.fr or each.en for each in weeks)),
    }
    yield Found(f"{each.pointer}/summary", values, fact=each.known, variant=variant)


def _lengths(phase: Phase) -> Iterator[Decimal]:
    """The length of a phase, and of a crossover's courses together."""
    if phase.weeks is not None:
        for courses in _COURSES if _SEVERAL_COURSES.search(phase.name) else _COURSES[:1]:
            yield phase.weeks * courses


def counted_weeks(weeks: Decimal) -> Text:
    """So many weeks, in words."""
    number = counted(weeks, None).en
    return Text(en=f"{number} week{'' if weeks == 1 else 's'}", fr=f"{number} semaine{'' if weeks < 2 else 's'}")
