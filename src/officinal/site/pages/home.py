# SPDX-License-Identifier: Apache-2.0
"""The shelf: all products, found by words and by facets that come from their labels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.shop.catalogue.search import find, shown
from officinal.shop.dossier.forms import form_name
from officinal.shop.models import Facet, Product

PER_PAGE = 24
_MOST_VALUES = 12
_LONGEST_QUERY = 200
SORTS = {"name": "name", "price-per-day": "price_per_day"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what it is called, how many products have it, whether it is chosen."""

    value: str
    name: str
    count: int
    chosen: bool


def home(request: HttpRequest) -> HttpResponse:
    """The listing, filtered by what the address asks for; whatever it asks for wrongly is left aside."""
    asked = request.GET
    query = asked.get("q", "")[:_LONGEST_QUERY].replace("\x00", "").strip()
    products = shown()
    found: list[int] | None = None
    if query:
        found = find(query)
        products = products.filter(pk__in=found)
    chosen = {kind: [value[:120] for value in asked.getlist(kind)[:10] if value.isprintable()] for kind in KINDS}
    for kind, values in chosen.items():
        for value in values:
            products = products.filter(facets__kind=kind, facets__value=value)
    if asked.get("in-stock"):
        products = products.filter(on_hand__gt=0)
    facets = _facets(products, chosen)
    ordered = _ordered(products, asked.get("sort", ""), found)
    page = Paginator(ordered, PER_PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "query": query,
        "facets": facets,
        "in_stock": bool(asked.get("in-stock")),
        "sort": asked.get("sort", "") if asked.get("sort", "") in SORTS else "",
        "filtered": bool(query or any(chosen.values()) or asked.get("in-stock")),
    }
    return render(request, "pages/home.html", context)


KINDS = ("ingredient", "form", "dosage-form", "free-from", "claim")


def _titles() -> dict[str, str]:
    return {
        "ingredient": _("Ingredient"),
        "form": _("Source"),
        "dosage-form": _("Dosage form"),
        "free-from": _("Free from"),
        "claim": _("Said to be for"),
    }


def _ordered(products: QuerySet[Product], sort: str, found: list[int] | None) -> Any:
    listed = products.only(
        "slug",
        "name",
        "brand",
        "tagline",
        "dosage_form",
        "price",
        "currency",
        "on_hand",
        "price_per_day",
        "warnings",
        "errors",
    )
    if sort in SORTS:
        return listed.order_by(SORTS[sort], "name", "pk")
    if found is None:
        return listed
    rank = {pk: at for at, pk in enumerate(found)}
    return sorted(listed, key=lambda product: rank.get(product.pk, len(rank)))


def _facets(products: QuerySet[Product], chosen: dict[str, list[str]]) -> list[tuple[str, str, list[Choice]]]:
    """Each facet with its commonest values among what is shown."""
    know, language = load(), get_language() or "en"
    counted: dict[str, list[Choice]] = defaultdict(list)
    rows = (
        Facet.objects.filter(product__in=products.order_by().values("pk"))
        .values("kind", "value")
        .annotate(count=Count("product", distinct=True))
        .order_by("kind", "-count", "value")
    )
    for row in rows:
        kind, value = row["kind"], row["value"]
        is_chosen = value in chosen[kind] if kind in chosen else False
        if kind in KINDS and (len(counted[kind]) < _MOST_VALUES or is_chosen):
            name = form_name(value, language) if kind == "dosage-form" else know.name(value, language)
            counted[kind].append(Choice(value, name, row["count"], is_chosen))
    titles = _titles()
    return [(kind, titles[kind], counted[kind]) for kind in KINDS if counted[kind]]
