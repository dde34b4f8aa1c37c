# SPDX-License-Identifier: Apache-2.0
"""The page of a lot, and what is set right there: how many units there are, and until when they are good."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from officinal.shop.admin.stock.forms import CountForm, DateForm
from officinal.shop.admin.stock.shown import lot_name, lot_or_404, movements, must, page
from officinal.shop.models import Lot
from officinal.shop.stock.expiry import today
from officinal.shop.stock.recall import whereabouts
from officinal.shop.stock.receive import StockError, correct, redate

_NEWEST = 30


@require_safe
def lot_page(request: HttpRequest, admin: Any, object_id: str) -> HttpResponse:
    """Where its units are, what happened to it, and what can be done."""
    must(admin.has_view_permission(request))
    return _show(request, admin, lot_or_404(object_id))


@require_POST
def count(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Set a lot to what was counted."""
    must(admin.has_change_permission(request))
    lot, form = lot_or_404(pk), CountForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            correct(
                lot, asked["counted"], now=timezone.now(), reason=asked["count_reason"], by=request.user,
                seen=asked["seen"],
            )  # fmt: skip
        except StockError as error:
            form.add_error(None, str(error))
            form.data = {**request.POST.dict(), "seen": Lot.objects.get(pk=pk).on_hand}
        else:
            return _done(request, admin, lot, _("Counted: %(n)s on hand.") % {"n": lot.on_hand})
    return _show(request, admin, lot_or_404(pk), count=form, status=422)


@require_POST
def set_date(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Set the day on which a lot expires."""
    must(admin.has_change_permission(request))
    lot, form = lot_or_404(pk), DateForm(request.POST)
    if not form.is_valid():
        return _show(request, admin, lot, date=form, status=422)
    redate(
        lot, form.cleaned_data["expires_on"], now=timezone.now(), reason=form.cleaned_data["date_reason"],
        by=request.user,
    )  # fmt: skip
    return _done(request, admin, lot, _("The date is set."))


def _done(request: HttpRequest, admin: Any, lot: Lot, said: str) -> HttpResponse:
    admin.log_change(request, lot, said)
    messages.success(request, said)
    return redirect("admin:shop_lot_change", lot.pk)


def _show(
    request: HttpRequest, admin: Any, lot: Lot, *,
    count: CountForm | None = None, date: DateForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return render(request, "admin/shop/stock/lot.html", page(
        admin, request, _("Lot %(lot)s") % {"lot": lot_name(lot)}, lot=lot, where=whereabouts(lot),
        count=count or CountForm(initial={"seen": lot.on_hand}),
        date=date or DateForm(initial={"expires_on": lot.expires_on}),
        movements=movements(lot=lot)[:_NEWEST], today=today(timezone.now()),
        may_change=admin.has_change_permission(request),
    ), status=status)  # fmt: skip
