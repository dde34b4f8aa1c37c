# SPDX-License-Identifier: Apache-2.0
"""The shelf is narrowed here by facets, and how many products have each value is counted.

Counts of whole shelves are kept for a minute; what is published or taken away shows in them at once, stock that alone
has changed within the minute. Counts of what a search found are made each time, for it finds few.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

from officinal.shop.catalogue.search import shown
from officinal.shop.models import Facet, Product

KINDS = ("ingredient", "form", "dosage-form", "free-from", "claim")
MOST_VALUES = 12
_KEPT_SECONDS = 60

Chosen = dict[str, list[str]]
Counts = list[tuple[str, str, int]]


def narrowed(chosen: Chosen, *, in_stock: bool) -> QuerySet[Product]:
    """What visitors may see of the products that have every chosen value."""
    products = shown()
    for kind, values in chosen.items():
        for value in values:
            products = products.filter(pk__in=Facet.objects.filter(kind=kind, value=value).values("product"))
    return products.filter(in_stock=True) if in_stock else products


def counts_among(keys: list[int], chosen: Chosen) -> Counts:
    """The commonest values of each kind with how many of some products have them, and those that are chosen."""
    return _counted(Facet.objects.filter(product__in=keys), chosen)


def counts(chosen: Chosen, *, in_stock: bool) -> Counts:
    """The same for all products that have every chosen value."""
    newest, number = Product.objects.aggregate(newest=Max("updated"))["newest"], shown().count()
    shelf = repr((newest, number, in_stock, sorted(chosen.items())))
    kept: Counts | None = cache.get_or_set(
        f"facets-{hashlib.sha256(shelf.encode()).hexdigest()}",
        lambda: _counted(_facets(chosen, in_stock=in_stock), chosen),
        _KEPT_SECONDS,
    )
    return kept or []


def _facets(chosen: Chosen, *, in_stock: bool) -> QuerySet[Facet]:
    if any(chosen.values()):
        return Facet.objects.filter(product__in=narrowed(chosen, in_stock=in_stock).order_by().values("pk"))
    left_out = Q(published=False) | Q(in_stock=False) if in_stock else Q(published=False)  # fewer than those shown
    return Facet.objects.exclude(product__in=Product.objects.filter(left_out).order_by().values("pk"))


def _counted(facets: QuerySet[Facet], chosen: Chosen) -> Counts:
    counted: Counts = []
    of_kind: dict[str, int] = defaultdict(int)
    rows = facets.values_list("kind", "value").annotate(count=Count("*")).order_by("kind", "-count", "value")
    for kind, value, count in rows:
        of_kind[kind] += 1
        if of_kind[kind] <= MOST_VALUES or value in chosen.get(kind, ()):
            counted.append((kind, value, count))
    return counted
