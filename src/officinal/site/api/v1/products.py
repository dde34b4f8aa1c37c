# SPDX-License-Identifier: Apache-2.0
"""The catalogue: products found by words and facets, each with its label."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from officinal.errors import AskedForUnknown
from officinal.label import to_jsonld_text, to_toml
from officinal.shop.catalogue.facets import narrowed
from officinal.shop.catalogue.search import find, shown
from officinal.shop.models import Product
from officinal.site.api.v1.paging import PER_PAGE, PageNumber, as_json, counted
from officinal.site.api.v1.problems import ANSWERS, NAMED
from officinal.site.api.v1.shapes import Products, ProductWithLabel

router = Router()
_SHOWN = ("slug", "name", "brand", "market", "price", "currency", "price_per_day", "in_stock")
_TYPES = {"toml": "application/toml", "json": "application/json", "jsonld": "application/ld+json"}
Facet = Annotated[list[str], Query(default_factory=list, max_length=10)]
Slug = Annotated[str, Path(max_length=80, description="The last part of the product's address.")]


@router.get(
    "/products", response={200: Products, **ANSWERS}, operation_id="listProducts", summary="Products of the catalogue"
)
def products(
    request: HttpRequest,
    ingredient: Facet,
    form: Facet,
    dosage_form: Facet,
    free_from: Facet,
    claim: Facet,
    q: Annotated[str, Query(max_length=200, description="Words to find them by; a typing error is forgiven.")] = "",
    in_stock: Annotated[bool, Query(description="Only what can be had now.")] = False,
    page: PageNumber = 1,
) -> HttpResponse:
    """The products that have every facet asked for, by name; those that words find, the likeliest first."""
    facets = {
        "ingredient": ingredient,
        "form": form,
        "dosage-form": dosage_form,
        "free-from": free_from,
        "claim": claim,
    }
    listed = narrowed({kind: [_plain(each) for each in asked] for kind, asked in facets.items()}, in_stock=in_stock)
    keys = list(listed.order_by("name", "pk").values_list("pk", flat=True))
    if _plain(q).strip():
        held = set(keys)
        keys = [key for key in find(_plain(q)) if key in held]
    start = (page - 1) * PER_PAGE
    rows = Product.objects.only(*_SHOWN).in_bulk(keys[start : start + PER_PAGE])
    return as_json(
        {
            "products": [_product(rows[key]) for key in keys[start : start + PER_PAGE] if key in rows],
            **counted(len(keys), page),
        }
    )


def _plain(text: str) -> str:
    """A text that a database takes."""
    return text.replace("\x00", "")


def _product(each: Product) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "brand": each.brand,
        "name": each.name,
        "market": each.market,
        "price": None if each.price is None else str(each.price),
        "currency": each.currency,
        "price_per_day": None if each.price_per_day is None else str(each.price_per_day),
        "in_stock": each.in_stock,
    }


def _found(slug: str) -> Product:
    found = shown().filter(slug=_plain(slug)).first()
    if found is None:
        raise AskedForUnknown(f"there is no product {slug!r}")
    return found


@router.get(
    "/products/{slug}",
    response={200: ProductWithLabel, **NAMED},
    operation_id="getProduct",
    summary="One product with its label",
)
def product(request: HttpRequest, slug: Slug) -> HttpResponse:
    """A product, its label, the facets that it is found by, and what was found on the label when it was published."""
    found = _found(slug)
    facets: dict[str, list[str]] = {}
    for kind, value in found.facets.order_by("kind", "value").values_list("kind", "value"):
        facets.setdefault(kind, []).append(value)
    return as_json(
        {
            **_product(found),
            "regime": found.regime or None,
            "facets": facets,
            "label": json.loads(found.label_json),
            "findings": found.dossier("en")["findings"],
        }
    )


@router.get(
    "/products/{slug}/label.{form}",
    response=NAMED,
    operation_id="getLabel",
    summary="A product's label as a file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The label",
                "content": {kind: {"schema": {"type": "string"}} for kind in _TYPES.values() if "json" not in kind}
                | {kind: {"schema": {"type": "object"}} for kind in _TYPES.values() if "json" in kind},
            }
        }
    },
)
def label(request: HttpRequest, slug: Slug, form: Literal["toml", "json", "jsonld"]) -> HttpResponse:
    """The label alone: as TOML or JSON, which `officinal check` reads, or as schema.org JSON-LD."""
    found = _found(slug)
    text = {"toml": lambda: to_toml(found.label), "json": lambda: found.label_json, "jsonld": lambda: to_jsonld_text(found.label)}[form]()  # fmt: skip
    return HttpResponse(text, content_type=_TYPES[form])
