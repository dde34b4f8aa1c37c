# SPDX-License-Identifier: Apache-2.0
"""Subscriptions in the admin: found, looked at, and paused or ended for a customer who asks for it, with a reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from officinal.shop.admin.stock.shown import must, page, staff_paths
from officinal.shop.models import Cycle, Subscription
from officinal.shop.payments.registry import gateway
from officinal.shop.subscriptions import words
from officinal.shop.subscriptions.change import CannotChange
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.delivery import reckoning
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.price import price_for
from officinal.shop.subscriptions.resume import resume

State = Subscription.State
_MARKS = {"active": "●", "paused": "○", "cancelled": "✕"}
_HEAVY = [f"product__{name}" for name in ("label_json", "dossiers", "search_text")]
if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Subscription]
else:
    _Admin = admin.ModelAdmin


class Due(SimpleListFilter):
    """By the day of the next delivery."""

    title = gettext_lazy("next delivery")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Today, or within so many days."""
        return [("0", _("due today")), ("7", _("within 7 days")), ("30", _("within 30 days"))]

    def queryset(self, request: HttpRequest, found: QuerySet[Subscription]) -> QuerySet[Subscription]:
        """Those that come by then, if nobody pauses or ends them."""
        if self.value() not in ("0", "7", "30"):
            return found
        day = timezone.localdate() + dt.timedelta(days=int(self.value() or 0))
        return found.filter(state=State.ACTIVE, next_on__lte=day)


class UnderWay(SimpleListFilter):
    """By what the delivery that is not over waits for."""

    title = gettext_lazy("under way")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Stock, or money."""
        return [("waiting", _("waiting for stock")), ("paying", _("waiting for money"))]

    def queryset(self, request: HttpRequest, found: QuerySet[Any]) -> QuerySet[Any]:
        """Those with such a delivery."""
        return found.filter(under_way=self.value()) if self.value() in OPEN else found


class ReasonForm(forms.Form):
    """Why it is done for the customer."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, widget=forms.TextInput(attrs={"size": 40, "autocomplete": "off"}),
        help_text=gettext_lazy("It is kept in the log of the subscription for good: write nothing about the person."),
    )  # fmt: skip


