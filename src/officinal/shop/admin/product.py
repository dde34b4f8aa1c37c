# SPDX-License-Identifier: Apache-2.0
"""Products in the admin: the list, the edit page, and the addresses of everything else that staff do with a label."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.knowledge.load import load
from officinal.label import known_units
from officinal.shop.admin.draft import language
from officinal.shop.admin.exporting import as_zip, export
from officinal.shop.admin.filters import HasFindings, InStock
from officinal.shop.admin.importing import import_into, import_new
from officinal.shop.admin.live import live
from officinal.shop.admin.product_form import ProductForm
from officinal.shop.admin.versions import diff, restore, versions
from officinal.shop.catalogue.publish import change_offer, publish
from officinal.shop.exchange.desk import as_csv, exchange, export_all
from officinal.shop.models import Product

View = Callable[..., HttpResponseBase]
if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Product]
else:
    _ModelAdmin = admin.ModelAdmin


class ShelfList(ChangeList):
    """The list without what only a product's page needs."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Product]:
        """Products without their long texts."""
        found: QuerySet[Product] = super().get_queryset(*args, **kwargs).defer("label_json", "dossiers", "search_text")
        return found


@admin.register(Product)
class ProductAdmin(_ModelAdmin):
    """Find a product; change what the shop says of it; publish its label."""

    form = ProductForm
    list_display = (
        "shown_name",
        "market",
        "price",
        "currency",
        "in_stock",
        "shown",
        "shown_errors",
        "shown_warnings",
        "shown_updated",
    )
    list_display_links = ("shown_name",)
    list_filter = (HasFindings, "market", "published", InStock)
    list_per_page = 50
    search_fields = ("name", "brand", "slug", "search_text")
    search_help_text = gettext_lazy("Name, brand, address, or an ingredient in English or French")
    actions = ("export_zip", "export_csv")
    save_on_top = False
    fieldsets = ((None, {"fields": (
        "slug", ("market", "regime"), ("price", "currency", "subscribe_percent_off"), ("weight_g", "published"),
    )}),)  # fmt: skip

    # --- the list

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The light list."""
        return ShelfList

    @admin.display(description=gettext_lazy("product"), ordering="name")
    def shown_name(self, product: Product) -> str:
        """Brand and name; the address where the label has neither."""
        return str(product) or product.slug

    @admin.display(description=gettext_lazy("in the shop"), ordering="published", boolean=True)
    def shown(self, product: Product) -> bool:
        """Whether visitors see it."""
        return product.published

    @admin.display(description=gettext_lazy("errors"), ordering="errors")
    def shown_errors(self, product: Product) -> str:
        """How many, with the mark that findings have; nothing where there are none."""
        return f"✕ {product.errors}" if product.errors else "–"

    @admin.display(description=gettext_lazy("warnings"), ordering="warnings")
    def shown_warnings(self, product: Product) -> str:
        """How many, with their mark."""
        return f"▲ {product.warnings}" if product.warnings else "–"

    @admin.display(description=gettext_lazy("last changed"), ordering="updated")
    def shown_updated(self, product: Product) -> str:
        """Day and minute, by the shop's clock."""
        return f"{timezone.localtime(product.updated):%Y-%m-%d %H:%M}"

    @admin.action(description=gettext_lazy("Export labels as a zip"), permissions=["view"])
    def export_zip(self, request: HttpRequest, chosen: QuerySet[Product]) -> FileResponse:
        """Every chosen label as TOML, JSON and JSON-LD."""
        return as_zip(chosen)

    @admin.action(description=gettext_lazy("Export as a table (CSV)"), permissions=["view"])
    def export_csv(self, request: HttpRequest, chosen: QuerySet[Product]) -> StreamingHttpResponse:
        """Every chosen product as a row of our own table."""
        return as_csv(chosen)

    # --- the edit page

    def get_readonly_fields(self, request: HttpRequest, obj: Product | None = None) -> tuple[str, ...]:
        """An address stays for good: others link to it."""
        return ("slug",) if obj else ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page with the label's workbench."""
        form, know = context["adminform"].form, load()
        context |= {
            "bench": form.bench,
            "substances": [(id_, know.name(id_, language())) for id_ in sorted(know.substances)],
            "units": known_units(),
            "forms": Product.objects.exclude(dosage_form="")
            .values_list("dosage_form", flat=True)
            .distinct()
            .order_by("dosage_form"),
        }
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def save_model(self, request: HttpRequest, obj: Product, form: ProductForm, change: bool) -> None:
        """Publish the label where it is new; else keep the offer alone."""
        if not form.is_new_label:
            change_offer(obj)
            return
        version = publish(
            obj,
            form.label,
            as_of=timezone.localdate(),
            by=request.user,
            reason=form.cleaned_data["reason"].strip(),
        )
        self.message_user(
            request, _("Version %(number)s of the label is published.") % {"number": version.number}, messages.SUCCESS
        )

    # --- every other address

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which end in one that takes everything."""
        named: list[tuple[str, View, str]] = [
            ("import/", import_new, "import"),
            ("exchange/", exchange, "exchange"),
            ("exchange/products.csv", export_all, "export_all"),
            ("add/live/", live, "live_new"),
            ("<int:pk>/live/", live, "live"),
            ("<int:pk>/import/", import_into, "import_into"),
            ("<int:pk>/export/<slug:form>/", export, "export"),
            ("<int:pk>/versions/", versions, "versions"),
            ("<int:pk>/versions/diff/", diff, "diff"),
            ("<int:pk>/versions/<int:number>/restore/", restore, "restore"),
        ]
        return [
            path(route, self._staff(view), name=f"shop_product_{name}") for route, view, name in named
        ] + super().get_urls()

    def _staff(self, view: View) -> View:
        """A view that is given this admin, for people who may enter it; what they may do there, the view asks."""
        guarded: View = self.admin_site.admin_view(lambda request, **kwargs: view(request, self, **kwargs))
        return guarded
