# SPDX-License-Identifier: Apache-2.0
"""What every page of the staff side asks first: which product, and whether this person may."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from officinal.shop.models import LabelVersion, Product


def product_to_see(admin: Any, request: HttpRequest, pk: int) -> Product:
    """The product, for somebody who may see it."""
    return _product(request, pk, admin.has_view_permission)


def product_to_change(admin: Any, request: HttpRequest, pk: int) -> Product:
    """The product, for somebody who may change it."""
    return _product(request, pk, admin.has_change_permission)


def may_add(admin: Any, request: HttpRequest) -> None:
    """Go on only for somebody who may add products."""
    if not admin.has_add_permission(request):
        raise PermissionDenied


def version_of(product: Product, number: int) -> LabelVersion:
    """A version of a product's label."""
    found = product.versions.filter(number=number).select_related("published_by").first()
    if found is None:
        raise Http404(f"{product.slug} {number}")
    return found


def newest(product: Product) -> int:
    """The number of a product's newest version; 0 where it has none."""
    return product.versions.values_list("number", flat=True).first() or 0


def page(admin: Any, request: HttpRequest, product: Product | None, title: str, **more: Any) -> dict[str, Any]:
    """What the template of a staff page needs."""
    return {
        **admin.admin_site.each_context(request),
        "opts": Product._meta,
        "original": product,
        "title": title,
        **more,
    }


def _product(request: HttpRequest, pk: int, may: Any) -> Product:
    """Whoever may not at all is not told whether there is such a product."""
    if not may(request):
        raise PermissionDenied
    found = Product.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    if not may(request, found):
        raise PermissionDenied
    return found
