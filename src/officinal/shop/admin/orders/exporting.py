# SPDX-License-Identifier: Apache-2.0
"""The orders that the list shows, as a table for a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from officinal.shop.admin.orders.may import may_see
from officinal.shop.admin.stock.shown import must
from officinal.shop.exchange.orders_csv import lines
from officinal.shop.models import Order


@require_safe
def as_csv(request: HttpRequest, admin: Any) -> HttpResponseBase:
    """All orders that the same filters and the same search show, not only those of one page."""
    must(may_see(request, admin))
    try:
        found = admin.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return _to_list()
    keys = found.order_by("-pk").values_list("pk", flat=True)
    orders = Order.objects.filter(pk__in=keys).prefetch_related("lines").order_by("-pk")
    return StreamingHttpResponse(
        lines(orders.iterator(chunk_size=500)), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="orders-{timezone.localdate()}.csv"'},
    )  # fmt: skip


def _to_list() -> HttpResponse:
    return redirect("admin:shop_order_changelist")
