# SPDX-License-Identifier: Apache-2.0
"""Packing slips, one or many, to print: what goes into the parcel, from which lots, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from officinal.shop.admin.orders.may import may_see, order_or_404
from officinal.shop.admin.orders.page import shown_lines
from officinal.shop.admin.stock.shown import must
from officinal.shop.models import Order
from officinal.shop.seller import seller

MOST_AT_ONCE = 100
_HEADINGS = {
    "slip": gettext_noop("Packing slip"),
    "order": gettext_noop("Order number"),
    "placed": gettext_noop("Ordered on"),
    "to": gettext_noop("To"),
    "product": gettext_noop("Product"),
    "units": gettext_noop("Units"),
    "lot": gettext_noop("Lot number"),
    "expires": gettext_noop("Expires on"),
    "note": gettext_noop("Note of the customer"),
    "none": gettext_noop("without a number"),
    "refunded": gettext_noop("money given back, do not pack"),
    "seal": gettext_noop("Do not use a jar whose seal is broken: write to us."),
}


@require_safe
def slip(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Of one order."""
    must(may_see(request, admin))
    return slips_of(request, [order_or_404(pk).pk])


@require_safe
def slips(request: HttpRequest, admin: Any) -> HttpResponse:
    """Of all that are to be packed, the oldest first."""
    must(may_see(request, admin))
    due = Order.objects.filter(state=Order.State.PAID).order_by("pk").values_list("pk", flat=True)
    return slips_of(request, list(due[:MOST_AT_ONCE]))


@never_cache
def slips_of(request: HttpRequest, keys: Iterable[int]) -> HttpResponse:
    """Of these orders, each on a sheet of its own."""
    orders = Order.objects.filter(pk__in=keys).prefetch_related("lines").order_by("pk")
    return render(request, "admin/shop/order/slips.html", {
        "slips": [(order, shown_lines(order)) for order in orders], "seller": seller(), "both": _in_both(),
    })  # fmt: skip


def _in_both() -> dict[str, str]:
    """Each heading in English and French, whatever the page's language: the parcel goes to either."""
    said: dict[str, str] = {}
    for name, words in _HEADINGS.items():
        with override("en"):
            english = _(words)
        with override("fr"):
            french = _(words)
        said[name] = english if english == french else f"{english} · {french}"
    return said