@admin.register(Subscription)
class SubscriptionAdmin(_Admin):
    """Customers change their subscriptions themselves; staff see them, and pause or end them where somebody asks."""

    list_display = ("shown_number", "shown_what", "shown_state", "next_on", "shown_under_way", "every_days", "email")
    list_display_links = ("shown_number",)
    list_filter = ("state", Due, UnderWay)
    list_per_page = 50
    show_full_result_count = False
    sortable_by = ("shown_number", "next_on")
    search_fields = ("pk",)
    search_help_text = gettext_lazy("Number, e-mail address, or product")
    change_list_template = "admin/shop/subscription/list.html"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They begin with an order."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The books keep them."""
        return False

    # --- the list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        """With what the delivery that is not over waits for."""
        open_one = Cycle.objects.filter(subscription=OuterRef("pk"), state__in=OPEN).values("state")[:1]
        found: QuerySet[Subscription] = super().get_queryset(request)
        return found.select_related("product").defer(*_HEAVY).annotate(under_way=Subquery(open_one))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Subscription], search_term: str
    ) -> tuple[QuerySet[Subscription], bool]:
        """By number or address, which are indexed; else by the product's name."""
        asked = search_term.strip()[:200].replace("\x00", "")
        if not asked:
            return queryset, False
        if asked.isascii() and asked.isdigit() and len(asked) < 10:
            return queryset.filter(pk=int(asked)), False
        if "@" in asked:
            return queryset.filter(email=asked.lower()), False
        return queryset.filter(Q(product__name__icontains=asked) | Q(product__brand__icontains=asked)), False

    @admin.display(description=gettext_lazy("subscription"), ordering="pk")
    def shown_number(self, held: Subscription) -> str:
        """What it is called by."""
        return str(held.pk)

    @admin.display(description=gettext_lazy("product"))
    def shown_what(self, held: Subscription) -> str:
        """How many of what."""
        return f"{held.quantity} × {held.product}"

    @admin.display(description=gettext_lazy("state"))
    def shown_state(self, held: Subscription) -> str:
        """A shape and a word."""
        return format_html(
            '<span class="state {}">{} {}</span>', held.state, _MARKS[held.state], held.get_state_display()
        )

    @admin.display(description=gettext_lazy("under way"))
    def shown_under_way(self, held: Any) -> str:
        """What a delivery waits for."""
        return str(Cycle.State(held.under_way).label) if held.under_way else "–"

    # --- one of them

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """The page of a subscription is our own."""
        must(self.has_view_permission(request))
        return subscription_page(request, self, _found(object_id))

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which end in one that takes everything."""
        return staff_paths(self, "subscription", [
            ("<int:pk>/pause/", pause_it, "pause"),
            ("<int:pk>/resume/", resume_it, "resume"),
            ("<int:pk>/end/", end_it, "end"),
        ]) + super().get_urls()  # fmt: skip


def _found(pk: int | str) -> Subscription:
    number = int(pk) if str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19 else 0
    everything = Subscription.objects.select_related("product", "swap_to", "first_order")
    found = everything.filter(pk=number).first()
    if found is None:
        raise Http404(pk)
    return found


def subscription_page(
    request: HttpRequest, of: Any, held: Subscription, *, status: int = 200, **bound: ReasonForm
) -> HttpResponse:
    """All of one subscription, and what can be done with it."""
    may = of.has_change_permission(request)
    asked = {
        "pause": may and held.state == State.ACTIVE, "resume": may and held.state == State.PAUSED,
        "end": may and held.state != State.CANCELLED,
    }  # fmt: skip
    events = held.events.select_related("by").order_by("-pk")
    cycles = held.cycles.select_related("order").order_by("-number")
    context = {
        "held": held,
        "forms": {name: bound.get(name) or ReasonForm(auto_id=f"id_{name}_%s") for name in asked},
        "may": asked,
        "by_hand": gateway(held.gateway).by_hand,
        "price": price_for(held, held.next_on) if held.next_on else None,
        "quote": reckoning(held, now=timezone.now()) if held.next_on else None,
        "cycles": [(each, each.order if each.number else held.first_order) for each in cycles],
        "log": [(each.at, *_said(each.kind, each.detail), each.by) for each in events],
    }
    title = _("Subscription %(number)s") % {"number": held.pk}
    return render(
        request, "admin/shop/subscription/page.html", page(of, request, title, **context), status=status
    )  # fmt: skip


def _said(kind: str, detail: dict[str, Any]) -> tuple[str, str]:
    return words.happened(kind, detail, to_staff=True), str(detail.get("reason", ""))


@require_POST
def pause_it(request: HttpRequest, of: Any, pk: int) -> HttpResponse:
    """The customer asked for it, or something is wrong: nothing is ordered and charged until it goes on."""
    return _done(request, of, pk, "pause", pause, _("Subscription %(number)s is paused, and its customer is told."))


@require_POST
def end_it(request: HttpRequest, of: Any, pk: int) -> HttpResponse:
    """It is over; the customer is told."""
    return _done(request, of, pk, "end", end, _("Subscription %(number)s has ended, and its customer is told."))


def _done(request: HttpRequest, of: Any, pk: int, name: str, act: Any, said: str) -> HttpResponse:
    must(of.has_change_permission(request))
    held, form = _found(pk), ReasonForm(request.POST, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return subscription_page(request, of, held, status=422, **{name: form})
    try:
        act(pk, now=timezone.now(), by=request.user, why="staff", reason=form.cleaned_data["reason"])
    except CannotChange as error:
        messages.error(request, words.refused(error.code))
    else:
        messages.success(request, said % {"number": pk})
    return redirect("admin:shop_subscription_change", pk)


@require_POST
def resume_it(request: HttpRequest, of: Any, pk: int) -> HttpResponse:
    """It goes on."""
    must(of.has_change_permission(request))
    _found(pk)
    try:
        resume(pk, now=timezone.now(), by=request.user)
    except CannotChange as error:
        messages.error(request, words.refused(error.code))
    else:
        messages.success(request, _("Subscription %(number)s goes on, and its customer is told.") % {"number": pk})
    return redirect("admin:shop_subscription_change", pk)
