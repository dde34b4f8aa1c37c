# SPDX-License-Identifier: Apache-2.0
"""The cart: what somebody means to buy, once or by subscription, and what a careful person would say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from officinal.knowledge.load import load
from officinal.shop.cart import carts
from officinal.shop.cart.answer import Answer, answer
from officinal.shop.cart.cadence import choices, suggested
from officinal.shop.cart.screen import ALLERGENS, Screening, screen
from officinal.shop.catalogue.search import shown
from officinal.shop.models import Cart, CartLine
from officinal.shop.money.amount import total
from officinal.shop.seller import seller
from officinal.shop.stock.available import available
from officinal.site.pages.own_forms import own_form

ZERO = Decimal("0.00")
_CODES = {"too_many_lines": "too-many", "cadence": "cadence", "not_by_subscription": "no-subscription"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it."""

    line: CartLine
    answer: Answer

    @property
    def days(self) -> int | None:
        """How long the quantity lasts, by the label."""
        return suggested(self._days, self.line.quantity)

    @property
    def cadences(self) -> list[int]:
        """How often it can be delivered: what fits the label, and what was chosen."""
        return sorted({*choices(self._days, self.line.quantity), *filter(None, [self.line.every_days])})

    @property
    def _days(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.line.product.dossier(get_language() or "en")["days"]
        return found

    @property
    def one(self) -> Decimal | None:
        """What one costs."""
        return None if self.answer.price is None else self.answer.one(self.line.product.currency)

    @property
    def total(self) -> Decimal | None:
        """What all of it costs."""
        return None if self.one is None else self.one * self.line.quantity


def visitor_cart(request: HttpRequest) -> Cart | None:
    """The cart of this visitor, by their cookie."""
    return carts.find(request.COOKIES.get(settings.CART_COOKIE_NAME))


def shown_lines(lines: Iterable[CartLine]) -> list[Shown]:
    """Each line with whether it can be bought, at which price, and how long it lasts."""
    listed = list(lines)
    there = available([line.product_id for line in listed], now=timezone.now())
    return [
        Shown(line, answer(line.product, line.quantity, line.every_days, available=there[line.product_id]))
        for line in listed
    ]


@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    """The visitor's cart. Allergens that they name are looked for in this answer, and kept nowhere."""
    lines = shown_lines(carts.lines(visitor_cart(request), dossiers=True))
    avoided = [each for each in request.GET.getlist("avoid") if each in ALLERGENS]
    left_out = sum(not each.answer.yes for each in lines)
    currency = lines[0].line.product.currency if lines else "CAD"
    context = {
        "lines": lines,
        "subtotal": total([each.total or ZERO for each in lines if each.answer.yes], currency),
        "currency": currency,
        "most": seller().most_of_one,
        "can_pay": bool(lines) and not left_out,
        "left_out": left_out,
        "screening": screening(lines, avoided),
        "avoided": avoided,
        "allergens": [(each, load().name(each, get_language() or "en"), each in avoided) for each in ALLERGENS],
        "said": request.GET.get("said", ""),
    }
    return render(request, "pages/cart.html", context)


def screening(lines: list[Shown], avoided: list[str]) -> Screening:
    """What a careful person would say of these products together."""
    return screen(
        [(each.line.product, each.line.quantity) for each in lines],
        avoided=avoided, as_of=timezone.localdate(), locale=get_language() or "en",
    )  # fmt: skip


@require_http_methods(("GET", "HEAD", "POST"))
@own_form
def add(request: HttpRequest) -> HttpResponse:
    """Put a product into the cart, and show the cart; who comes by a link is shown the cart alone."""
    if request.method != "POST":
        return redirect_to_cart()
    light = shown().defer("dossiers", "label_json", "search_text")
    product = light.filter(slug=request.POST.get("product", "")[:80].replace("\x00", "")).first()
    if product is None:
        raise Http404
    now = timezone.now()
    held = visitor_cart(request) or carts.make(now=now)
    by_subscription = request.POST.get("how") == "subscription"
    every = _whole(request.POST.get("every", ""), 0) if by_subscription else None
    try:
        line = carts.add(held, product, max(1, _whole(request.POST.get("quantity", "1"), 1)), every, now=now)
    except carts.CartError as error:
        return keep_cart(redirect_to_cart(_CODES[error.code]), held)
    return keep_cart(redirect_to_cart("most" if line.quantity == seller().most_of_one else ""), held)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Change quantities and how often, or take a line out; and go on to the checkout where that was pressed."""
    held = visitor_cart(request)
    said = ""
    for line in carts.lines(held):
        quantity = _whole(request.POST.get(f"quantity-{line.pk}", ""), line.quantity)
        if request.POST.get("remove") == str(line.pk):
            quantity = 0
        if quantity > seller().most_of_one:
            said = "most"
        every = request.POST.get(f"every-{line.pk}", str(line.every_days or ""))
        try:
            carts.change(line, quantity, _whole(every, 0) or None, now=timezone.now())
        except carts.CartError as error:
            said = _CODES[error.code]
    if held is not None and not held.lines.exists():
        held.delete()
        gone = redirect_to_cart(said)
        gone.delete_cookie(settings.CART_COOKIE_NAME, samesite="Lax")
        return gone
    if request.POST.get("then") == "checkout" and not said:
        return redirect("checkout")
    return redirect_to_cart(said)


def redirect_to_cart(said: str = "") -> HttpResponse:
    """To the cart, with a word about what happened."""
    return redirect(reverse("cart", query={"said": said} if said else None))


def keep_cart(response: HttpResponse, held: Cart) -> HttpResponse:
    """The same answer, with the visitor's cookie set to their cart."""
    response.set_cookie(
        settings.CART_COOKIE_NAME, held.token, max_age=settings.CART_COOKIE_AGE,
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _whole(text: str, otherwise: int) -> int:
    stripped = text.strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) <= 4 else otherwise
