# SPDX-License-Identifier: Apache-2.0
"""E014: every group improved, there was no placebo, and the page does not say so."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, cited
from officinal.checks.evidence.said import benefit, says_placebo, says_uncontrolled, sentences
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Study
from officinal.patterns import lazy

RULE = Rule(
    severity="info",
    message={
        "en": "The page says that every group improved; the study had no placebo, so the improvement cannot be put down to what was taken",
        "fr": "La page dit que tous les groupes se sont améliorés; l’étude n’avait pas de placebo, si bien que l’amélioration ne peut être attribuée à ce qui a été pris",
    },
    advice={
        "en": "Say that no group took a placebo",
        "fr": "Préciser qu’aucun groupe n’a pris de placebo",
    },
    cite=NOT_MISLEADING,
)

_EVERY_GROUP = lazy(
    r"\b(?:both|all|each|either|the two|les deux|tous les|toutes les|chaque)\b(?: \w+){0,2} (?:arms?|groups?|treatments?|groupes?|bras|traitements?)\b"
)


def check(case: Case) -> Iterator[Found]:
    """Studies that gave something to each of several groups, where the page tells of improvement in all of them."""
    for each in cited(case):
        if not _every_group_was_given_something(each.known) or says_placebo(each.said) or says_uncontrolled(each.said):
            continue
        if any(_EVERY_GROUP.search(sentence) and benefit(sentence) for sentence in sentences(each.summary)):
            yield Found(f"{each.pointer}/summary", fact=each.known)


def _every_group_was_given_something(known: Study) -> bool:
    return (
        len(known.arms) > 1
        and all(arm.given for arm in known.arms)
        and any(outcome.result == "benefit" and not outcome.controlled for outcome in known.outcomes)
    )
