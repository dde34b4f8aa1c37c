# SPDX-License-Identifier: Apache-2.0
"""Version 1 of the API: read pages, check labels, and look at products and knowledge. OpenAPI 3.1 at openapi.json."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, NinjaAPI, Schema
from ninja.throttling import AnonRateThrottle

from officinal.checks import check as check_label
from officinal.errors import AskedForUnknown, OfficinalError
from officinal.knowledge.load import load
from officinal.knowledge.names import identify
from officinal.label import from_dict, to_dict
from officinal.reading import Reading, read_html, read_text
from officinal.shop.catalogue.search import find, shown

MOST = 5_000_000
PER_PAGE = 50


class Problem(Schema):
    """What went wrong, in one line."""

    detail: str


class Refusal(Schema):
    """What of a request cannot be used: one line, or one entry for each field that is wrong."""

    detail: str | list[dict[str, Any]]


class ReadIn(Schema):
    """A page or a label's text to read."""

    text: str = Field(min_length=1, max_length=MOST, description="The text of a label or page, or its HTML.")
    form: Literal["text", "html"] = "text"


class CheckIn(Schema):
    """A label to check: a record, or a text to read first."""

    label: dict[str, Any] | None = Field(None, description="A label record, as `read` gives it.")
    text: str | None = Field(None, max_length=MOST, description="A page or label to read first.")
    form: Literal["text", "html"] = "text"
    market: str = "ca"
    as_of: dt.date | None = None
    regime: str | None = None
    locale: Literal["en", "fr"] = "en"


_REFUSALS: dict[int | frozenset[int], Any] = {400: Problem, 422: Refusal, 429: Problem}

api = NinjaAPI(
    title="Officinal",
    version="1",
    description="Labels of natural health products: read, checked, cited.",
    throttle=[AnonRateThrottle("120/m")],
    docs_url=None,
    urls_namespace="api-1",
)


@api.exception_handler(OfficinalError)
def _refused(request: HttpRequest, error: OfficinalError) -> HttpResponse:
    return api.create_response(
        request, {"detail": str(error)}, status=404 if isinstance(error, AskedForUnknown) else 422
    )


def _json(data: Any) -> HttpResponse:
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")


@api.post(
    "/read",
    response=_REFUSALS,
    summary="Read a page into a record",
    openapi_extra={"responses": {200: {"description": "The record, the span behind each value, what was not read"}}},
)
def read(request: HttpRequest, asked: ReadIn) -> HttpResponse:
    """Read a text or a page: its label, the span behind each value, what was not read, and the share accounted for."""
    return _json(_read(asked.text, asked.form).to_dict())


def _read(text: str, form: str) -> Reading:
    return read_html(text) if form == "html" else read_text(text)


@api.post(
    "/check",
    response=_REFUSALS | {404: Problem},
    summary="Check a label",
    openapi_extra={"responses": {200: {"description": "The findings"}}},
)
def check(request: HttpRequest, asked: CheckIn) -> HttpResponse:
    """Hold a label against the rules of a market on a day."""
    if (asked.label is None) == (asked.text is None):
        raise OfficinalError("give either a label or a text")
    reading = _read(asked.text, asked.form) if asked.text is not None else None
    label = reading.label if reading else from_dict(asked.label)
    as_of = asked.as_of or timezone.localdate()
    findings = check_label(
        label, market=asked.market, as_of=as_of, regime=asked.regime, reading=reading, locale=asked.locale
    )
    return _json(
        {
            "findings": [each.to_dict() for each in findings],
            "market": asked.market,
            "as_of": as_of.isoformat(),
            "regime": asked.regime,
            "label": to_dict(label),
        }
    )


@api.get(
    "/products",
    response=_REFUSALS,
    summary="Products of the catalogue",
    openapi_extra={"responses": {200: {"description": "A page of products"}}},
)
def products(request: HttpRequest, q: str = "", page: int = 1) -> HttpResponse:
    """The products, fifty a page; `q` finds them by words."""
    listed = shown()
    if q.strip():
        listed = listed.filter(pk__in=find(q[:200].replace("\x00", "")))
    start = (min(max(page, 1), 10_000) - 1) * PER_PAGE
    rows = list(
        listed.only("slug", "name", "brand", "market", "price", "currency", "in_stock")[start : start + PER_PAGE + 1]
    )
    return _json(
        {
            "products": [
                {
                    "slug": each.slug,
                    "brand": each.brand,
                    "name": each.name,
                    "market": each.market,
                    "price": None if each.price is None else str(each.price),
                    "currency": each.currency,
                    "in_stock": each.in_stock,
                }
                for each in rows[:PER_PAGE]
            ],
            "page": page,
            "more": len(rows) > PER_PAGE,
        }
    )


@api.get(
    "/products/{slug}",
    response=_REFUSALS | {404: Problem},
    summary="One product with its label",
    openapi_extra={"responses": {200: {"description": "The product and its label"}}},
)
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """A product's label and findings."""
    found = shown().filter(slug=slug[:80].replace("\x00", "")).first()
    if found is None:
        raise AskedForUnknown(f"there is no product {slug!r}")
    return _json(
        {
            "slug": found.slug,
            "market": found.market,
            "label": json.loads(found.label_json),
            "findings": found.dossier("en")["findings"],
        }
    )


@api.get(
    "/substances/{name}",
    response=_REFUSALS | {404: Problem},
    summary="What is known of a substance",
    openapi_extra={"responses": {200: {"description": "Names, numbers, claims, risks, each with its source"}}},
)
def substance(request: HttpRequest, name: str) -> HttpResponse:
    """All that is known of a substance, found by id or by any name that a label may print."""
    know = load()
    id_ = name if name in know.substances else identify(name[:200])
    known = know.substances.get(id_ or "")
    if known is None:
        raise AskedForUnknown(f"nothing is known of {name!r}")
    return _json(known.model_dump(mode="json", by_alias=True, exclude_defaults=True))
