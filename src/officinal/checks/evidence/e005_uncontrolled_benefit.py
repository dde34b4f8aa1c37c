# SPDX-License-Identifier: Apache-2.0
"""E005: a benefit that the study saw only where nothing was compared with it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.evidence.said import benefit, says_before_after, says_uncontrolled
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Study

RULE = Rule(
    severity="warning",
    message={
        "en": "The page tells of a benefit that comes from a phase without a control group; the controlled comparison of the study found no difference",
        "fr": "La page fait état d’un bienfait qui provient d’une phase sans groupe témoin; la comparaison contrôlée de l’étude n’a montré aucune différence",
        "en-before-after": "The page tells of an improvement that was measured from before to after; the study did not compare it with a placebo or another group",
        "fr-before-after": "La page fait état d’une amélioration mesurée d’avant à après; l’étude ne l’a pas comparée à un placebo ni à un autre groupe",
    },
    advice={
        "en": "Say that this benefit was seen without a control group, or leave it out",
        "fr": "Préciser que ce bienfait a été observé sans groupe témoin, ou le retirer",
    },
    cite=NOT_MISLEADING,
)

_TRIALS = ("randomised", "non-randomised", "uncontrolled")


def check(case: Case) -> Iterator[Found]:
    """Trials whose every benefit is uncontrolled, where the page speaks of benefit and not of the missing control."""
    for each in cited(case):
        variant = _kind(each.known)
        if variant is not None and benefit(each.summary) and not _said(each, variant):
            yield Found(f"{each.pointer}/summary", fact=each.known, variant=variant)


def _kind(known: Study) -> str | None:
    """How the benefit came about: in an open phase against a null comparison, from before to after, or otherwise (None)."""
    if known.design not in _TRIALS or not any(each.result == "benefit" for each in known.outcomes):
        return None
    controlled = [each for each in known.outcomes if each.controlled]
    if not controlled:
        return "before-after"
    null = all(each.result == "no-difference" for each in controlled) and any(each.primary for each in controlled)
    return "" if null and any(not phase.controlled for phase in known.phases) else None


def _said(each: Cited, variant: str) -> bool:
    return says_uncontrolled(each.said) or (variant == "before-after" and says_before_after(each.said))
