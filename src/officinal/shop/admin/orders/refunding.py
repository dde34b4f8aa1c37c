# SPDX-License-Identifier: Apache-2.0
"""Money is given back: what it comes to is shown first, with its taxes, and only what was seen is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from officinal.errors import MoneyError
from officinal.shop.admin.orders.filters import by_hand
from officinal.shop.admin.orders.forms import RefundForm
from officinal.shop.admin.orders.may import may_refund, may_see, order_or_404
from officinal.shop.admin.orders.page import say, show
from officinal.shop.admin.stock.shown import must, page
from officinal.shop.models import Order, Refund
from officinal.shop.money.quote import from_dict
from officinal.shop.money.refund import Refund as Parts
from officinal.shop.orders import parts as parts_of
from officinal.shop.orders.dispute import may_be_taken
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.refund import RefundError, refund_parts
from officinal.shop.payments import refunds as sending


def refund(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Ask how much; show what it comes to; give it back, once for each form."""
    must(may_see(request, admin) and may_refund(request))
    order = order_or_404(pk)
    if request.method != "POST":
        return _ask(request, admin, order, RefundForm(left=_left(order)))
    if Refund.objects.filter(key=_key(order, request.POST.get("key", ""))).exists():
        return redirect("admin:shop_order_change", order.pk)  # the same form, a moment earlier
    form = RefundForm(request.POST, left=_left(order))
    if not form.is_valid():
        return _ask(request, admin, order, form, status=422)
    try:
        parts = _wanted(form)(order)
        knows = "disputed" in request.POST or not may_be_taken(order)
        if request.POST.get("action") == "give" and knows and form.cleaned_data["seen"] == parts.total:
            return _give(request, admin, order, form)
    except (MoneyError, RefundError):
        form.add_error(None, _("That much is not left to be given back. Look at what was given back already."))
        return _ask(request, admin, order, form, status=422)
    return _ask(request, admin, order, form, parts=parts)


def _give(request: HttpRequest, admin: Any, order: Order, form: RefundForm) -> HttpResponse:
    asked = form.cleaned_data
    made = refund_parts(
        order, _wanted(form), seen=asked["seen"], reason=asked["reason"], key=_key(order, asked["key"]),
        now=timezone.now(), by=request.user, units=form.units() if asked["how"] == "units" else None,
    )  # fmt: skip
    made.refresh_from_db()
    said = _("%(amount)s of order %(number)s are given back.")
    if made.state == Refund.State.PENDING and order.gateway in by_hand():
        said = _("%(amount)s of order %(number)s are to be given back: send the money, then mark it as sent.")
    said = said % {"amount": f"{made.amount} {order.currency}", "number": order.number}
    admin.log_change(request, order, said)
    say(request, True, said)
    return redirect("admin:shop_order_change", order.pk)


def _wanted(form: RefundForm) -> Callable[[Order], Parts]:
    asked = form.cleaned_data
    if asked["how"] == "amount":
        return lambda order: parts_of.of_amount(order, asked["amount"])
    if asked["how"] == "units":
        return lambda order: parts_of.of_units(order, form.units(), delivery=asked["delivery"])
    return parts_of.of_rest


def _key(order: Order, key: str) -> str:
    return f"staff-{order.pk}-{key}"[:80]


def _left(order: Order) -> list[tuple[str, int]]:
    before = parts_of.units_so_far(order)
    return [(line.name, line.quantity - before.get(at, 0)) for at, line in enumerate(order.lines.all())]


def _ask(
    request: HttpRequest, admin: Any, order: Order, form: RefundForm, *, parts: Parts | None = None, status: int = 200
) -> HttpResponse:
    quoted, language = from_dict(order.quote), get_language() or "en"
    named = parts_of.in_words(quoted, parts) if parts else []
    shown = [
        (_("Delivery") if name is None else name if isinstance(name, str) else name.said(language), amount)
        for name, amount in named
    ]
    return render(request, "admin/shop/order/refund.html", page(
        admin, request, _("Give money of order %(number)s back") % {"number": order.number}, order=order, form=form,
        parts=parts, shown=shown, left=order.paid - order.refunded, by_hand=order.gateway in by_hand(),
        not_sent=order.state in (Order.State.PAID, Order.State.PACKED), disputed=may_be_taken(order),
    ), status=status)  # fmt: skip


def _refund_or_404(order: Order, refund_pk: int) -> Refund:
    found = Refund.objects.filter(pk=refund_pk, attempt__order=order).select_related("attempt__order").first()
    if found is None:
        raise Http404(refund_pk)
    return found


@require_POST
def mark_sent(request: HttpRequest, admin: Any, pk: int, refund_pk: int) -> HttpResponse:
    """Somebody sent the money by hand; the customer is told."""
    must(may_see(request, admin) and may_refund(request))
    order = order_or_404(pk)
    found = _refund_or_404(order, refund_pk)
    if found.state == Refund.State.PENDING and order.gateway in by_hand():
        sending.mark_sent(found, now=timezone.now())
        admin.log_change(request, order, said := _("A refund of order %(number)s was sent.") % {"number": order.number})
        say(request, True, said)
    return redirect("admin:shop_order_change", order.pk)


@require_POST
def let_be(request: HttpRequest, admin: Any, pk: int, refund_pk: int) -> HttpResponse:
    """A refund that failed was settled otherwise: nobody needs to look after it any more."""
    must(may_see(request, admin) and may_refund(request))
    order = order_or_404(pk)
    found = _refund_or_404(order, refund_pk)
    if found.state != Refund.State.FAILED:
        return show(request, admin, order, status=422)
    with transaction.atomic():
        held = lock_order(order.pk)
        if not held.events.filter(kind="refund_let_be", detail__refund=found.pk).exists():
            log(held, "refund_let_be", now=timezone.now(), by=request.user, refund=found.pk, amount=str(found.amount))
    return redirect("admin:shop_order_change", order.pk)
