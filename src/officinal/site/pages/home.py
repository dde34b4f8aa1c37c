# SPDX-License-Identifier: Apache-2.0
"""The shelf: all products, found by words and by facets that come from their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.shop.catalogue.facets import KINDS, Chosen, Counts, counts_among, narrowed, shelf
from officinal.shop.catalogue.search import find
from officinal.shop.dossier.forms import form_name
from officinal.shop.models import Product

PER_PAGE = 24
_LONGEST_QUERY = 200
SORTS = {
    "name": ("name", "pk"),
    "price-per-day": (F("price_per_day").asc(nulls_last=True), "name", "pk"),
}
_SHOWN = ("slug", "name", "brand", "tagline", "dosage_form", "price", "currency", "in_stock", "price_per_day")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what it is called, how many products have it, whether it is chosen."""

    value: str
    name: str
    count: int
    chosen: bool


class _Pages(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length is known."""

    def __init__(self, listed: list[int] | QuerySet[Product, int], total: int) -> None:
        super().__init__(listed, PER_PAGE)
        self._total = total

    @cached_property
    def count(self) -> int:
        """How many are listed."""
        return self._total


def home(request: HttpRequest) -> HttpResponse:
    """The listing, filtered by what the address asks for; whatever it asks for wrongly is left aside."""
    asked = request.GET
    query = asked.get("q", "")[:_LONGEST_QUERY].replace("\x00", "").strip()
    chosen = {kind: [value[:120] for value in asked.getlist(kind)[:10] if value.isprintable()] for kind in KINDS}
    in_stock = bool(asked.get("in-stock"))
    sort = asked.get("sort", "") if asked.get("sort", "") in SORTS else ""
    products = narrowed(chosen, in_stock=in_stock)
    listed: list[int] | QuerySet[Product, int]
    if query:
        listed = _ordered_found(products, find(query), sort)
        total, facets = len(listed), counts_among(listed, chosen)
    else:
        listed = products.order_by(*SORTS[sort or "name"]).values_list("pk", flat=True)
        whole = shelf(chosen, in_stock=in_stock)
        total, facets = whole.total, whole.counts
    page = _Pages(listed, total).get_page(asked.get("page"))
    context = {
        "page": page,
        "products": _rows(page.object_list),
        "query": query,
        "facets": _choices(facets, chosen),
        "in_stock": in_stock,
        "sort": sort,
        "filtered": bool(query or any(chosen.values()) or in_stock),
    }
    return render(request, "pages/home.html", context)


def _titles() -> dict[str, str]:
    return {
        "ingredient": _("Ingredient"),
        "form": _("Source"),
        "dosage-form": _("Dosage form"),
        "free-from": _("Free from"),
        "claim": _("Said to be for"),
    }


def _ordered_found(products: QuerySet[Product], found: list[int], sort: str) -> list[int]:
    """The keys of what a search found and the facets leave, likeliest first or in the order asked for."""
    left = products.filter(pk__in=found)
    if sort:
        return list(left.order_by(*SORTS[sort]).values_list("pk", flat=True))
    keys = set(left.order_by().values_list("pk", flat=True))
    return [key for key in found if key in keys]


def _rows(keys: Iterable[int]) -> list[Product]:
    """The products of a page, with no more of each than the listing shows."""
    keys = list(keys)
    held = Product.objects.only(*_SHOWN).in_bulk(keys)
    return [held[key] for key in keys if key in held]


def _choices(counted: Counts, chosen: Chosen) -> list[tuple[str, str, list[Choice]]]:
    """Each facet by its name with its values by theirs, in the language of the page."""
    know, language = load(), get_language() or "en"
    choices: dict[str, list[Choice]] = defaultdict(list)
    for kind, value, count in counted:
        name = form_name(value, language) if kind == "dosage-form" else know.name(value, language)
        choices[kind].append(Choice(value, name, count, value in chosen[kind]))
    titles = _titles()
    return [(kind, titles[kind], choices[kind]) for kind in KINDS if choices[kind]]
