# SPDX-License-Identifier: Apache-2.0
"""The customer's page of an order, by the link that they were sent: where it stands, what it cost, what they can do."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from officinal.shop.models import Order
from officinal.shop.money.quote import from_dict
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.registry import gateway
from officinal.shop.seller import seller
from officinal.site.templatetags.officinal import money


def customer_order(token: str) -> Order:
    """The order of a link; 404 for a link that leads nowhere."""
    return get_object_or_404(Order.objects.prefetch_related("lines__product", "events"), token=token[:40])


@never_cache
def order(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one order. What is being paid is looked up first, so that the page is right."""
    found = customer_order(token)
    open_attempt = next((each for each in found.attempts.all() if each.is_open), None)
    if open_attempt is not None and open_attempt.external_id and not gateway(found.gateway).by_hand:
        with suppress(NoAnswer):  # the next tick asks again
            look_up(open_attempt, now=timezone.now())
        found = customer_order(token)
    return _private(render(request, "pages/order.html", _context(request, found)))


@never_cache
def invoice(request: HttpRequest, token: str) -> HttpResponse:
    """Its invoice, to print."""
    return _private(render(request, "pages/invoice.html", _context(request, customer_order(token))))


@require_POST
def call_off(request: HttpRequest, token: str) -> HttpResponse:
    """The customer calls it off: until it is packed."""
    found = customer_order(token)
    if found.state not in (Order.State.AWAITING, Order.State.PAID):
        return redirect("order", token=token)
    try:
        cancel(found, reason="by the customer", now=timezone.now())
    except CannotCancel:
        return redirect(reverse("order", args=[token], query={"said": "no-answer"}))
    return redirect("order", token=token)


def _context(request: HttpRequest, found: Order) -> dict[str, object]:
    by_hand = gateway(found.gateway).by_hand
    return {
        "order": found,
        "quote": from_dict(found.quote),
        "by_hand": by_hand,
        "how_to_pay": _how_to_pay(found) if by_hand else "",
        "seller": seller(),
        "subscriptions": found.begun_subscriptions.all(),
        "no_answer": request.GET.get("said") == "no-answer",
        "can_cancel": found.state in (Order.State.AWAITING, Order.State.PAID),
    }


def _how_to_pay(found: Order) -> str:
    """The seller's words, with the order's number and total."""
    language = get_language() or "en"
    return seller().how_to_pay.in_(language).format(number=found.number, total=money(found.total, found.currency))


def _private(response: HttpResponse) -> HttpResponse:
    """No search engine lists it."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
