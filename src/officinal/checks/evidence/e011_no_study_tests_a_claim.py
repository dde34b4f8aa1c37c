# SPDX-License-Identifier: Apache-2.0
"""E011: a page whose studies are about other things than what it claims."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.rule import Found, Named, Rule
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Study, Verified

RULE = Rule(
    severity="warning",
    message={
        "en": "The cited studies in people are about {topics}; none is about what the page claims: {claims}",
        "fr": "Les études citées chez l’humain portent sur: {topics}; aucune ne porte sur ce que la page allègue: {claims}",
        "en-none": "None of the cited studies tested anything in people; the page claims: {claims}",
        "fr-none": "Aucune des études citées n’a mis quoi que ce soit à l’essai chez l’humain; la page allègue: {claims}",
    },
    advice={
        "en": "Cite studies that tested the claims, or do not present these as their support",
        "fr": "Citer des études qui ont mis les allégations à l’essai, ou ne pas présenter celles-ci comme leur appui",
    },
    cite=NOT_MISLEADING,
)

_NO_FUNCTION = frozenset(
    ("good-health", "general-health", "nutrient-status", "therapeutic-dose", "tolerability", "upper-level")
)
"""what is claimed or studied of a product as such, and not of something in the body"""
_SURENESS: tuple[Verified, ...] = ("law", "official", "computed", "third-party", "general-knowledge")


def check(case: Case) -> Iterator[Found]:
    """Pages all of whose studies we know, and some of whose claims."""
    known = cited(case)
    if not known or len(known) < len(case.label.studies):
        return
    claims = [each for each in case.claims if set(each.targets) - _NO_FUNCTION]
    claimed = tuple(dict.fromkeys(target for each in claims for target in each.targets if target not in _NO_FUNCTION))
    people = [each for each in known if each.known.species in ("human", "mixed") and not each.in_animals]
    topics = tuple(dict.fromkeys(topic for each in people for topic in each.known.topics if topic not in _NO_FUNCTION))
    if not claimed or (people and not topics) or _near(case.know, topics, claimed):
        return
    if any(not _named(case.know, claim.claim.text).isdisjoint(topics) for claim in case.claims):
        return
    values = {"topics": tuple(map(Named, topics)), "claims": tuple(map(Named, claimed))}
    yield Found("/studies", values, fact=_least_sure(case, people or list(known)), variant="" if people else "none")


def _near(know: Knowledge, topics: tuple[str, ...], claimed: tuple[str, ...]) -> bool:
    """Whether a claim is about a topic, or about something so near that a study on one may stand beside the other."""
    wider = {each for target in claimed for each in know.wider(target)}
    return any(not know.near(topic).isdisjoint(claimed) or not wider.isdisjoint(know.wider(topic)) for topic in topics)


def _least_sure(case: Case, studies: list[Cited]) -> Study:
    """The study whose topics are the least surely known; those that the page itself names in the title are sure."""
    unnamed = [
        each for each in studies if not set(each.known.topics) & _named(case.know, each.study.citation.title or "")
    ]
    chosen = max(unnamed, key=_doubt) if unnamed else min(studies, key=_doubt)
    return chosen.known


def _doubt(each: Cited) -> int:
    return _SURENESS.index(each.known.verified)


def _named(know: Knowledge, text: str) -> set[str]:
    return {*know.disease_phrases.ids(text), *know.condition_phrases.ids(text), *know.target_phrases.ids(text)}
