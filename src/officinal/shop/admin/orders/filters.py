# SPDX-License-Identifier: Apache-2.0
"""By what the list of orders is narrowed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.models import Order, Refund
from officinal.shop.orders.dispute import under_dispute
from officinal.shop.payments.names import in_words
from officinal.shop.payments.registry import gateway

_Lookups = list[tuple[Any, str]]


class Placed(admin.SimpleListFilter):
    """When it was placed."""

    title = gettext_lazy("day placed")
    parameter_name = "placed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> _Lookups:
        """Spans that end now."""
        return [
            ("today", _("today")),
            ("7", _("the last 7 days")),
            ("30", _("the last 30 days")),
            ("365", _("the last year")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """From the beginning of a day on."""
        asked = self.value()
        if asked not in ("today", "7", "30", "365"):
            return queryset
        days = 0 if asked == "today" else int(asked)
        return queryset.filter(placed_at__gte=midnight(timezone.now()) - dt.timedelta(days=days))


class PaidBy(admin.SimpleListFilter):
    """By which way it is paid."""

    title = gettext_lazy("way to pay")
    parameter_name = "paid_by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> _Lookups:
        """Every gateway that there is."""
        return [(each, in_words(each)) for each in settings.SHOP_GATEWAY_MAKERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """Those of one gateway."""
        return queryset.filter(gateway=self.value()) if self.value() in settings.SHOP_GATEWAY_MAKERS else queryset


class Kind(admin.SimpleListFilter):
    """Bought once, or of a subscription."""

    title = gettext_lazy("subscriptions")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> _Lookups:
        """How an order may have to do with one."""
        return [("once", _("none")), ("begins", _("begins one")), ("renews", _("a delivery of one"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """By their lines and by what they renew."""
        begins = Q(pk__in=Order.objects.filter(lines__every_days__isnull=False).values("pk"))
        found = {
            "once": Q(subscription=None) & ~begins,
            "begins": begins,
            "renews": Q(subscription__isnull=False),
        }.get(self.value() or "")
        return queryset if found is None else queryset.filter(found)


class Money(admin.SimpleListFilter):
    """What is the matter with its money."""

    title = gettext_lazy("money")
    parameter_name = "money"

    def lookups(self, request: HttpRequest, model_admin: Any) -> _Lookups:
        """What staff look for."""
        return [
            ("soon", _("to be paid within two days")),
            ("unknown", _("payment without an answer")),
            ("back", _("given back, in part or whole")),
            ("send", _("refund to be sent by hand")),
            ("failed", _("refund failed")),
            ("disputed", _("disputed by the customer's bank")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """By the rows of payments and refunds."""
        found = _money(self.value() or "", timezone.now())
        return queryset if found is None else queryset.filter(found)


def _money(asked: str, now: dt.datetime) -> Q | None:
    if asked == "soon":
        return Q(state=Order.State.AWAITING, pay_by__lte=now + dt.timedelta(days=2))
    if asked == "unknown":
        return Q(pk__in=Order.objects.filter(attempts__state="unknown").values("pk"))
    if asked == "back":
        return Q(refunded__gt=0)
    if asked == "send":
        return Q(pk__in=to_send_by_hand().values("attempt__order"))
    if asked == "failed":
        return Q(pk__in=Refund.objects.filter(state=Refund.State.FAILED).values("attempt__order"))
    if asked == "disputed":
        return Q(pk__in=under_dispute().values("order"))
    return None


def to_send_by_hand() -> QuerySet[Refund]:
    """Refunds that wait for somebody to send the money."""
    return Refund.objects.filter(state=Refund.State.PENDING, attempt__gateway__in=by_hand())


def by_hand() -> list[str]:
    """The ways to pay at which staff look after the money; one that is not offered any more may lack its settings."""
    return sorted(each for each in {"manual", *settings.SHOP_GATEWAYS} if gateway(each).by_hand)


def fully_refunded() -> Q:
    """Orders of which everything was given back."""
    return Q(refunded__gt=0, refunded=F("paid"))


def midnight(now: dt.datetime) -> dt.datetime:
    """When the day of a moment began, where the shop is."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
