# SPDX-License-Identifier: Apache-2.0
"""C007: an authorised claim without the words that must go with it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import Carried, goes_as_far, judged, settled
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Claim

RULE = Rule(
    severity="info",
    message={
        "en": "This claim ({target}) comes with a condition that the page does not state: {condition}",
        "fr": "Cette allégation ({target}) est liée à une condition que la page n’énonce pas : {condition}",
    },
    advice={
        "en": "State the condition with the claim",
        "fr": "Énoncer la condition avec l’allégation",
    },
    cite={
        "ca": Cite("hc-mvm-2023", verified="official"),
        "us": Cite("general-knowledge", "21 CFR 101.72, 101.79", verified="general-knowledge"),
        "eu": Cite("eu-432-2012", "Annex", verified="third-party"),
    },
)

_DAYS = {"day": 1, "week": 7, "month": 28, "year": 364}
"""as monographs reckon: a month is four weeks"""


def check(case: Case) -> Iterator[Found]:
    """Each claim that is authorised only under a condition that a label says, where nothing on the page says it."""
    if settled(case):
        return
    for each in judged(case):
        for target, carried in each.carried:
            fitting = _fitting(target, carried, each.said.claim.verb)
            if fitting and not any(_said(case, claim) for claim in fitting):
                _, claim = fitting[0]
                yield Found(each.pointer, {"target": Named(target), "condition": claim.condition}, fact=claim)


def _fitting(target: str, carried: tuple[Carried, ...], verb: str | None) -> list[Carried]:
    """The authorised claims that the said one may be: those on the very target, where there are any."""
    fitting = [each for each in carried if goes_as_far(verb, each[1].verb)]
    return [each for each in fitting if each[1].target == target] or fitting


def _said(case: Case, carried: Carried) -> bool:
    """Whether a claim needs no words, or has them; how long to use it may stand in the directions."""
    _, claim = carried
    phrases = claim.condition_phrases
    return phrases is None or case.says(*phrases.en, *phrases.fr) or _lasts(case, claim)


def _lasts(case: Case, claim: Claim) -> bool:
    """Whether the directions give at least the duration that the condition asks for."""
    if claim.condition_weeks is None:
        return False
    durations = (each.duration for each in case.label.directions)
    return any(
        each.min is not None and each.min * _DAYS.get(each.unit or "", 0) >= 7 * claim.condition_weeks
        for each in durations
        if each is not None
    )
