# SPDX-License-Identifier: Apache-2.0
"""Where an order is paid. Looking at the page begins nothing: the payment begins when its button is pressed.

A card's number goes from the browser to the gateway; what comes here is that somebody wants to pay.
"""

from __future__ import annotations

from contextlib import suppress
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from officinal.errors import AskedForUnknown
from officinal.shop.models import Attempt, Order
from officinal.shop.models.payment import OPEN
from officinal.shop.orders.cancel import CannotCancel, expire
from officinal.shop.payments import why
from officinal.shop.payments.attempts import begin, saves
from officinal.shop.payments.gateway import InBrowser, NoAnswer, Outcome
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.registry import gateway, offered
from officinal.shop.payments.switch import pay_otherwise
from officinal.shop.payments.time_to_pay import stay
from officinal.shop.seller import seller
from officinal.shop.stock.rows import NotEnough
from officinal.site.pages.order import customer_order
from officinal.site.templatetags.officinal import money
from officinal.site.visitors import Limit

_PAYS = Limit("pay", 40, 3600)
"""more is somebody who tries cards out"""
_LONG_MINUTES = 120


@never_cache
@require_safe
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """How this order is paid: by card here, or what to do."""
    order = _as_it_stands(token)
    if order.state != Order.State.AWAITING:
        return redirect("order", token=token)
    asked = gateway(order.gateway)
    in_browser = asked if isinstance(asked, InBrowser) else None
    context = {
        "order": order,
        "by_hand": asked.by_hand,
        "in_browser": in_browser,
        "how_to_pay": _how_to_pay(order),
        "others": [each for each in offered() if each.name != asked.name],
        "confirm": order.attempts.filter(state=Attempt.State.NEEDS_ACTION).exists(),
        "renewal": order.subscription_id is not None,
        "keeps_card": asked.saves and saves(order),
        "pay_within_days": seller().pay_within_days,
        **_time_left(order),
        "problem": _problem(request.GET.get("said", "")),
    }
    answer = render(request, "pages/pay.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    if in_browser:
        answer.__dict__["_csp_update"] = dict(in_browser.policy)
    return answer


@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    """The button was pressed: begin the payment, or go on with the one that is begun."""
    order = customer_order(token)
    if _PAYS.wait(request):
        return _sorry(request, order, "too-often", 429)
    now = timezone.now()
    try:
        if not gateway(order.gateway).by_hand:
            stay(order, now=now)
        attempt, outcome = begin(order, now=now)
    except NotEnough:
        return _gone(request, order)
    if attempt is None or not attempt.is_open:
        failed = attempt is not None and attempt.state == Attempt.State.FAILED
        return _sorry(request, order, attempt.why, 402) if attempt and failed else _to_order(request, order)
    if outcome is None or outcome.state == Attempt.State.UNKNOWN:
        return _sorry(request, order, why.NO_ANSWER, 503)
    return _go_on(request, order, attempt, outcome)


@require_POST
def otherwise(request: HttpRequest, token: str) -> HttpResponse:
    """Pay another way, or by another card than the one that the bank wants confirmed."""
    order = customer_order(token)
    try:
        pay_otherwise(order, request.POST.get("gateway", ""), now=timezone.now())
    except AskedForUnknown:
        raise Http404 from None
    except NoAnswer:
        return _sorry(request, order, why.NO_ANSWER, 503)
    except NotEnough:
        return _gone(request, order)
    return redirect("pay", token=token)


def _as_it_stands(token: str) -> Order:
    """The order; a payment that was begun is looked up first, so that the page asks for what is asked for now."""
    order = customer_order(token)
    begun = order.attempts.filter(state__in=OPEN).exclude(external_id="").first()
    if begun is None or gateway(begun.gateway).by_hand:
        return order
    with suppress(NoAnswer):  # the next tick asks again
        look_up(begun, now=timezone.now())
    return customer_order(token)


def _how_to_pay(order: Order) -> str:
    """The seller's words, with the order's number and total."""
    words = seller().how_to_pay.in_(get_language() or "en")
    return words.format(number=order.number, total=money(order.total, order.currency))


def _time_left(order: Order) -> dict[str, object]:
    """In minutes where it is short, else until when; nothing where it is over: then it is held anew, if it is there."""
    now = timezone.now()
    if order.pay_by is None or order.pay_by <= now:
        return {}
    minutes = ceil((order.pay_by - now).total_seconds() / 60)
    return {"minutes": minutes} if minutes <= _LONG_MINUTES else {"until": order.pay_by}


def _gone(request: HttpRequest, order: Order) -> HttpResponse:
    """The time was over, and somebody else has the units by now."""
    with suppress(CannotCancel):  # the next tick tries again
        expire(order, now=timezone.now())
    return _to_order(request, order)


def _to_order(request: HttpRequest, order: Order) -> HttpResponse:
    to = reverse("order", args=[order.token])
    return JsonResponse({"to": to}) if _by_script(request) else redirect(to)


def _go_on(request: HttpRequest, order: Order, attempt: Attempt, outcome: Outcome) -> HttpResponse:
    """What the browser needs to go on; without a script there is nothing to go on with but the order's page."""
    if not _by_script(request):
        return redirect("order", token=order.token)
    confirm = attempt.state == Attempt.State.NEEDS_ACTION
    return JsonResponse({"secret": outcome.secret, "confirm": confirm, "card": outcome.saved.method if confirm else ""})


def _sorry(request: HttpRequest, order: Order, what: str, status: int) -> HttpResponse:
    if not _by_script(request):
        return redirect(reverse("pay", args=[order.token], query={"said": what}))
    return JsonResponse({"problem": _words(what)}, status=status)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _words(what: str) -> str:
    if what == "too-often":
        return _("This was tried very often within an hour. Please wait, or pay another way.")
    return why.sentence(what)


def _problem(what: str) -> str:
    """Only what this site says itself is shown of an address."""
    return _words(what) if what == "too-often" or why.is_word(what) else ""
