# SPDX-License-Identifier: Apache-2.0
"""What the lists of the stock are narrowed by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.models import Lot, Stock
from officinal.shop.stock.expiry import expired, today


def expiring(now: dt.datetime, days: int) -> Q:
    """Lots that are good today and no more after so many days."""
    return Q(expires_on__gte=today(now), expires_on__lte=today(now) + dt.timedelta(days=days))


class HowMany(SimpleListFilter):
    """By how many can be sold."""

    title = gettext_lazy("what can be sold")
    parameter_name = "there"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Out, low, enough."""
        return [("out", _("out of stock")), ("low", _("low, not out")), ("enough", _("enough"))]

    def queryset(self, request: HttpRequest, stock: QuerySet[Stock]) -> QuerySet[Stock]:
        """The rows that the chosen word means; all for a word that there is not."""
        asked = {
            "out": Q(can_be_sold__lte=0),
            "low": Q(can_be_sold__gt=0, can_be_sold__lte=F("low_at")),
            "enough": Q(can_be_sold__gt=F("low_at"), can_be_sold__gte=1),
        }.get(self.value() or "")
        return stock.filter(asked) if asked else stock


class _Expiry(SimpleListFilter):
    title = gettext_lazy("expiry")
    parameter_name = "expiry"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Over, soon, without a date."""
        return [
            ("30", _("within 30 days")), ("90", _("within 90 days")), ("over", _("expired")), ("none", _("without a date")),
        ]  # fmt: skip

    @property
    def asked(self) -> Q | None:
        """Which lots the chosen word means."""
        now = timezone.now()
        return {
            "30": expiring(now, 30), "90": expiring(now, 90), "over": expired(now), "none": Q(expires_on=None),
        }.get(self.value() or "")  # fmt: skip


class LotExpiry(_Expiry):
    """Lots by the day on which they expire."""

    def queryset(self, request: HttpRequest, lots: QuerySet[Lot]) -> QuerySet[Lot]:
        """The lots that the chosen word means."""
        return lots if self.asked is None else lots.filter(self.asked)


class StockExpiry(_Expiry):
    """Products by the day on which units of theirs expire."""

    def queryset(self, request: HttpRequest, stock: QuerySet[Stock]) -> QuerySet[Stock]:
        """The products that have units of such lots."""
        if self.asked is None:
            return stock
        return stock.filter(Exists(Lot.objects.filter(self.asked, product=OuterRef("pk"), on_hand__gt=0)))


class HasUnits(SimpleListFilter):
    """Lots by whether there is anything left of them; those that have some are listed unless all are asked for."""

    title = gettext_lazy("units")
    parameter_name = "units"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Some left, or all lots that there ever were."""
        return [("all", _("all lots, also used up"))]

    def choices(self, changelist: Any) -> Any:
        """Named for what is listed where nothing is chosen."""
        for at, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": _("with units")} if at == 0 else choice

    def queryset(self, request: HttpRequest, lots: QuerySet[Lot]) -> QuerySet[Lot]:
        """Those with units; all where a search looks for one."""
        everything = self.value() == "all" or request.GET.get("q", "").strip()
        return lots if everything else lots.filter(on_hand__gt=0)
