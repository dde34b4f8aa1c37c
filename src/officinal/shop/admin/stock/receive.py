# SPDX-License-Identifier: Apache-2.0
"""Units are received: the product is found, then the delivery of one lot is written down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from officinal.shop.admin.stock.forms import ReceiveForm
from officinal.shop.admin.stock.shown import HEAVY, must, page, row_of
from officinal.shop.models import Movement, Product
from officinal.shop.stock.expiry import today
from officinal.shop.stock.receive import NO_NUMBER, StockError, receive
from officinal.shop.stock.rows import lock

_MOST_FOUND = 50


@require_safe
def choose(request: HttpRequest, admin: Any) -> HttpResponse:
    """Which product units came of."""
    must(admin.has_change_permission(request))
    asked = request.GET.get("q", "").strip()[:200]
    found = Product.objects.defer(*HEAVY).order_by("name", "pk")
    for word in asked.split()[:10]:
        found = found.filter(Q(name__icontains=word) | Q(brand__icontains=word) | Q(slug__icontains=word))
    shown = list(found[: _MOST_FOUND + 1]) if asked else []
    return render(request, "admin/shop/stock/choose.html", page(
        admin, request, _("Receive units"), asked=asked, found=shown[:_MOST_FOUND], more=len(shown) > _MOST_FOUND,
    ))  # fmt: skip


def receive_into(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """A delivery of one lot of a product."""
    must(admin.has_change_permission(request))
    product = Product.objects.defer(*HEAVY).filter(pk=pk).first()
    if product is None:
        raise Http404(pk)
    day = today(timezone.now())
    if request.method != "POST":
        form = ReceiveForm(today=day, initial={"after": _newest(product)})
        return _show(request, admin, product, form)
    form = ReceiveForm(request.POST, today=day)
    if not form.is_valid():
        return _show(request, admin, product, form, status=422)
    try:
        number = _receive(request, product, form)
    except StockError as error:
        form.add_error(None, str(error))
        form.data = {**request.POST.dict(), "after": _newest(product)}
        return _show(request, admin, product, form, status=422)
    admin.log_change(request, row_of(product.pk, timezone.now()), said := _said(number, form.cleaned_data["lot"]))
    messages.success(request, said)
    return redirect("admin:shop_stock_change", product.pk)


@transaction.atomic
def _receive(request: HttpRequest, product: Product, form: ReceiveForm) -> int:
    asked = form.cleaned_data
    lock([product.pk])
    if asked["after"] != _newest(product):
        raise StockError(
            _("Meanwhile units of this product were received. If yours are not among them, send this form again.")
        )
    receive(
        product, asked["quantity"], now=timezone.now(), lot=asked["lot"], expires_on=asked["expires_on"],
        reason=asked["reason"], by=request.user,
    )  # fmt: skip
    return int(asked["quantity"])


def _newest(product: Product) -> int:
    """The newest delivery of a product; 0 for none."""
    received = Movement.objects.filter(product=product, kind=Movement.Kind.RECEIVED).order_by("-pk")
    return received.values_list("pk", flat=True).first() or 0


def _said(number: int, lot: str) -> str:
    return ngettext("%(n)s unit of lot %(lot)s received.", "%(n)s units of lot %(lot)s received.", number) % {
        "n": number, "lot": lot or NO_NUMBER,
    }  # fmt: skip


def _show(request: HttpRequest, admin: Any, product: Product, form: ReceiveForm, *, status: int = 200) -> HttpResponse:
    return render(request, "admin/shop/stock/receive.html", page(
        admin, request, _("Receive units"), form=form, product=product, row=row_of(product.pk, timezone.now()),
        lots=product.lots.filter(on_hand__gt=0).order_by("expires_on", "pk"), today=today(timezone.now()),
    ), status=status)  # fmt: skip
