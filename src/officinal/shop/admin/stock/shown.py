# SPDX-License-Identifier: Apache-2.0
"""What the pages of the stock share: their numbers, their links, and the way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from officinal.shop.models import Lot, Movement, Order, Stock
from officinal.shop.stock.available import CAN_BE_SOLD, moments

HEAVY = ("label_json", "dossiers", "search_text")
"""what lists need of no product"""
PARTLY = [f"product__{name}" for name in HEAVY]


def rows(now: dt.datetime) -> QuerySet[Stock]:
    """Stock rows with what can be sold of each, and the day on which its first free units expire."""
    first = Lot.objects.filter(product=OuterRef("pk"), expires_on__isnull=False, on_hand__gt=0).order_by("expires_on")
    return (
        Stock.objects.select_related("product")
        .defer(*PARTLY)
        .annotate(
            can_be_sold=RawSQL(CAN_BE_SOLD.replace("stock.", "shop_stock."), moments(now)),
            first_expiry=Subquery(first.values("expires_on")[:1]),
        )
    )


def row_of(product: int, now: dt.datetime) -> Any:
    """The stock row of a product, with zeros where nothing was received yet."""
    found = rows(now).filter(pk=product).first()
    if found is None:
        found = Stock(product_id=product)
        found.can_be_sold, found.first_expiry = 0, None  # type: ignore[attr-defined]
    return found


def movements(**of: Any) -> QuerySet[Movement]:
    """Movements of something, the newest first, with what a table shows of each."""
    found: QuerySet[Movement] = Movement.objects.filter(**of).select_related("product", "lot", "order", "by")
    return found.defer(*PARTLY)


def page(admin: Any, request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    """What the template of a page of the stock needs."""
    return {**admin.admin_site.each_context(request), "opts": admin.opts, "title": title, **more}


def must(allowed: bool) -> None:
    """Go on only for somebody who may."""
    if not allowed:
        raise PermissionDenied


def lot_or_404(pk: int | str) -> Lot:
    """A lot, its product read with it."""
    number = int(pk) if str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19 else 0
    found = Lot.objects.select_related("product").defer(*PARTLY).filter(pk=number).first()
    if found is None:
        raise Http404(pk)
    return found


def order_link(order: Order | None) -> str:
    """An order's number, which leads to it where staff have a page for it."""
    if order is None:
        return "–"
    try:
        return format_html('<a href="{}">{}</a>', reverse("admin:shop_order_change", args=[order.pk]), order.number)
    except NoReverseMatch:
        return order.number


def lot_name(lot: Lot) -> str:
    """A lot's number; words where it has none."""
    return lot.code or _("without a number")


def day(date: dt.date | None, today: dt.date) -> str:
    """The day on which units expire; said where it is over."""
    if date is None:
        return "–"
    return format_html('<span class="out">{} ✕ {}</span>', date, _("over")) if date < today else str(date)


def signed(number: int) -> str:
    """A change, with its sign; a dash for none."""
    return f"{number:+}".replace("-", "−") if number else "–"


def said(reason: str) -> str:
    """A reason as it was written; those that the shop itself gives, in the reader's language."""
    return _(reason) if reason else "–"


Named = tuple[str, Callable[..., HttpResponseBase], str]
"""an address, the view behind it, and its name"""


def staff_paths(of: Any, model: str, named: list[Named]) -> list[URLPattern]:
    """Addresses of views that are given an admin, for people who may enter it; what they may do there, the view asks."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Any:
        return of.admin_site.admin_view(lambda request, **kwargs: view(request, of, **kwargs))

    return [path(route, guarded(view), name=f"shop_{model}_{name}") for route, view, name in named]
