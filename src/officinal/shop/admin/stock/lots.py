# SPDX-License-Identifier: Apache-2.0
"""Lots in the admin: by their dates, and a page for each where it is counted, dated and recalled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy

from officinal.shop.admin.stock.filters import HasUnits, LotExpiry
from officinal.shop.admin.stock.lot import count, lot_page, set_date
from officinal.shop.admin.stock.recall import as_csv, find, give_others, put_aside, recall
from officinal.shop.admin.stock.shown import PARTLY, day, lot_name, staff_paths
from officinal.shop.models import Lot
from officinal.shop.stock.expiry import today

if TYPE_CHECKING:
    _LotAdmin = admin.ModelAdmin[Lot]
else:
    _LotAdmin = admin.ModelAdmin


@admin.register(Lot)
class LotAdmin(_LotAdmin):
    """What expires when, and what is left of each lot."""

    list_display = ("shown_lot", "shown_product", "shown_date", "on_hand", "allocated", "shown_free")
    list_display_links = ("shown_lot",)
    list_filter = (HasUnits, LotExpiry)
    list_per_page = 50
    search_fields = ("code", "product__name", "product__brand", "product__slug")
    search_help_text = gettext_lazy("Lot number, or name, brand or address of a product")
    change_list_template = "admin/shop/stock/list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A lot comes by its first delivery."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was sold stays known."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lot]:
        """Products without what only their pages need."""
        found: QuerySet[Lot] = super().get_queryset(request).select_related("product").defer(*PARTLY)
        return found.annotate(free=F("on_hand") - F("allocated"))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What expires first; lots without a date last."""
        return [F("expires_on").asc(nulls_last=True), "pk"]

    @admin.display(description=gettext_lazy("lot number"), ordering="code")
    def shown_lot(self, lot: Lot) -> str:
        """Its number; words where it has none."""
        return lot_name(lot)

    @admin.display(description=gettext_lazy("product"), ordering="product__name")
    def shown_product(self, lot: Lot) -> str:
        """Brand and name; the address where the label has neither."""
        return str(lot.product) or lot.product.slug

    @admin.display(description=gettext_lazy("expires on"), ordering="expires_on")
    def shown_date(self, lot: Lot) -> str:
        """The day; said where it is over."""
        return day(lot.expires_on, today(timezone.now()))

    @admin.display(description=gettext_lazy("promised to nobody"), ordering="free")
    def shown_free(self, lot: Any) -> int:
        """What no order has; some of it may be held for people who pay."""
        return int(lot.free)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """The page of a lot is our own: nothing of a lot is edited, each thing is done to it."""
        return lot_page(request, self, object_id)

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which end in one that takes everything."""
        return staff_paths(self, "lot", [
            ("recall/", find, "find"),
            ("<int:pk>/count/", count, "count"),
            ("<int:pk>/date/", set_date, "date"),
            ("<int:pk>/recall/", recall, "recall"),
            ("<int:pk>/recall.csv", as_csv, "recall_csv"),
            ("<int:pk>/recall/set-aside/", put_aside, "set_aside"),
            ("<int:pk>/recall/replace/", give_others, "replace"),
        ]) + super().get_urls()  # fmt: skip
