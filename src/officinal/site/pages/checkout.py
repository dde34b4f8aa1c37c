# SPDX-License-Identifier: Apache-2.0
"""The checkout: where it goes, how it is sent and paid, the whole reckoning, and only then the order."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from officinal.errors import AskedForUnknown
from officinal.shop.cart import carts
from officinal.shop.models import Order
from officinal.shop.models.order import new_token
from officinal.shop.money.place import Place
from officinal.shop.money.quote import Quote
from officinal.shop.money.words import NOTICES
from officinal.shop.orders.place import CannotPlace, Changed, Item, Terms, place, reckon, ways
from officinal.shop.payments.attempts import begin
from officinal.shop.payments.registry import gateway, offered
from officinal.shop.seller import seller
from officinal.shop.stock.rows import NotEnough
from officinal.site.pages.cart import redirect_to_cart, screening, shown_lines, visitor_cart
from officinal.site.pages.checkout_form import CheckoutForm
from officinal.site.visitors import Limit

_ORDERS = Limit("orders", settings.SHOP_ORDERS_AN_HOUR, 3600)


@never_cache
def checkout(request: HttpRequest) -> HttpResponse:
    """Ask, reckon, and place. What is asked is kept only once it is ordered."""
    key = request.POST.get("key", "")
    if placed := _placed(key):
        return _go_on(placed)
    cart = visitor_cart(request)
    lines = shown_lines(carts.lines(cart))
    if not lines or not all(each.answer.yes for each in lines):
        return _refused(key, "changed" if lines else "")
    items = [Item(each.line.product, each.line.quantity, each.line.every_days) for each in lines]
    form = CheckoutForm(request.POST or None, initial=_known(request))
    context: dict[str, Any] = {
        "form": form,
        "cart": cart,
        "lines": lines,
        "key": key or new_token(),
        "gateways": offered(),
        "gateway": _chosen_gateway(request),
        "subscribes": any(each.line.every_days for each in lines),
        "price_promise_days": seller().price_promise_days,
    }
    if request.method == "POST":
        answer = _ordered(request, form, items, context)
        if answer is not None:
            return answer
        if request.POST.get("action") == "speak":
            context["form"] = CheckoutForm(initial=request.POST.dict())  # as typed: what is missing is not said yet
    context["screening"] = screening(lines, [])
    return render(request, "pages/checkout.html", context)


def _ordered(
    request: HttpRequest, form: CheckoutForm, items: list[Item], context: dict[str, Any]
) -> HttpResponse | None:
    """The order's page where it was placed; else None, with what the page shows next in the context."""
    valid, to = form.is_valid(), form.place
    if to is None:
        return None
    try:
        quoted = _reckoned(request, items, to, context)
        if not valid or request.POST.get("action") != "place" or quoted is None:
            return None
        if context["gateway"].name not in {each.name for each in offered()}:
            return None
        if wait := _ORDERS.wait(request):
            context["problem"], context["wait"] = "too_often", wait
            return None
        return _place(request, form, items, context)
    except (CannotPlace, NotEnough):
        return _refused(context["key"], "changed")
    except AskedForUnknown as error:
        context["problem"], context["words"] = "not_sent_there", str(error)
    return None


def _reckoned(request: HttpRequest, items: list[Item], to: Place, context: dict[str, Any]) -> Quote | None:
    """What it costs, with the way of delivery that is chosen, or the first."""
    now = timezone.now()
    context["ways"] = ways(items, to, now=now)
    chosen = next((each for each in context["ways"] if each.method == request.POST.get("shipping")), context["ways"][0])
    quoted = reckon(items, to, chosen.method, now=now)
    language = get_language() or "en"
    context |= {
        "quote": quoted,
        "shipping": chosen.method,
        "notices": [NOTICES[each].said(language) for each in quoted.notices],
    }
    return quoted


def _place(request: HttpRequest, form: CheckoutForm, items: list[Item], context: dict[str, Any]) -> HttpResponse | None:
    now = timezone.now()
    user = request.user if request.user.is_authenticated else None
    terms = Terms(
        gateway=context["gateway"].name,
        shipping=context["shipping"],
        key=f"form-{context['key'][:70]}",
        seen=request.POST.get("seen", ""),
    )
    whole = transaction.atomic() if context["gateway"].by_hand else nullcontext()  # where nobody else is asked
    try:
        with whole:
            order = place(items, form.customer(language=get_language() or "en", user=user), terms, now=now)
            if gateway(order.gateway).by_hand:
                begin(order, now=now)
    except Changed:
        context["problem"] = "changed"
        return None
    with suppress(IntegrityError):  # put into just now, in another window: it stays, and the order stands
        context["cart"].delete()
    answer = _go_on(order)
    answer.delete_cookie(settings.CART_COOKIE_NAME, samesite="Lax")
    return answer


def _placed(key: str) -> Order | None:
    """The order that a form placed already."""
    return Order.objects.filter(key=f"form-{key[:70]}").first() if key else None


def _refused(key: str, said: str) -> HttpResponse:
    """To the cart; unless this very form placed its order a moment earlier, and so took the cart or the last unit."""
    placed = _placed(key)
    return _go_on(placed) if placed else redirect_to_cart(said)


def _go_on(order: Order) -> HttpResponse:
    """To where it is paid, or to its page."""
    pays_now = order.state == Order.State.AWAITING and not gateway(order.gateway).by_hand
    return redirect("pay" if pays_now else "order", token=order.token)


def _chosen_gateway(request: HttpRequest) -> Any:
    asked = request.POST.get("gateway")
    return next((each for each in offered() if each.name == asked), offered()[0])


def _known(request: HttpRequest) -> dict[str, str]:
    """What somebody who signed in need not write again: their address, and where their last order went."""
    if not request.user.is_authenticated:
        return {}
    last = Order.objects.filter(user=request.user).first()
    known = {"email": request.user.email}
    if last is not None:
        address = last.address
        to = f"CA-{address['province']}" if address["country"] == "CA" else address["country"]
        state = "" if address["country"] == "CA" else address["province"]
        known |= {name: address[name] for name in ("name", "line1", "line2", "city", "postal_code")}
        known |= {"to": to, "state": state}
    return known
