# SPDX-License-Identifier: Apache-2.0
"""The small forms of a subscription's page: each changes one thing, and leads back to the page, which says what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from officinal.shop.models import Subscription
from officinal.shop.subscriptions.cadence import change_cadence
from officinal.shop.subscriptions.change import CannotChange
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.out_of_stock import when_out_of_stock
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.quantity import change_quantity
from officinal.shop.subscriptions.resume import resume
from officinal.shop.subscriptions.skip import skip, unskip
from officinal.site.pages.subscription.found import back, of_link
from officinal.site.visitors import Limit

_CHANGES = Limit("subscription", 100, 3600)
"""each writes a message to the customer"""
Change = Callable[[Subscription, HttpRequest, dt.datetime], None]


def _skip(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    skip(held.pk, _number(request, "delivery", "too_late"), now=now)


def _unskip(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    unskip(held.pk, _number(request, "delivery", "too_late"), now=now)


def _pause(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    pause(held.pk, until=_day(request), now=now)


def _resume(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    resume(held.pk, now=now)


def _often(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    change_cadence(held.pk, _number(request, "every", "cadence"), now=now)


def _many(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    change_quantity(held.pk, _number(request, "quantity", "quantity"), now=now)


def _out_of_stock(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    when_out_of_stock(held.pk, request.POST.get("choice", "")[:8], now=now)


def _end(held: Subscription, request: HttpRequest, now: dt.datetime) -> None:
    end(held.pk, now=now)


CHANGES: dict[str, tuple[Change, str]] = {
    "skip": (_skip, "skipped"),
    "unskip": (_unskip, "unskipped"),
    "pause": (_pause, "paused"),
    "resume": (_resume, "resumed"),
    "often": (_often, "cadence"),
    "many": (_many, "quantity"),
    "out-of-stock": (_out_of_stock, "out_of_stock"),
    "end": (_end, "ended"),
}
"""by the last part of the address: what is done, and the word for it"""


@require_POST
def change(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """Make one change."""
    held = of_link(token)
    if what not in CHANGES:
        raise Http404(what)
    act, said = CHANGES[what]
    if _CHANGES.wait(request):
        return back(held, refused="too_often")
    try:
        act(held, request, timezone.now())
    except CannotChange as error:
        return back(held, refused=error.code)
    return back(held, said=said)


def _number(request: HttpRequest, name: str, code: str) -> int:
    text = request.POST.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise CannotChange(code, f"{name} is no number")
    return int(text)


def _day(request: HttpRequest) -> dt.date | None:
    text = request.POST.get("until", "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise CannotChange("day", "that is no day") from None
