# SPDX-License-Identifier: Apache-2.0
"""The studies that a label cites: what each did, on whom, what came out, and what the page says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from officinal.checks import Finding
from officinal.checks.case import Case
from officinal.checks.evidence.cited import cited
from officinal.knowledge.schema import Study


def studies(case: Case, findings: Iterable[Finding], locale: str) -> list[dict[str, Any]]:
    """Each cited study, in the label's order."""
    found = tuple(findings)
    known = {pair.pointer: pair.known for pair in cited(case)}
    return [
        {
            "heading": each.heading,
            "summary": each.summary,
            "citation": _citation(each.citation),
            "doi": each.citation.doi or (known[pointer].doi if pointer in known else None),
            "known": _known(case, known[pointer], locale) if pointer in known else None,
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


def _known(case: Case, study: Study, locale: str) -> dict[str, Any]:
    return {
        "design": study.design,
        "species": study.species,
        "participants": study.participants,
        "population": None
        if study.population is None
        else (study.population.fr or study.population.en)
        if locale == "fr"
        else study.population.en,
        "tested": [case.know.name(each, locale) for each in study.tested],
        "outcomes": [
            {"target": each.target, "result": each.result, "controlled": each.controlled, "primary": each.primary}
            for each in study.outcomes
        ],
        "limits": [(each.fr or each.en) if locale == "fr" else each.en for each in study.limits],
        "funding": study.funding,
        "verified": study.verified,
    }
