# SPDX-License-Identifier: Apache-2.0
"""The versions of a label: who published which and why, what differs between two, and one of them put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from officinal.errors import OfficinalError, RecordError
from officinal.label import Label, from_json, to_toml
from officinal.shop.admin.asked import newest, page, product_to_change, product_to_see, version_of
from officinal.shop.admin.diff import compare
from officinal.shop.admin.draft import drafted
from officinal.shop.admin.form_parts import errors_need_a_reason
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import LabelVersion, Product

_ON_A_PAGE = 50


@require_safe
def versions(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """The list, the newest first; any two can be chosen to be compared."""
    product = product_to_see(admin, request, pk)
    listed = Paginator(product.versions.select_related("published_by").defer("label_json"), _ON_A_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    return render(request, "admin/shop/product/versions.html", page(
        admin, request, product, _("Versions of the label"),
        versions=shown, newest=newest(product), may_change=admin.has_change_permission(request, product),
    ))  # fmt: skip


@require_safe
def diff(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """What changed from one version to another."""
    product = product_to_see(admin, request, pk)
    before, after = (version_of(product, _number(request.GET.get(name, ""))) for name in ("from", "to"))
    return render(request, "admin/shop/product/diff.html", page(
        admin, request, product, _("What changed between two versions"),
        pair=((before, _("From version")), (after, _("To version"))), lines=compare(_text(before), _text(after)),
    ))  # fmt: skip


def restore(request: HttpRequest, admin: Any, pk: int, number: int) -> HttpResponse:
    """Show what putting a version back would change and what is found in it; do it once a reason is given."""
    product = product_to_change(admin, request, pk)
    version, today = version_of(product, number), timezone.localdate()
    reason, problem = request.POST.get("reason", "").strip()[:2000], ""
    try:
        label = from_json(version.label_json, source=str(version))
    except RecordError as error:
        raise Http404(str(error)) from None
    draft = drafted(to_toml(label), market=product.market, regime=product.regime, as_of=today)
    if request.method == "POST":
        if not reason:
            problem = errors_need_a_reason(draft.errors) if draft.errors else _("Say why this version is put back.")
        elif request.POST.get("newest") != str(newest(product)):
            problem = _("Meanwhile another version was published; look at what changes, and confirm again.")
        else:
            problem = draft.problem or _put_back(admin, request, product, version, label, reason)
            if not problem:
                return redirect(reverse("admin:shop_product_versions", args=[product.pk]))
    return render(request, "admin/shop/product/restore.html", page(
        admin, request, product, _("Put version %(number)s back") % {"number": number},
        version=version, draft=draft, lines=compare(to_toml(product.label), draft.toml),
        reason=reason, problem=problem, newest=newest(product),
    ), status=422 if problem else 200)  # fmt: skip


def _put_back(
    admin: Any, request: HttpRequest, product: Product, version: LabelVersion, label: Label, reason: str
) -> str:
    """Publish the label of a version as a new one; what stands in the way, else nothing."""
    try:
        new = publish(product, label, as_of=timezone.localdate(), by=request.user, reason=reason)
    except OfficinalError as error:
        return str(error)
    said = _("Version %(old)s is back, as version %(new)s.") % {"old": version.number, "new": new.number}
    admin.log_change(request, product, said)
    messages.success(request, said)
    return ""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404(text)
    return int(text)


def _text(version: LabelVersion) -> str:
    """A version as TOML; one that today's record does not hold any more, as it was kept."""
    try:
        return to_toml(from_json(version.label_json))
    except RecordError:
        return version.label_json.replace(', "', ',\n"')
