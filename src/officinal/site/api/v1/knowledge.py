# SPDX-License-Identifier: Apache-2.0
"""What is known: substances, markets, studies, and the documents that every value is taken from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel

from officinal.errors import AskedForUnknown
from officinal.knowledge.load import load
from officinal.knowledge.names import identify, key
from officinal.knowledge.schema import Names, Substance
from officinal.site.api.v1.paging import PageNumber, as_json, paged
from officinal.site.api.v1.problems import ANSWERS, NAMED
from officinal.site.api.v1.shapes import (
    MarketData,
    Markets,
    SourceData,
    Sources,
    Studies,
    StudyData,
    SubstanceData,
    Substances,
)

router = Router()
Id = Annotated[str, Path(max_length=200)]
Kind = Literal[
    "nutrient", "compound", "botanical", "organism", "enzyme", "amino-acid", "fatty-acid", "non-medicinal", "allergen",
    "other",
]  # fmt: skip


def _dumped(known: BaseModel) -> dict[str, Any]:
    return known.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@router.get(
    "/substances",
    response={200: Substances, **ANSWERS},
    operation_id="listSubstances",
    summary="Substances that something is known of",
)
def substances(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200, description="A name, or a part of one, in English or French.")] = "",
    kind: Annotated[Kind | None, Query(description="Only those of a kind.")] = None,
    page: PageNumber = 1,
) -> HttpResponse:
    """Every substance, by id; where a name is asked for, the one that it means comes first."""
    meant, part = (identify(q), key(q)) if q.strip() else (None, "")
    listed = [
        each
        for each in sorted(load().substances.values(), key=lambda each: (each.id != meant, each.id))
        if (kind is None or each.kind == kind) and (not q.strip() or each.id == meant or _has_part(each, part))
    ]
    rows, counts = paged(listed, page)
    return as_json({"substances": [_named(each) for each in rows], **counts})


def _has_part(substance: Substance, part: str) -> bool:
    return bool(part) and any(part in key(name) for name in (substance.id, *substance.names.en, *substance.names.fr))


def _named(each: Substance) -> dict[str, Any]:
    return {
        "id": each.id,
        **_first(each.names),
        "kind": each.kind,
        "element": each.element,
        "supplies": list(each.of),
    }


def _first(names: Names) -> dict[str, str | None]:
    return {"en": names.en[0], "fr": next(iter(names.fr), None)}


@router.get(
    "/substances/{name}",
    response={200: SubstanceData, **NAMED},
    operation_id="getSubstance",
    summary="What is known of a substance",
)
def substance(request: HttpRequest, name: Id) -> HttpResponse:
    """All that is known of a substance, found by id or by any name that a label may print."""
    know = load()
    known = know.substances.get(name if name in know.substances else identify(name) or "")
    if known is None:
        raise AskedForUnknown(f"nothing is known of {name!r}")
    return as_json(_dumped(known))


@router.get("/markets", response={200: Markets, **ANSWERS}, operation_id="listMarkets", summary="Markets")
def markets(request: HttpRequest) -> HttpResponse:
    """Every market whose rules are known, with its labelling regimes."""
    return as_json({"markets": [_dumped(each) for each in load().markets.values()]})


@router.get(
    "/markets/{id}", response={200: MarketData, **NAMED}, operation_id="getMarket", summary="One market"
)  # fmt: skip
def market(request: HttpRequest, id: Id) -> HttpResponse:
    """A market: its authority, its words, its labelling regimes."""
    return as_json(_dumped(load().market(id)))


@router.get(
    "/sources",
    response={200: Sources, **ANSWERS},
    operation_id="listSources",
    summary="Documents that facts are taken from",
)
def sources(request: HttpRequest, page: PageNumber = 1) -> HttpResponse:
    """Every document, by id: title, publisher, date of the version that was read, address."""
    rows, counts = paged([load().sources[each] for each in sorted(load().sources)], page)
    return as_json({"sources": [_dumped(each) for each in rows], **counts})


@router.get("/sources/{id}", response={200: SourceData, **NAMED}, operation_id="getSource", summary="One document")
def source(request: HttpRequest, id: Id) -> HttpResponse:
    """A document by the id that facts name as their source."""
    if id not in load().sources:
        raise AskedForUnknown(f"there is no source {id!r}")
    return as_json(_dumped(load().sources[id]))


@router.get("/studies", response={200: Studies, **NAMED}, operation_id="listStudies", summary="Published works")
def studies(
    request: HttpRequest,
    substance: Annotated[str, Query(max_length=200, description="Only works on it: an id, or any name.")] = "",
    page: PageNumber = 1,
) -> HttpResponse:
    """Every published work that was read, by id: what was done, on whom, and what came out."""
    about = substance if substance in load().substances else identify(substance) if substance else None
    if substance and about is None:
        raise AskedForUnknown(f"nothing is known of {substance!r}")
    listed = [
        each for _, each in sorted(load().studies.items()) if about is None or about in (*each.subjects, *each.tested)
    ]
    rows, counts = paged(listed, page)
    return as_json({"studies": [_dumped(each) for each in rows], **counts})


@router.get(
    "/studies/{id}", response={200: StudyData, **NAMED}, operation_id="getStudy", summary="One published work"
)  # fmt: skip
def study(request: HttpRequest, id: Id) -> HttpResponse:
    """A published work by its id."""
    if id not in load().studies:
        raise AskedForUnknown(f"there is no study {id!r}")
    return as_json(_dumped(load().studies[id]))
