# SPDX-License-Identifier: Apache-2.0
"""The customer's page of an order, by the link that they were sent: where it stands, what it cost, what they can do."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from officinal.shop.cart import carts
from officinal.shop.models import Attempt, Order, OrderLine, Product, Refund
from officinal.shop.money.quote import from_dict
from officinal.shop.orders.cancel import CannotCancel, cancel
from officinal.shop.orders.words import for_customer
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.registry import gateway
from officinal.shop.payments.why import sentence
from officinal.shop.seller import seller
from officinal.site.pages.cart import keep_cart, redirect_to_cart, visitor_cart
from officinal.site.templatetags.officinal import money

_ON_ITS_WAY = (Refund.State.CREATED, Refund.State.UNKNOWN, Refund.State.PENDING)


def customer_order(token: str) -> Order:
    """The order of a link; 404 for a link that leads nowhere."""
    products = Prefetch("lines__product", Product.objects.defer("dossiers", "label_json", "search_text"))
    found = Order.objects.prefetch_related("lines", products, "events", "attempts__refunds")
    return get_object_or_404(found, token=token[:40].replace("\x00", ""))


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
    try:
        cancel(found, reason="by the customer", now=timezone.now(), packed=False)
    except CannotCancel:
        found.refresh_from_db()
        said = "no-answer" if found.state in (Order.State.AWAITING, Order.State.PAID) else "packed"
        return redirect(reverse("order", args=[token], query={"said": said}))
    return redirect("order", token=token)


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """What was ordered goes into the cart once more, as far as it is still sold; the cart says the rest."""
    found = customer_order(token)
    now = timezone.now()
    held = visitor_cart(request) or carts.make(now=now)
    for line in found.lines.all():
        if line.product.published:
            _put(held, line, now=now)
    return keep_cart(redirect_to_cart(), held)


def _put(held: Any, line: OrderLine, *, now: Any) -> None:
    """By subscription where it was, and where it still can be."""
    with suppress(carts.CartError):  # more lines than a cart holds
        try:
            carts.add(held, line.product, line.quantity, line.every_days, now=now)
        except carts.CartError:
            carts.add(held, line.product, line.quantity, None, now=now)


def _context(request: HttpRequest, found: Order) -> dict[str, object]:
    by_hand = gateway(found.gateway).by_hand
    refunds = [each for attempt in found.attempts.all() for each in attempt.refunds.all()]
    return {
        "order": found,
        "quote": from_dict(found.quote),
        "steps": for_customer(found),
        "by_hand": by_hand,
        "how_to_pay": _how_to_pay(found) if by_hand else "",
        "declined": _declined(found),
        "refunds": refunds,
        "on_its_way": [each for each in refunds if each.state in _ON_ITS_WAY],
        "given_back": [each for each in refunds if each.state == Refund.State.SUCCEEDED],
        "not_given": [each for each in refunds if each.state == Refund.State.FAILED]
        if found.paid > found.refunded
        else [],
        "seller": seller(),
        "subscriptions": found.begun_subscriptions.select_related("product"),
        "said": request.GET.get("said", ""),
        "can_cancel": found.state in (Order.State.AWAITING, Order.State.PAID),
        "can_repeat": found.state == Order.State.CANCELLED and not found.subscription_id,
        "sent_to": bool(found.address.get("name")),
    }


def _declined(found: Order) -> str:
    """Why the last payment did not work, while there can be another."""
    last = max(found.attempts.all(), key=lambda each: each.number, default=None)
    waits = found.state == Order.State.AWAITING and last is not None and last.state == Attempt.State.FAILED
    return sentence(last.why) if waits and last is not None else ""


def _how_to_pay(found: Order) -> str:
    """The seller's words, with the order's number and total."""
    language = get_language() or "en"
    return seller().how_to_pay.in_(language).format(number=found.number, total=money(found.total, found.currency))


def _private(response: HttpResponse) -> HttpResponse:
    """No search engine lists it."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
