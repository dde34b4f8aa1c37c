# SPDX-License-Identifier: Apache-2.0
"""Orders in the admin: the list with its filters, and the addresses of all that is done with an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.admin.orders import deeds
from officinal.shop.admin.orders.exporting import as_csv
from officinal.shop.admin.orders.filters import Kind, Money, PaidBy, Placed
from officinal.shop.admin.orders.page import order_page
from officinal.shop.admin.orders.papers import MOST_AT_ONCE, slip, slips, slips_of
from officinal.shop.admin.orders.refunding import let_be, mark_sent, refund
from officinal.shop.admin.stock.shown import staff_paths
from officinal.shop.models import Order

_MARKS = {"awaiting": "○", "paid": "▲", "packed": "◐", "shipped": "●", "cancelled": "✕"}
if TYPE_CHECKING:
    _OrderAdmin = admin.ModelAdmin[Order]
else:
    _OrderAdmin = admin.ModelAdmin


@admin.register(Order)
class OrderAdmin(_OrderAdmin):
    """Find an order; pack it, send it, give its money back. Nothing of it is edited: each thing is done to it."""

    list_display = ("shown_number", "shown_state", "shown_total", "shown_name", "shown_placed", "shown_back", "email")
    list_display_links = ("shown_number",)
    list_filter = ("state", Placed, Money, Kind, PaidBy)
    list_per_page = 50
    show_full_result_count = False
    sortable_by = ("shown_number",)
    search_fields = ("pk",)
    search_help_text = gettext_lazy("Order number, e-mail address, name, or tracking number")
    change_list_template = "admin/shop/order/list.html"
    actions = ("print_slips",)

    # --- rights: orders are placed by customers, and kept

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Customers place them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The books keep them."""
        return False

    # --- the list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        """Without what only an order's page needs."""
        found: QuerySet[Order] = super().get_queryset(request).defer("quote", "note")
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Order], search_term: str
    ) -> tuple[QuerySet[Order], bool]:
        """By number or address, which are indexed; else by name and tracking number."""
        asked = search_term.strip()[:200].replace("\x00", "")
        if not asked:
            return queryset, False
        if asked.isascii() and asked.isdigit() and len(asked) < 10:
            return queryset.filter(Q(pk=int(asked)) | Q(tracking=asked)), False
        if "@" in asked:
            return queryset.filter(email=asked.lower()), False
        return queryset.filter(Q(address__name__icontains=asked) | Q(tracking__iexact=asked)), False

    @admin.display(description=gettext_lazy("order"), ordering="pk")
    def shown_number(self, order: Order) -> str:
        """What people call it by."""
        return order.number

    @admin.display(description=gettext_lazy("placed"))
    def shown_placed(self, order: Order) -> str:
        """Day and minute."""
        return f"{timezone.localtime(order.placed_at):%Y-%m-%d %H:%M}"

    @admin.display(description=gettext_lazy("state"))
    def shown_state(self, order: Order) -> str:
        """A shape and a word."""
        return format_html(
            '<span class="state {}">{} {}</span>', order.state, _MARKS[order.state], order.get_state_display()
        )

    @admin.display(description=gettext_lazy("name"))
    def shown_name(self, order: Order) -> str:
        """To whom it goes."""
        return str(order.address.get("name") or "–")

    @admin.display(description=gettext_lazy("total"))
    def shown_total(self, order: Order) -> str:
        """With its currency."""
        return f"{order.total} {order.currency}"

    @admin.display(description=gettext_lazy("given back"))
    def shown_back(self, order: Order) -> str:
        """What was given back; said where that is all of it."""
        if not order.refunded:
            return "–"
        whole = order.refunded == order.paid
        return format_html("{} {}", order.refunded, _("all of it") if whole else "")

    @admin.action(description=gettext_lazy("Print packing slips"), permissions=["view"])
    def print_slips(self, request: HttpRequest, queryset: QuerySet[Order]) -> HttpResponse:
        """Of the chosen orders, on one page."""
        return slips_of(request, list(queryset.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]))

    # --- an order, and every other address

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """The page of an order is our own."""
        return order_page(request, self, object_id)

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which end in one that takes everything."""
        return staff_paths(self, "order", [
            ("export/", as_csv, "csv"),
            ("slips/", slips, "slips"),
            ("<int:pk>/slip/", slip, "slip"),
            ("<int:pk>/pack/", deeds.pack_it, "pack"),
            ("<int:pk>/ship/", deeds.ship_it, "ship"),
            ("<int:pk>/paid/", deeds.paid_it, "paid"),
            ("<int:pk>/call-off/", deeds.call_it_off, "call_off"),
            ("<int:pk>/returned/", deeds.take_it_back, "returned"),
            ("<int:pk>/note/", deeds.note_it, "note"),
            ("<int:pk>/refund/", refund, "refund"),
            ("<int:pk>/refund/<int:refund_pk>/sent/", mark_sent, "refund_sent"),
            ("<int:pk>/refund/<int:refund_pk>/let-be/", let_be, "refund_let_be"),
        ]) + super().get_urls()  # fmt: skip
