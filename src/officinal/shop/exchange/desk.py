# SPDX-License-Identifier: Apache-2.0
"""Staff bring products in and take them out: what would come of a file is shown first, and kept only when confirmed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from officinal.shop.admin.asked import page
from officinal.shop.exchange.carry_out import carry_out
from officinal.shop.exchange.desk_forms import MOST_ROWS, ConfirmForm, FileForm, TermsForm
from officinal.shop.exchange.export import for_export, write_csv
from officinal.shop.exchange.weigh import KINDS, Change, Terms, fingerprint, weigh_all
from officinal.shop.models import Product

_CARRIED = ("kind", "market", "currency", "keep_labels", "show_new", "reason")
MOST_SHOWN, MOST_FIELDS = 300, 40


def exchange(request: HttpRequest, admin: Any) -> HttpResponse:
    """A file of products: handed in, looked at, confirmed. For people who may both add and change products."""
    if not (admin.has_add_permission(request) and admin.has_change_permission(request)):
        raise PermissionDenied
    if request.method != "POST":
        return _show(admin, request, file=FileForm())
    if "seen" in request.POST:
        return _confirmed(admin, request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(admin, request, file=form, status=422)
    changes = list(weigh_all(form.brought.entries(), _terms(form)))
    carried = {name: form.cleaned_data.get(name) for name in _CARRIED}
    confirm = ConfirmForm(
        initial={**carried, "text": form.text, "name": form.brought.table.name, "seen": fingerprint(changes)}
    )
    return _show(admin, request, confirm=confirm, brought=form, changes=changes)


@require_safe
def export_all(request: HttpRequest, admin: Any) -> StreamingHttpResponse:
    """Every product as our own table."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    return as_csv(Product.objects.all())


def as_csv(products: QuerySet[Product]) -> StreamingHttpResponse:
    """Products as our own table, written as it is sent."""
    return StreamingHttpResponse(
        write_csv(for_export(products)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="products.csv"'},
    )


def _confirmed(admin: Any, request: HttpRequest) -> HttpResponse:
    """Carry it out if it still is what was seen; else show what it has become."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show(admin, request, file=FileForm(initial=_again(request)), broken=form.errors, status=422)
    terms = _terms(form)
    changes = list(weigh_all(form.brought.entries(), terms))
    now_seen = fingerprint(changes)
    if "_apply" not in request.POST or form.cleaned_data["seen"] != now_seen:
        stale = "_apply" in request.POST
        again = ConfirmForm(initial={**form.cleaned_data, "seen": now_seen})
        return _show(
            admin, request, confirm=again, brought=form, changes=changes, stale=stale, status=409 if stale else 200
        )
    return _carry_out(admin, request, changes, terms)


def _carry_out(admin: Any, request: HttpRequest, changes: list[Change], terms: Terms) -> HttpResponse:
    now = timezone.now()
    done = [carry_out(change, terms, now=now, by=request.user) for change in changes]
    counted = Counter(each.kind for each in done)
    kept = Product.objects.in_bulk([each.slug for each in done if each.kind in ("new", "changed")], field_name="slug")
    for each in done:
        if each.kind == "new":
            admin.log_addition(request, kept[each.slug], _("Brought in from a file."))
        elif each.kind == "changed":
            admin.log_change(request, kept[each.slug], _("Changed by a file."))
    messages.success(request, _said(counted))
    failed = [each for before, each in zip(changes, done, strict=True) if before.kind != each.kind]
    for each in failed[:20]:
        messages.error(request, _("Line %(line)s: %(problem)s") % {"line": each.line, "problem": each.reason})
    return redirect("admin:shop_product_changelist")


def _said(counted: Counter[Any]) -> str:
    new, changed = counted["new"], counted["changed"]
    return " ".join(
        (
            ngettext("%(n)s product is new.", "%(n)s products are new.", new) % {"n": new},
            ngettext("%(n)s product was changed.", "%(n)s products were changed.", changed) % {"n": changed},
        )
    )


def _terms(form: TermsForm) -> Terms:
    chosen = form.cleaned_data
    return Terms(
        as_of=timezone.localdate(),
        reason=chosen["reason"],
        currency=chosen["currency"] or None,
        market=chosen["market"],
        keep_labels=chosen["keep_labels"],
        show_new=chosen["show_new"],
    )


def _again(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("kind", "market", "currency", "reason")}


def _show(
    admin: Any,
    request: HttpRequest,
    *,
    status: int = 200,
    brought: TermsForm | None = None,
    changes: list[Change] | None = None,
    **more: Any,
) -> HttpResponse:
    context = page(admin, request, None, _("Bring products in"), most_rows=MOST_ROWS, most_fields=MOST_FIELDS, **more)
    if brought is not None and changes is not None:
        counted = Counter(each.kind for each in changes)
        names = _names()
        context |= {
            "kind": brought.brought.kind,
            "unused": brought.brought.unused,
            "counts": [(kind, names[kind], counted[kind]) for kind in KINDS],
            "groups": [
                (kind, names[kind], [_shown(each) for each in changes if each.kind == kind][:MOST_SHOWN])
                for kind in ("refused", "new", "changed")
            ],
            "most_shown": MOST_SHOWN,
            "to_do": counted["new"] + counted["changed"],
            "with_errors": sum(1 for each in changes if each.errors),
        }
    return render(request, "admin/shop/product/exchange.html", context, status=status)


def _shown(change: Change) -> dict[str, Any]:
    """A change as the page shows it, its fields by the names that staff know."""
    return {
        "kind": change.kind,
        "line": change.line,
        "slug": change.slug,
        "name": change.name or change.slug,
        "reason": change.reason,
        "notes": change.notes,
        "errors": change.errors,
        "count": len(change.fields),
        "fields": [
            (_title(each.field), _value(each.before), _value(each.after)) for each in change.fields[:MOST_FIELDS]
        ],
    }


def _title(field: str) -> str:
    if field == "opening_stock":
        return _("opening stock")
    if "/" in field:
        return field
    return str(Product._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _value(text: str) -> str:
    return {"yes": _("yes"), "no": _("no")}.get(text, text)


def _names() -> dict[str, str]:
    return {
        "new": _("New products"),
        "changed": _("Changed products"),
        "unchanged": _("Unchanged products"),
        "refused": _("Refused rows"),
    }
