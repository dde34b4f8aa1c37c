# SPDX-License-Identifier: Apache-2.0
"""The page of a subscription: what comes next, what it costs, how long it lasts, and every change that can be made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from officinal.shop.cart.cadence import choices, suggested
from officinal.shop.models import Cycle, Order, Subscription
from officinal.shop.payments.registry import gateway
from officinal.shop.seller import seller
from officinal.shop.subscriptions import words
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.delivery import reckoning
from officinal.shop.subscriptions.pause import LONGEST
from officinal.shop.subscriptions.price import price_for
from officinal.shop.subscriptions.skip import can_unskip
from officinal.site.pages.subscription.found import of_link, shown

DONE = {
    "skipped": _("That delivery is left out."),
    "unskipped": _("That delivery is taken back in."),
    "paused": _("It is paused. Nothing comes, and nothing is charged."),
    "resumed": _("It goes on."),
    "cadence": _("It is changed, and the next delivery with it."),
    "quantity": _("It is changed, from the next delivery on."),
    "product": _("The other product comes from the next delivery on."),
    "address": _("It goes there from the next delivery on."),
    "card": _("The new card is saved."),
    "out_of_stock": _("That is what we do from now on."),
    "ended": _("It has ended. Nothing more comes, and nothing more is charged."),
}
"""what the page says after a change, by its word in the address"""
_MOST_EVENTS = 60


@require_safe
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Everything about one subscription."""
    held, now = of_link(token), timezone.now()
    context = {
        "held": held,
        "done": DONE.get(request.GET.get("said", ""), ""),
        "problem": words.refused(request.GET.get("no", "")),
        "by_hand": gateway(held.gateway).by_hand,
        **_next(held, now=now),
        **_under_way(held),
        **_choices(held, today=timezone.localdate(now)),
        "deliveries": _deliveries(held),
        "events": [(each.at, words.happened(each.kind, each.detail)) for each in held.events.order_by("-pk")[:_MOST_EVENTS]],
    }  # fmt: skip
    return shown(request, "page.html", context)


def _next(held: Subscription, *, now: dt.datetime) -> dict[str, Any]:
    """The next delivery, and its costs by the rates of today."""
    if held.next_on is None:
        return {}
    price = price_for(held, held.next_on)
    quoted = reckoning(held, now=now)
    last_pause = held.events.filter(kind="paused").last() if held.state == Subscription.State.PAUSED else None
    return {
        "goods": price.one * held.quantity,
        "price": price,
        "promised": held.next_on <= held.price_until,
        "quote": quoted,
        "paused_why": words.why_paused(last_pause.detail.get("why", "")) if last_pause else "",
        "card_failed": last_pause is not None and last_pause.detail.get("why") == "declined",
        "unskip": can_unskip(held, today=timezone.localdate(now)),
    }


def _under_way(held: Subscription) -> dict[str, Any]:
    """The delivery that waits for stock or money, if any."""
    cycle = held.cycles.filter(state__in=OPEN).select_related("order").first()
    order = cycle.order if cycle else None
    return {
        "cycle": cycle,
        "waits_for_stock": cycle is not None and cycle.state == Cycle.State.WAITING,
        "order": order if order and order.state == Order.State.AWAITING else None,
        "to_confirm": order is not None and order.attempts.filter(state="needs_action").exists(),
    }


def _choices(held: Subscription, *, today: dt.date) -> dict[str, Any]:
    days = held.product.dossier(get_language() or "en")["days"]
    lasts = suggested(days, held.quantity)
    return {
        "lasts": lasts,
        "too_late": held.every_days - lasts if lasts and held.every_days > lasts else 0,
        "left_over": lasts - held.every_days if lasts and held.every_days < lasts else 0,
        "cadences": sorted({*choices(days, held.quantity), held.every_days}),
        "most": seller().most_of_one,
        "first_day": today + dt.timedelta(days=1),
        "last_day": today + LONGEST,
        "remind_days": seller().remind_days_before,
    }


def _deliveries(held: Subscription) -> list[dict[str, Any]]:
    """What came and what did not, the newest first."""
    cycles = held.cycles.select_related("order").order_by("-number")
    return [{"cycle": each, "order": each.order if each.number else held.first_order} for each in cycles]
