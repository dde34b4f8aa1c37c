# SPDX-License-Identifier: Apache-2.0
"""The stock in the admin: what there is of each product, and the way to everything that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.admin.stock.filters import HowMany, StockExpiry
from officinal.shop.admin.stock.receive import choose, receive_into
from officinal.shop.admin.stock.shown import Named, day, movements, row_of, rows, staff_paths
from officinal.shop.models import Product, Stock
from officinal.shop.stock.expiry import today
from officinal.shop.stock.rows import lock

_NEWEST = 12
if TYPE_CHECKING:
    _StockAdmin = admin.ModelAdmin[Stock]
else:
    _StockAdmin = admin.ModelAdmin


@admin.register(Stock)
class StockAdmin(_StockAdmin):
    """Find what is low; see a product's stock, its lots and what happened to it; receive units."""

    list_display = ("shown_product", "shown_can_be_sold", "on_hand", "held", "allocated", "low_at", "shown_expiry")
    list_display_links = ("shown_product",)
    list_filter = (HowMany, StockExpiry)
    list_per_page = 50
    search_fields = ("product__name", "product__brand", "product__slug", "product__lots__code")
    search_help_text = gettext_lazy("Name, brand or address of a product, or a lot number")
    ordering = ("product__name", "product_id")
    fields = ("low_at",)
    change_form_template = "admin/shop/stock/product.html"
    change_list_template = "admin/shop/stock/list.html"

    # --- rights: rows come and go by what happens to units, never by hand

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Units are received, not typed in."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The ledger would be left without its row."""
        return False

    # --- the list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Stock]:
        """With what can be sold at this moment."""
        return rows(timezone.now())

    @admin.display(description=gettext_lazy("product"), ordering="product__name")
    def shown_product(self, row: Stock) -> str:
        """Brand and name; the address where the label has neither."""
        return str(row.product) or row.product.slug

    @admin.display(description=gettext_lazy("can be sold"), ordering="can_be_sold")
    def shown_can_be_sold(self, row: Any) -> str:
        """How many, with a word where that is few."""
        if row.can_be_sold <= 0:
            return format_html('<span class="out">0 ✕ {}</span>', _("out"))
        if row.can_be_sold <= row.low_at:
            return format_html('<span class="low">{} ▲ {}</span>', row.can_be_sold, _("low"))
        return str(row.can_be_sold)

    @admin.display(description=gettext_lazy("first to expire"), ordering="first_expiry")
    def shown_expiry(self, row: Any) -> str:
        """The day; said where it is over."""
        return day(row.first_expiry, today(timezone.now()))

    # --- the page of a product

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Stock | None:
        """The row of any product, also of one that never had units."""
        if not (object_id.isascii() and object_id.isdigit() and len(object_id) < 19):
            return None
        if not Product.objects.filter(pk=object_id).exists():
            return None
        found: Stock = row_of(int(object_id), timezone.now())
        return found

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with its lots and what happened last."""
        row: Stock = context["original"]
        context |= {
            "lots": row.product.lots.filter(on_hand__gt=0).order_by("expires_on", "pk"),
            "used_up": row.product.lots.filter(on_hand=0).count(),
            "movements": movements(product=row.product)[:_NEWEST],
            "today": today(timezone.now()),
            "subtitle": None,
            "show_save_and_continue": False,
        }
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def save_model(self, request: HttpRequest, obj: Stock, form: Any, change: bool) -> None:
        """Keep from when on staff are told, and nothing else: units may have moved meanwhile."""
        with transaction.atomic():
            lock([obj.pk])
            Stock.objects.filter(pk=obj.pk).update(low_at=obj.low_at)

    # --- every other address

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which end in one that takes everything."""
        named: list[Named] = [
            ("receive/", choose, "receive"),
            ("<int:pk>/receive/", receive_into, "receive_into"),
        ]
        return staff_paths(self, "stock", named) + super().get_urls()
