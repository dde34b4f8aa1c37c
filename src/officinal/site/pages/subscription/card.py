# SPDX-License-Identifier: Apache-2.0
"""The card of a subscription is changed: its number goes from the browser to the payment service, and never comes here."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from officinal.shop.models import Subscription
from officinal.shop.models.order import new_token
from officinal.shop.payments.gateway import InBrowser, NoAnswer, SavesAlone, Saving
from officinal.shop.payments.registry import gateway
from officinal.shop.subscriptions.card import change_card, failed
from officinal.shop.subscriptions.change import CannotChange
from officinal.site.pages.subscription.found import back, of_link, shown
from officinal.site.visitors import Limit

_SALT = "officinal.subscription.card"
_AN_HOUR = 3600
_CARDS = Limit("cards", 20, 3600)
"""more is somebody who tries cards out"""


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Show the card, let another be given, and take it over once the payment service has it."""
    held = of_link(token)
    at = gateway(held.gateway)
    if held.state == Subscription.State.CANCELLED:
        return back(held, refused="ended")
    if not isinstance(at, SavesAlone):
        return back(held, refused="no_card")
    try:
        if request.POST.get("step") == "saved":
            return _saved(request, held, at)
        if request.method == "POST" and _CARDS.wait(request):
            return back(held, refused="too_often")
        saving = at.begin_saving(held.email, key=new_token()) if request.method == "POST" else None
    except NoAnswer:
        return back(held, refused="no_answer")
    return _page(request, held, at, saving)


def _page(request: HttpRequest, held: Subscription, at: SavesAlone, saving: Saving | None) -> HttpResponse:
    signed = signing.dumps([held.pk, saving.id], salt=_SALT) if saving else ""
    in_browser = at if isinstance(at, InBrowser) else None
    context = {"held": held, "saving": saving, "signed": signed, "failed": failed(held), "in_browser": in_browser}
    answer = shown(request, "card.html", context)
    if saving and in_browser:
        answer.__dict__["_csp_update"] = dict(in_browser.policy)
    return answer


def _saved(request: HttpRequest, held: Subscription, at: SavesAlone) -> HttpResponse:
    """The browser says that it is done; whether it is, the payment service knows."""
    try:
        key, saving = signing.loads(request.POST.get("saving", ""), salt=_SALT, max_age=_AN_HOUR)
        saved = at.saved_by(saving) if key == held.pk else None
    except signing.BadSignature:
        saved = None
    if saved is None:
        return back(held, refused="no_card")
    try:
        change_card(held.pk, saved, now=timezone.now())
    except CannotChange as error:
        return back(held, refused=error.code)
    return back(held, said="card")
