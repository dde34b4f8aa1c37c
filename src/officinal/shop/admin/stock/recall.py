# SPDX-License-Identifier: Apache-2.0
"""A recall, step by step: find the lot, set it aside, give waiting orders other units, tell who got some.

The list names customers, so it is for people who may see orders too.
"""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from officinal.shop.admin.stock.forms import RecallForm
from officinal.shop.admin.stock.shown import PARTLY, lot_name, lot_or_404, must, page
from officinal.shop.exchange.cells import guarded
from officinal.shop.models import Lot, LotAllocation
from officinal.shop.stock.recall import has_units_of, replace, set_aside, whereabouts

_ON_A_PAGE, _MOST_FOUND = 100, 50
_SPREADSHEETS_KNOW_UTF8_BY_THIS = "\ufeff"


def may_see(request: HttpRequest, admin: Any) -> bool:
    """Whether somebody may see which customers have units of a lot."""
    sees_orders = any(request.user.has_perm(f"shop.{may}_order") for may in ("view", "change"))
    return sees_orders and bool(admin.has_view_permission(request))


@require_safe
def find(request: HttpRequest, admin: Any) -> HttpResponse:
    """Lots whose number is asked for: that very one, else those that have it in them."""
    must(may_see(request, admin))
    asked = request.GET.get("code", "").strip()[:100]
    lots = Lot.objects.select_related("product").defer(*PARTLY).order_by("code", "product__name", "pk")
    same = list(lots.filter(code__iexact=asked)[:_MOST_FOUND]) if asked else []
    found = same or (list(lots.filter(code__icontains=asked)[:_MOST_FOUND]) if asked else [])
    if len(same) == 1:
        return redirect("admin:shop_lot_recall", same[0].pk)
    return render(request, "admin/shop/stock/find.html", page(
        admin, request, _("Recall a lot"), asked=asked, found=found, many=len(found) == _MOST_FOUND,
    ))  # fmt: skip


@require_safe
def recall(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Where the units of a lot are, order by order, and what is to be done."""
    must(may_see(request, admin))
    return _show(request, admin, lot_or_404(pk))


@require_POST
def put_aside(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Take what no order has of the lot out of the stock."""
    must(may_see(request, admin) and admin.has_change_permission(request))
    lot, form = lot_or_404(pk), RecallForm(request.POST)
    if not form.is_valid():
        return _show(request, admin, lot, aside=form, status=422)
    number = set_aside(lot, now=timezone.now(), reason=form.cleaned_data["reason"], by=request.user)
    return _done(request, admin, lot, ngettext(
        "%(n)s unit is set aside. Take it off the shelf now.",
        "%(n)s units are set aside. Take them off the shelf now.", number,
    ) % {"n": number})  # fmt: skip


@require_POST
def give_others(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Give orders that were not sent yet units of other lots."""
    must(may_see(request, admin) and admin.has_change_permission(request))
    lot, form = lot_or_404(pk), RecallForm(request.POST)
    if not form.is_valid():
        return _show(request, admin, lot, others=form, status=422)
    done, left = replace(lot, now=timezone.now(), reason=form.cleaned_data["reason"], by=request.user)
    if left:
        numbers = ", ".join(order.number for order in left[:20])
        messages.warning(
            request, _("There is not enough of other lots for these orders: %(orders)s.") % {"orders": numbers}
        )
    return _done(request, admin, lot, ngettext(
        "%(n)s order has units of other lots now. Pack it anew.",
        "%(n)s orders have units of other lots now. Pack them anew.", len(done),
    ) % {"n": len(done)})  # fmt: skip


@require_safe
def as_csv(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Who got how many, as a table for a spreadsheet."""
    must(may_see(request, admin))
    lot = lot_or_404(pk)
    response = HttpResponse(
        _SPREADSHEETS_KNOW_UTF8_BY_THIS, content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="recall-lot-{lot.pk}.csv"'},
    )  # fmt: skip
    table = csv.writer(response)
    table.writerow([
        _("order"), _("placed"), _("state"), _("shipped on"), _("product"), _("lot number"), _("units"), _("came back"),
        _("still there"), _("e-mail"), _("language"), _("name"), _("address"),
    ])  # fmt: skip
    for each in has_units_of(lot).iterator(chunk_size=500):
        table.writerow([guarded(str(cell)) for cell in _cells(each, lot)])
    return response


def _cells(each: LotAllocation, lot: Lot) -> list[object]:
    order, address = each.line.order, each.line.order.address
    lines = ("line1", "line2", "city", "province", "postal_code", "country")
    return [
        order.number, f"{order.placed_at:%Y-%m-%d}", order.get_state_display(),
        f"{order.shipped_at:%Y-%m-%d}" if order.shipped_at else "", each.line.name, lot.code, each.quantity, each.returned,
        each.quantity - each.returned if each.shipped else 0, order.email, order.language, address.get("name", ""),
        ", ".join(str(address[name]) for name in lines if address.get(name)),
    ]  # fmt: skip


def _done(request: HttpRequest, admin: Any, lot: Lot, said: str) -> HttpResponse:
    admin.log_change(request, lot, said)
    messages.success(request, said)
    return redirect("admin:shop_lot_recall", lot.pk)


def _show(
    request: HttpRequest, admin: Any, lot: Lot, *,
    aside: RecallForm | None = None, others: RecallForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    listed = Paginator(has_units_of(lot), _ON_A_PAGE)
    return render(request, "admin/shop/stock/recall.html", page(
        admin, request, _("Recall of lot %(lot)s") % {"lot": lot_name(lot)}, lot=lot, where=whereabouts(lot),
        aside=aside or RecallForm(auto_id="id_aside_%s"), others=others or RecallForm(auto_id="id_others_%s"),
        listed=listed.get_page(request.GET.get("page")), may_change=admin.has_change_permission(request),
    ), status=status)  # fmt: skip
