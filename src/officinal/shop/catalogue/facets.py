# SPDX-License-Identifier: Apache-2.0
"""The shelf is narrowed here by facets, and how many products have each value is counted.

Counts of whole shelves are kept for a minute; what is published or taken away shows in them at once, stock that alone
has changed within the minute. Counts of what a search found are made each time, for it finds few.

A key is now and then asked for as `F("pk") + 0`, which is the same number. SQLite fetches a row, of many pages, for
each key of a list, however long; a sum it finds in no index, and so reads the shelf off its own, in order, beside
the list. PostgreSQL finds its way with either.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.lookups import In

from officinal.shop.catalogue.search import shown
from officinal.shop.models import Facet, Product

KINDS = ("ingredient", "form", "dosage-form", "free-from", "claim")
MOST_VALUES = 12
_KEPT_SECONDS = 60
_FEW = 8
"""a shelf with fewer than one in so many of all products is counted product by product"""

Chosen = dict[str, list[str]]
Counts = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """How many products stand on a shelf, and how many of them have each value of a facet."""

    total: int
    counts: Counts


def narrowed(chosen: Chosen, *, in_stock: bool) -> QuerySet[Product]:
    """What visitors may see of the products that have every chosen value."""
    products = shown()
    for kind, values in chosen.items():
        for value in values:
            products = products.filter(In(F("pk") + 0, Facet.objects.filter(kind=kind, value=value).values("product")))
    return products.filter(in_stock=True) if in_stock else products


def counts_among(keys: list[int], chosen: Chosen) -> Counts:
    """The commonest values of each kind with how many of some products have them, and those that are chosen."""
    return _counted(Facet.objects.filter(product__in=keys), chosen)


def shelf(chosen: Chosen, *, in_stock: bool) -> Shelf:
    """All products that have every chosen value: how many there are, and the counts among them."""
    newest, number = Product.objects.aggregate(newest=Max("updated"))["newest"], shown().count()
    asked = repr((newest, number, in_stock, sorted(chosen.items())))
    kept, key = caches["process"], f"shelf-{hashlib.sha256(asked.encode()).hexdigest()}"
    counted: Shelf | None = kept.get(key)
    if counted is None:
        counted = _shelf(chosen, in_stock=in_stock, of=number)
        kept.set(key, counted, _KEPT_SECONDS)
    return counted


def _shelf(chosen: Chosen, *, in_stock: bool, of: int) -> Shelf:
    products = narrowed(chosen, in_stock=in_stock).order_by()
    total = products.count()
    if not any(chosen.values()):
        left_out = Q(published=False) | Q(in_stock=False) if in_stock else Q(published=False)  # fewer than those shown
        facets = Facet.objects.exclude(product__in=Product.objects.filter(left_out).order_by().values("pk"))
    elif total * _FEW < of:
        facets = Facet.objects.filter(product__in=products.values("pk"))
    else:
        facets = Facet.objects.filter(In(F("product") + 0, products.values("pk")))
    return Shelf(total, _counted(facets, chosen))


def _counted(facets: QuerySet[Facet], chosen: Chosen) -> Counts:
    counted: Counts = []
    of_kind: dict[str, int] = defaultdict(int)
    rows = facets.values_list("kind", "value").annotate(count=Count("*")).order_by("kind", "-count", "value")
    for kind, value, count in rows:
        of_kind[kind] += 1
        if of_kind[kind] <= MOST_VALUES or value in chosen.get(kind, ()):
            counted.append((kind, value, count))
    return counted
