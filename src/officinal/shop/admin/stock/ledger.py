# SPDX-License-Identifier: Apache-2.0
"""The ledger of the stock in the admin: to be read, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from officinal.shop.admin.stock.shown import lot_name, movements, order_link, said, signed
from officinal.shop.models import Lot, Movement, Product

_MOST_PRODUCTS = 500
if TYPE_CHECKING:
    _MovementAdmin = admin.ModelAdmin[Movement]
else:
    _MovementAdmin = admin.ModelAdmin


@admin.register(Movement)
class MovementAdmin(_MovementAdmin):
    """Every change of every product's stock, the newest first."""

    list_display = (
        "shown_at", "shown_product", "kind", "shown_on_hand", "shown_held", "shown_allocated", "shown_lot", "shown_order",
        "shown_reason", "shown_by",
    )  # fmt: skip
    list_display_links = None
    sortable_by = ()
    list_filter = ("kind",)
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("product",)
    search_help_text = gettext_lazy("Name, brand or address of a product, a lot number, or an order number")
    change_list_template = "admin/shop/stock/list.html"
    fields = readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What happens to units writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A ledger is written once."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A ledger is written once."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Movement]:
        """With all that a row shows."""
        return movements()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Movement], search_term: str
    ) -> tuple[QuerySet[Movement], bool]:
        """By product, lot or order: looked up first, so that the ledger itself is only read where they are."""
        asked = search_term.strip()[:200]
        if not asked:
            return queryset, False
        named = Q(name__icontains=asked) | Q(brand__icontains=asked) | Q(slug__icontains=asked)
        products = list(Product.objects.filter(named).values_list("pk", flat=True)[:_MOST_PRODUCTS])
        lots = list(Lot.objects.filter(code__iexact=asked).values_list("pk", flat=True)[:_MOST_PRODUCTS])
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
        return queryset.filter(Q(product__in=products) | Q(lot__in=lots) | Q(order=number, order__isnull=False)), False

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Products lead to their stock, for those who may see it."""
        may = any(request.user.has_perm(f"shop.{may}_stock") for may in ("view", "change"))
        return tuple("linked_product" if may and each == "shown_product" else each for each in self.list_display)

    @admin.display(description=gettext_lazy("when"))
    def shown_at(self, movement: Movement) -> str:
        """Day and minute."""
        return f"{timezone.localtime(movement.at):%Y-%m-%d %H:%M}"

    @admin.display(description=gettext_lazy("product"))
    def shown_product(self, movement: Movement) -> str:
        """Brand and name; the address where the label has neither."""
        return str(movement.product) or movement.product.slug

    @admin.display(description=gettext_lazy("product"))
    def linked_product(self, movement: Movement) -> str:
        """The same, leading to its stock."""
        address = reverse("admin:shop_stock_change", args=[movement.product_id])
        return format_html('<a href="{}">{}</a>', address, self.shown_product(movement))

    @admin.display(description=gettext_lazy("on hand"))
    def shown_on_hand(self, movement: Movement) -> str:
        """The change, with its sign."""
        return signed(movement.on_hand)

    @admin.display(description=gettext_lazy("held"))
    def shown_held(self, movement: Movement) -> str:
        """The change, with its sign."""
        return signed(movement.held)

    @admin.display(description=gettext_lazy("allocated"))
    def shown_allocated(self, movement: Movement) -> str:
        """The change, with its sign."""
        return signed(movement.allocated)

    @admin.display(description=gettext_lazy("lot"))
    def shown_lot(self, movement: Movement) -> str:
        """Its number; a dash where no lot was concerned."""
        return lot_name(movement.lot) if movement.lot else "–"

    @admin.display(description=gettext_lazy("order"))
    def shown_order(self, movement: Movement) -> str:
        """Its number, which leads to it."""
        return order_link(movement.order)

    @admin.display(description=gettext_lazy("reason"))
    def shown_reason(self, movement: Movement) -> str:
        """Why, in the reader's language where the shop itself gave it."""
        return said(movement.reason)

    @admin.display(description=gettext_lazy("by"))
    def shown_by(self, movement: Movement) -> str:
        """A member of staff; a dash for a customer or the shop by itself."""
        return (movement.by.email or movement.by.get_username()) if movement.by else "–"
