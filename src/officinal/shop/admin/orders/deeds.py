# SPDX-License-Identifier: Apache-2.0
"""What staff do to an order: each a form of its page, each safe to be sent twice, each with who did it in the log."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from officinal.shop.admin.orders.forms import NoteForm, PaidForm, ReasonForm, ReturnForm, ShipForm
from officinal.shop.admin.orders.may import may_change, may_refund, order_or_404
from officinal.shop.admin.orders.page import out, say, show
from officinal.shop.admin.stock.shown import must
from officinal.shop.models import Order
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.orders.log import lock_order, log
from officinal.shop.orders.send import WrongState, pack, returned, ship
from officinal.shop.payments.attempts import mark_paid
from officinal.shop.stock.receive import StockError


@require_POST
def pack_it(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """It lies packed."""
    must(may_change(request, admin))
    order = order_or_404(pk)
    try:
        pack(order, now=timezone.now(), by=request.user)
    except WrongState:
        return _meanwhile(request, order, Order.State.PACKED)
    return _done(request, admin, order, _("Order %(number)s is packed."))


@require_POST
def ship_it(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """It is handed over; the customer is told."""
    must(may_change(request, admin))
    order, form = order_or_404(pk), ShipForm(request.POST)
    if not form.is_valid():
        return show(request, admin, order, status=422, ship=form)
    try:
        ship(order, now=timezone.now(), by=request.user, tracking=form.cleaned_data["tracking"])
    except WrongState:
        return _meanwhile(request, order, Order.State.SHIPPED)
    return _done(request, admin, order, _("Order %(number)s is on its way, and its customer is told."))


@require_POST
def paid_it(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """The money came."""
    must(may_change(request, admin))
    order, form = order_or_404(pk), PaidForm(request.POST)
    if not form.is_valid():
        return show(request, admin, order, status=422, paid=form)
    attempt = mark_paid(order, now=timezone.now(), by=request.user, note=form.cleaned_data["note"])
    order.refresh_from_db()
    if attempt is None:
        return _meanwhile(request, order, Order.State.PAID)
    if order.state == Order.State.CANCELLED:
        return _done(request, admin, order, _("The money for order %(number)s came too late: it is to be given back."))
    return _done(request, admin, order, _("Order %(number)s is paid: it can be packed."))


@require_POST
def call_it_off(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """It is called off; what was paid is given back, so whoever does it must be allowed to do that."""
    order, form = order_or_404(pk), ReasonForm(request.POST, auto_id="id_call_off_%s")
    must(may_change(request, admin) and (may_refund(request) or not order.paid))
    if not form.is_valid():
        return show(request, admin, order, status=422, call_off=form)
    try:
        cancel(order, reason=form.cleaned_data["reason"], now=timezone.now(), by=request.user)
    except CannotCancel:
        order.refresh_from_db()
        if order.state == Order.State.SHIPPED:
            return _meanwhile(request, order, Order.State.CANCELLED)
        say(request, False, _("The payment service does not answer. Try again in some minutes."))
        return redirect("admin:shop_order_change", order.pk)
    return _done(request, admin, order, _("Order %(number)s is called off."))


@require_POST
def take_it_back(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """Units came back, and go on sale again."""
    must(may_change(request, admin))
    order = order_or_404(pk)
    form = ReturnForm(request.POST, out=out(order))
    known = order.events.filter(kind="returned", detail__key=request.POST.get("key", "")).exists()
    if known:  # the same form, a moment earlier
        return redirect("admin:shop_order_change", order.pk)
    if not form.is_valid():
        return show(request, admin, order, status=422, returned=form)
    asked = form.cleaned_data
    try:
        returned(
            order, form.units(), reason=asked["reason"], now=timezone.now(), by=request.user, key=asked["key"]
        )  # fmt: skip
    except (WrongState, StockError) as error:
        form.add_error(None, str(error))
        return show(request, admin, order, status=422, returned=form)
    return _done(request, admin, order, _("Units of order %(number)s are back in the stock."))


@require_POST
def note_it(request: HttpRequest, admin: Any, pk: int) -> HttpResponse:
    """A note for the staff, once for each form."""
    must(may_change(request, admin))
    order, form = order_or_404(pk), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, admin, order, status=422, note=form)
    key, text = form.cleaned_data["key"], form.cleaned_data["text"]
    with transaction.atomic():
        held = lock_order(order.pk)
        if not held.events.filter(kind="note", detail__key=key).exists():
            log(held, "note", now=timezone.now(), by=request.user, text=text, key=key)
    return redirect("admin:shop_order_change", order.pk)


def _done(request: HttpRequest, admin: Any, order: Order, words: str) -> HttpResponse:
    """Said on the page, and in the admin's own log; nothing of the customer stands there."""
    said = words % {"number": order.number}
    admin.log_change(request, order, said)
    say(request, True, said)
    return redirect("admin:shop_order_change", order.pk)


def _meanwhile(request: HttpRequest, order: Order, wanted: str) -> HttpResponse:
    """Somebody was faster, or the same form came twice: nothing to say where it is as it was wanted."""
    order.refresh_from_db()
    if order.state != wanted:
        state = order.get_state_display()
        say(request, False, _("Nothing was done: meanwhile the order is “%(state)s”.") % {"state": state})
    return redirect("admin:shop_order_change", order.pk)
