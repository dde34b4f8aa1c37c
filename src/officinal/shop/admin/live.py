# SPDX-License-Identifier: Apache-2.0
"""The findings of a label while it is being edited: a part of the edit page, drawn anew. Nothing is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from officinal.shop.admin.asked import may_add, product_to_change
from officinal.shop.admin.workbench import worked_on


@require_POST
def live(request: HttpRequest, admin: Any, pk: int | None = None) -> HttpResponse:
    """Lay the form on the TOML and check it; what that changes of either is drawn anew."""
    if pk is None:
        may_add(admin, request)
    else:
        product_to_change(admin, request, pk)
    bench = worked_on(request.POST, as_of=timezone.localdate())
    return render(request, "admin/shop/product/live.html", {"bench": bench, "live": request.path})
