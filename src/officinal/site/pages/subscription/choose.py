# SPDX-License-Identifier: Apache-2.0
"""Another product is chosen: to come from now on, or only when the usual one is out of stock."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from officinal.shop.models import Product, Subscription
from officinal.shop.seller import seller
from officinal.shop.subscriptions.change import CannotChange
from officinal.shop.subscriptions.out_of_stock import when_out_of_stock
from officinal.shop.subscriptions.price import price_of_swap
from officinal.shop.subscriptions.swap import by_subscription, instead, swap
from officinal.site.pages.subscription.found import back, of_link, shown

SPARE = "spare"
"""in the address: a product for days when the usual one is out of stock"""


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """The products to choose from, and the one that is chosen."""
    held, spare = of_link(token), request.GET.get("for") == SPARE
    if request.method == "POST":
        return _chosen(request, held, spare=spare)
    asked = request.GET.get("q", "")[:200]
    offered = [
        (each, price_of_swap(held, each) if spare else None)
        for each in instead(held, asked)
    ]  # fmt: skip
    context = {"held": held, "asked": asked, "offered": offered, "spare": spare, "days": seller().price_promise_days}
    return shown(request, "product.html", context)


def _chosen(request: HttpRequest, held: Subscription, *, spare: bool) -> HttpResponse:
    now = timezone.now()
    product: Product | None = by_subscription(held).filter(slug=request.POST.get("product", "")[:80]).first()
    try:
        if product is None:
            raise CannotChange("product", "no such product")
        if spare:
            when_out_of_stock(held.pk, Subscription.OutOfStock.SWAP, product, now=now)
        else:
            swap(held.pk, product, now=now)
    except CannotChange as error:
        return back(held, refused=error.code)
    return back(held, said="out_of_stock" if spare else "product")
