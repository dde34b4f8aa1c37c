# SPDX-License-Identifier: Apache-2.0
"""E009: a study about several substances, one of which the page never names."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, told
from officinal.checks.evidence.said import is_summary, speaks_of
from officinal.checks.rule import Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "This study is about {subjects}; the page does not mention {missing}",
        "fr": "Cette étude porte sur: {subjects}; la page ne mentionne pas: {missing}",
    },
    advice={
        "en": "Say that the study is also about {missing}, so that its results are not credited to the other alone",
        "fr": "Préciser que l’étude porte aussi sur: {missing}; ses résultats ne reviennent pas à l’autre substance seule",
    },
    cite=NOT_MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Studies of more than one subject, where heading and summary name one and not another."""
    for each in told(case):
        subjects = each.known.subjects
        if not is_summary(each.said):
            continue
        missing = [subject for subject in subjects if not speaks_of(subject, each.said, _symbol(case, subject))]
        if missing and len(missing) < len(subjects):
            yield Found(
                f"{each.pointer}/summary",
                {"subjects": tuple(map(Named, subjects)), "missing": tuple(map(Named, missing))},
                fact=each.known,
            )


def _symbol(case: Case, subject: str) -> str | None:
    known = case.know.substances.get(subject)
    return known.element if known else None
