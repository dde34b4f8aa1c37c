# SPDX-License-Identifier: Apache-2.0
"""The page of an order: where it stands, what is to be done next, and all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from officinal.shop.admin.orders.filters import by_hand
from officinal.shop.admin.orders.forms import NoteForm, PaidForm, ReasonForm, ReturnForm, ShipForm
from officinal.shop.admin.orders.may import may_change, may_refund, may_see, order_or_404
from officinal.shop.admin.stock.shown import must, page
from officinal.shop.models import LotAllocation, Message, Order, OrderLine, Refund
from officinal.shop.money.quote import from_dict
from officinal.shop.orders.dispute import may_be_taken
from officinal.shop.orders.parts import units_so_far
from officinal.shop.orders.words import for_staff

_OTHERS = 8
Forms = dict[str, Any]
STATE = Order.State


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line, where its units are from, and how many of them the money was given back of."""

    line: OrderLine
    lots: list[LotAllocation]
    refunded: int


@require_safe
def order_page(request: HttpRequest, admin: Any, pk: int | str) -> HttpResponse:
    """The page as it is opened."""
    must(may_see(request, admin))
    return show(request, admin, order_or_404(pk))


def show(request: HttpRequest, admin: Any, order: Order, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with a form that was filled in wrongly in the place of an empty one."""
    changes = may_change(request, admin)
    refunds = list(Refund.objects.filter(attempt__order=order).select_related("attempt", "by").order_by("pk"))
    let_be = {each.detail.get("refund") for each in order.events.all() if each.kind == "refund_let_be"}
    return render(request, "admin/shop/order/page.html", page(
        admin, request, _("Order %(number)s") % {"number": order.number},
        order=order, quote=from_dict(order.quote), lines=shown_lines(order), by_hand=order.gateway in by_hand(),
        attempts=order.attempts.all(), refunds=[(each, each.pk in let_be) for each in refunds],
        log=[for_staff(each, order.currency) for each in order.events.select_related("by")][::-1],
        mails=_mails(order, refunds), others=_others(order), left=order.paid - order.refunded,
        all_back=bool(order.paid) and order.paid == order.refunded, disputed=may_be_taken(order),
        may=_may(request, order, changes), forms=_forms(order) | forms,
    ), status=status)  # fmt: skip


def _may(request: HttpRequest, order: Order, changes: bool) -> dict[str, bool]:
    """What this member of staff may do with the order as it stands."""
    refunds = may_refund(request)
    hand = order.gateway in by_hand()
    here = order.state in (STATE.AWAITING, STATE.PAID, STATE.PACKED)
    return {
        "pack": changes and order.state == STATE.PAID,
        "ship": changes and order.state in (STATE.PAID, STATE.PACKED),
        "paid": changes and hand and (order.state == STATE.AWAITING or (order.state == STATE.CANCELLED and not order.paid)),
        "call_off": changes and here and (refunds or not order.paid),
        "returned": changes and order.state == STATE.SHIPPED and bool(out(order)),
        "refund": refunds and order.paid > order.refunded,
        "note": changes,
        "money": refunds,
    }  # fmt: skip


def _forms(order: Order) -> Forms:
    return {
        "ship": ShipForm(), "paid": PaidForm(), "call_off": ReasonForm(auto_id="id_call_off_%s"), "note": NoteForm(),
        "returned": ReturnForm(out=out(order)),
    }  # fmt: skip


def out(order: Order) -> list[LotAllocation]:
    """Units that were sent and did not come back, by lot."""
    own = LotAllocation.objects.filter(line__order=order, shipped=True).select_related("line", "lot")
    return [each for each in own.order_by("line__pk", "pk") if each.quantity > each.returned]


def shown_lines(order: Order) -> list[ShownLine]:
    """Each line with its lots."""
    refunded = units_so_far(order) if order.refunded else {}
    lots: dict[int, list[LotAllocation]] = {}
    for each in LotAllocation.objects.filter(line__order=order).select_related("lot").order_by("lot__expires_on", "pk"):
        lots.setdefault(each.line_id, []).append(each)
    return [ShownLine(line, lots.get(line.pk, []), refunded.get(at, 0)) for at, line in enumerate(order.lines.all())]


def _mails(order: Order, refunds: list[Refund]) -> list[Message]:
    """What was written to the customer about it; found by their keys, which are indexed."""
    keys = [f"order-{what}-{order.pk}" for what in ("placed", "paid", "shipped", "cancelled", "expired")]
    keys += [f"order-in-vain-{each.pk}" for each in order.attempts.all()] + [f"refund-{each.pk}" for each in refunds]
    return list(Message.objects.filter(key__in=keys).order_by("pk"))


def _others(order: Order) -> list[Order]:
    """Other orders of the same address."""
    if not order.email:
        return []
    found = Order.objects.filter(email=order.email).exclude(pk=order.pk).defer("quote")
    return list(found.order_by("-pk")[:_OTHERS])


def say(request: HttpRequest, good: bool, words: str) -> None:
    """Tell how it went, on the page that comes next."""
    (messages.success if good else messages.error)(request, words)
