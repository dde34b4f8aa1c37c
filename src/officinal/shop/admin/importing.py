# SPDX-License-Identifier: Apache-2.0
"""Labels taken in, in two steps: what would come of it is shown first, and nothing is kept until it is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from officinal.label import to_toml
from officinal.reading import Reading
from officinal.shop.admin.asked import may_add, newest, page, product_to_change
from officinal.shop.admin.diff import compare
from officinal.shop.admin.draft import Draft
from officinal.shop.admin.import_forms import ConfirmForm, SourceForm
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import Product

_LONGEST_PIECE, _MOST_PIECES = 300, 100


def import_new(request: HttpRequest, admin: Any) -> HttpResponse:
    """A new product of a label that is handed in; it stays out of the shop until somebody puts it there."""
    may_add(admin, request)
    return _import(admin, request, None)


def import_into(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """A new version of a product's label."""
    return _import(admin, request, product_to_change(admin, request, pk))


def _import(admin: Any, request: HttpRequest, product: Product | None) -> HttpResponse:
    if request.method != "POST":
        return _show(admin, request, product, source=SourceForm(product=product))
    if "label_toml" in request.POST:
        return _second_step(admin, request, product)
    source = SourceForm(request.POST, request.FILES, product=product)
    if not source.is_valid():
        return _show(admin, request, product, source=source, status=422)
    chosen = {name: source.cleaned_data.get(name, "") for name in ("market", "regime")}
    slug = slugify(source.taken.label.name or "")[:80]
    confirm = ConfirmForm(
        {
            "label_toml": to_toml(source.taken.label),
            "slug": slug,
            "version_seen": str(newest(product)) if product else "",
            **chosen,
        },
        product=product,
        to_publish=False,
    )
    return _show(admin, request, product, confirm=confirm, reading=source.taken.reading)


def _second_step(admin: Any, request: HttpRequest, product: Product | None) -> HttpResponse:
    confirm = ConfirmForm(request.POST, product=product, to_publish="_publish" in request.POST)
    if not confirm.is_valid():
        return _show(admin, request, product, confirm=confirm, status=422 if confirm.errors else 200)
    chosen = confirm.cleaned_data
    kept = product or Product(slug=chosen["slug"], market=chosen["market"], regime=chosen["regime"], published=False)
    assert confirm.draft.label is not None
    version = publish(
        kept, confirm.draft.label, as_of=timezone.localdate(), by=request.user, reason=chosen["reason"].strip()
    )
    said = _("Imported as version %(number)s.") % {"number": version.number}
    if product is None:
        admin.log_addition(request, kept, said)
        said += " " + _("It is not shown in the shop until you say so here.")
    else:
        admin.log_change(request, kept, said)
    messages.success(request, said)
    may_change = admin.has_change_permission(request, kept) or admin.has_view_permission(request, kept)
    return redirect(reverse("admin:shop_product_change", args=[kept.pk]) if may_change else reverse("admin:index"))


def _show(
    admin: Any, request: HttpRequest, product: Product | None, *,
    status: int = 200, confirm: ConfirmForm | None = None, reading: Reading | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    title = _("Import a label as a new product") if product is None else _("Import a new version of the label")
    changed = (
        compare(to_toml(product.label), _as_kept(confirm.draft)) if product and confirm and confirm.draft.label else []
    )
    return render(request, "admin/shop/product/import.html", page(
        admin, request, product, title, confirm=confirm, draft=confirm.draft if confirm else None, lines=changed, **_read(reading), **more,
    ), status=status)  # fmt: skip


def _read(reading: Reading | None) -> dict[str, Any]:
    """What is told of a page that was read: how much of it stands behind fields, and what was not understood."""
    if reading is None:
        return {}
    pieces = (reading.text[slice(*each.span)].strip() for each in reading.unread if each.reason == "not understood")
    return {
        "problems": reading.problems,
        "share": int(reading.coverage * 100),
        "unread": [piece[:_LONGEST_PIECE] for piece in pieces if piece][:_MOST_PIECES],
    }


def _as_kept(draft: Draft) -> str:
    return to_toml(draft.label) if draft.label else draft.toml
