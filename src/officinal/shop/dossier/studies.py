# SPDX-License-Identifier: Apache-2.0
"""Studies: those that a label cites, and those known to us that looked at what it claims."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from officinal.checks import Finding
from officinal.checks.case import Case
from officinal.checks.evidence.cited import cited
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Study
from officinal.knowledge.schema.studies import Outcome
from officinal.shop.dossier import study_words as words
from officinal.shop.dossier.wording import in_language

_KINDS = (
    "systematic-review",
    "randomised",
    "non-randomised",
    "uncontrolled",
    "observational",
    "pharmacokinetic",
    "authority-opinion",
    "narrative-review",
    "animal",
    "in-vitro",
)
"""the kinds of study, those first that tell most of what a product does for a person"""
_MOST_TOLD = 6
"""studies that are told beside one claim; others are named"""


def studies(case: Case, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each cited study, in the label's order; `known` is the one of our knowledge that it is."""
    found = tuple(findings)
    read = {pair.pointer: pair.known for pair in cited(case)}
    return [
        {
            "heading": each.heading,
            "summary": each.summary,
            "citation": _citation(each.citation),
            "doi": each.citation.doi or (read[pointer].doi if pointer in read else None),
            "known": read[pointer].id if pointer in read else None,
            "findings": [
                {"code": one.code, "severity": one.severity, "message": one.message}
                for one in found
                if one.pointer == pointer or one.pointer.startswith(f"{pointer}/")
            ],
        }
        for at, each in enumerate(case.label.studies)
        for pointer in (f"/studies/{at}",)
    ]


def _citation(cited_work: Any) -> str:
    authors = ", ".join(cited_work.authors or filter(None, [cited_work.first_author]))
    place = f"{cited_work.volume or ''}{f'({cited_work.issue})' if cited_work.issue else ''}{f':{cited_work.pages}' if cited_work.pages else ''}"
    parts = (
        authors + (" et al" if cited_work.et_al else ""),
        cited_work.title,
        cited_work.journal,
        str(cited_work.year or ""),
        place,
    )
    return ". ".join(part.rstrip(".") for part in parts if part)


def about(case: Case, targets: tuple[str, ...]) -> tuple[Study, ...]:
    """The studies known to us on a claim's targets, then those on parts of them or on what is near, the surest kind first."""
    wanted = {each for target in targets for each in case.know.wider(target)}
    exact = [each for each in _by_kind(case.know) if not wanted.isdisjoint(each.topics)]
    near = [
        each
        for each in _by_kind(case.know)
        if wanted.isdisjoint(each.topics)
        and any(not wanted.isdisjoint((*case.know.wider(topic), *case.know.near(topic))) for topic in each.topics)
    ]
    return (*exact, *near)


@lru_cache(maxsize=2)
def _by_kind(know: Knowledge) -> tuple[Study, ...]:
    order = sorted(know.studies.values(), key=lambda each: (_KINDS.index(each.design), -each.year, each.id))
    return tuple(order)


def share_out(claims: list[dict[str, Any]]) -> None:
    """Let each study be told beside the first claim that it stands beside, and only be named beside the others.

    A claim's `studies` become those that are told there, its `named` those that are told elsewhere or not at all, for
    beside one claim no more are told than a person reads.
    """
    told: set[str] = set()
    for claim in claims:
        here = [id_ for id_ in claim["studies"] if id_ not in told][:_MOST_TOLD]
        claim["named"] = [id_ for id_ in claim["studies"] if id_ not in here]
        claim["studies"] = here
        told.update(here)
    for claim in claims:
        claim["named"] = [{"id": id_, "told": id_ in told} for id_ in claim["named"]]


def told(know: Knowledge, study: Study, locale: str) -> dict[str, Any]:
    """What a publication did, on whom, what came out, who paid, and how surely we know; by its own words marked so."""
    source = know.sources[study.source]
    return {
        "short": short(study),
        "title": study.title,
        "journal": study.journal,
        "doi": study.doi,
        "design": words.design(study.design, locale),
        "who": words.subjects(study.species, study.participants, locale),
        **in_language("population", study.population, locale),
        "topics": ", ".join(know.name(each, locale) for each in study.topics),
        "tested": ", ".join(know.name(each, locale) for each in study.tested),
        "outcomes": [_outcome(each, locale) for each in study.outcomes],
        "limits": [in_language("words", each, locale) for each in study.limits],
        "funding": study.funding,
        "sure": words.sureness(study.verified, locale),
        "source": source.title,
        "section": study.section,
        "url": source.url,
    }


def short(study: Study) -> str:
    """By whom and when: Garrison SR et al. 2020."""
    count = study.author_count or len(study.authors)
    first = f"{study.authors[0]} et al." if study.authors and count > 1 else next(iter(study.authors), study.journal)
    return f"{first} {study.year}"


def _outcome(outcome: Outcome, locale: str) -> dict[str, Any]:
    """What was measured in the publication's English, and what came out, in words."""
    return {
        "target": outcome.target,
        "result": words.result(outcome.result, locale),
        "weight": words.weight(locale, controlled=outcome.controlled, primary=outcome.primary),
        **in_language("detail", outcome.detail, locale),
    }
