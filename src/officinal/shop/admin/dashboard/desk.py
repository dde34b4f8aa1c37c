# SPDX-License-Identifier: Apache-2.0
"""What the first page shows: today, to pack, to chase, what runs low or out, what expires, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from officinal.shop.admin.dashboard.forecast import HORIZON, Forecast, forecasts
from officinal.shop.admin.orders.filters import by_hand, midnight, to_send_by_hand
from officinal.shop.admin.stock.shown import PARTLY, rows
from officinal.shop.models import Attempt, Lot, Message, Order, OrderEvent, Refund, Subscription
from officinal.shop.orders.dispute import under_dispute
from officinal.shop.orders.words import for_staff
from officinal.shop.seller import seller

SOON = dt.timedelta(days=2)
OVERDUE = dt.timedelta(minutes=10)
EXPIRES_WITHIN, DUE_WITHIN = dt.timedelta(days=60), dt.timedelta(days=7)
MOST = 8
"""of each kind: the rest is behind a link"""


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of what there is, and how many there are."""

    first: list[Any]
    number: int

    def __bool__(self) -> bool:
        return self.number > 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.first)


def desk(request: HttpRequest, *, now: dt.datetime) -> dict[str, Any]:
    """All that this member of staff may see of it, by name."""

    def sees(model: str) -> bool:
        return any(request.user.has_perm(f"shop.{may}_{model}") for may in ("view", "change"))

    parts: list[tuple[str, str, Callable[[dt.datetime], Any]]] = [
        ("order", "today", _today),
        ("order", "to_pack", _to_pack),
        ("order", "chase", _chase),
        ("message", "given_up", _given_up),
        ("stock", "low", _low),
        ("stock", "forecast", _forecast),
        ("lot", "expiring", _expiring),
        ("subscription", "due", _due),
    ]
    return {name: find(now) for model, name, find in parts if sees(model)}


def _listed(found: QuerySet[Any]) -> Listed:
    first = list(found[: MOST + 1])
    return Listed(first[:MOST], len(first) if len(first) <= MOST else found.count())


def _today(now: dt.datetime) -> dict[str, Any]:
    """Orders placed today, and the money that came and went, by currency."""
    begun = midnight(now)
    recent = begun - dt.timedelta(days=seller().pay_within_days + 30)  # what was placed earlier is paid no more
    came = Order.objects.filter(placed_at__gte=recent, paid_at__gte=begun, paid_at__lte=now, paid__gt=0)
    went = Refund.objects.filter(at__gte=begun, at__lte=now).exclude(state=Refund.State.FAILED)
    return {
        "orders": Order.objects.filter(placed_at__gte=begun, placed_at__lte=now).count(),
        "came": _by_currency(came.values_list("currency").annotate(Sum("paid"))),
        "went": _by_currency(went.values_list("attempt__currency").annotate(Sum("amount"))),
    }


def _by_currency(found: Any) -> list[tuple[str, Decimal]]:
    return sorted(found.order_by())


def _to_pack(now: dt.datetime) -> dict[str, Any]:
    """Orders to pack, the oldest first; and how many are packed and wait to be handed over."""
    states = dict(
        Order.objects.filter(state__in=[Order.State.PAID, Order.State.PACKED]).order_by().values_list("state").annotate(n=Count("pk"))
    )  # fmt: skip
    paid = Order.objects.filter(state=Order.State.PAID).defer("quote").order_by("pk")
    return {"paid": Listed(list(paid[:MOST]), states.get("paid", 0)), "packed": states.get("packed", 0)}


def _chase(now: dt.datetime) -> dict[str, Listed]:
    """Money that somebody must look after."""
    awaiting = Order.objects.filter(state=Order.State.AWAITING, gateway__in=by_hand(), pay_by__lte=now + SOON)
    unknown = Attempt.objects.filter(state=Attempt.State.UNKNOWN, started_at__lte=now - OVERDUE)
    return {
        "awaiting": _listed(awaiting.defer("quote").order_by("pay_by")),
        "to_send": _listed(to_send_by_hand().select_related("attempt__order").order_by("pk")),
        "disputed": _disputed(),
        "failed": _listed(failed_refunds()),
        "unknown": _listed(unknown.select_related("order").order_by("pk")),
    }


def _disputed() -> Listed:
    """Payments that a customer's bank disputes: each order, how much, and until when to answer, in words."""
    found = _listed(under_dispute().defer("order__quote"))
    told = ((each.order, each.detail["amount"], for_staff(each, each.order.currency)) for each in found.first)
    return Listed([(order, Decimal(amount), step.detail) for order, amount, step in told], found.number)


def failed_refunds() -> QuerySet[Refund]:
    """Refunds that failed, were not tried again since, and were not let be."""
    failed = Refund.objects.filter(state=Refund.State.FAILED).select_related("attempt__order")
    orders = failed.values("attempt__order")
    let_be = OrderEvent.objects.filter(kind="refund_let_be", order__in=orders).values_list("detail__refund", flat=True)
    later = Refund.objects.filter(attempt=OuterRef("attempt"), pk__gt=OuterRef("pk")).exclude(state=Refund.State.FAILED)
    return failed.exclude(Exists(later)).exclude(pk__in=[int(each) for each in let_be]).order_by("pk")


def _given_up(now: dt.datetime) -> Listed:
    """Messages that could not be sent; those of people who are forgotten are nobody's any more."""
    return _listed(Message.objects.filter(state=Message.State.GIVEN_UP).exclude(to="").order_by("-pk"))


def _low(now: dt.datetime) -> Listed:
    """Products of which no more can be sold than staff want to be told at."""
    every: Any = rows(now)  # with what can be sold of each, which its type does not say
    few = every.filter(product__published=True, can_be_sold__lte=F("low_at"))
    return _listed(few.order_by("can_be_sold", "product_id"))


def _forecast(now: dt.datetime) -> dict[str, Any]:
    """What is gone within the horizon; and of how many products too little is known."""
    found = forecasts(now=now)
    soon: list[Forecast] = [each for each in found if each.days is not None]
    return {
        "soon": Listed(soon[:MOST], len(soon)),
        "unknown": sum(1 for each in found if each.unknown),
        "horizon": HORIZON,
    }


def _expiring(now: dt.datetime) -> Listed:
    """Lots with units that nobody has yet, whose last day is near or over."""
    until = timezone.localdate(now) + EXPIRES_WITHIN
    lots = Lot.objects.filter(expires_on__lte=until, on_hand__gt=0).select_related("product").defer(*PARTLY)
    return _listed(lots.order_by("expires_on", "pk"))


def _due(now: dt.datetime) -> dict[str, Any]:
    """Deliveries of subscriptions within a week, by product."""
    until = timezone.localdate(now) + DUE_WITHIN
    due = Subscription.objects.filter(state=Subscription.State.ACTIVE, next_on__lte=until)
    by_product = (
        due.order_by()
        .values("product__name", "product__brand")
        .annotate(number=Count("pk"), units=Sum("quantity"), first=Min("next_on"))
    )
    return {"number": due.count(), "products": _listed(by_product.order_by("first", "product__name"))}
