# SPDX-License-Identifier: Apache-2.0
"""Who may do what with orders, and the order that an address names."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from officinal.shop.models import Order


def may_see(request: HttpRequest, admin: Any) -> bool:
    """Whether somebody may see orders, with the names and addresses of customers."""
    return bool(admin.has_view_permission(request))


def may_change(request: HttpRequest, admin: Any) -> bool:
    """Whether somebody may pack, send, and say that money came."""
    return bool(admin.has_change_permission(request))


def may_refund(request: HttpRequest) -> bool:
    """Whether somebody may give money back."""
    return request.user.has_perm("shop.refund_order")


def order_or_404(pk: int | str) -> Order:
    """An order, with its lines."""
    number = int(pk) if str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19 else 0
    found = Order.objects.prefetch_related("lines", "events").filter(pk=number).first()
    if found is None:
        raise Http404(pk)
    return found
