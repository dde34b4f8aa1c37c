# SPDX-License-Identifier: Apache-2.0
"""Payments, refunds and messages in the admin: to be read; a message that was given up can be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.admin.stock.shown import order_link
from officinal.shop.models import Attempt, Message, Refund
from officinal.shop.orders.words import reason
from officinal.shop.payments.names import in_words
from officinal.shop.payments.why import sentence
from officinal.shop.templatetags.orders import mail_kind

if TYPE_CHECKING:
    _ReadOnly = admin.ModelAdmin[Any]
else:
    _ReadOnly = admin.ModelAdmin


class ReadOnly(_ReadOnly):
    """Rows that are written by what happens, never by hand."""

    list_per_page = 100
    show_full_result_count = False
    list_display_links = None
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What happens writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The books keep it."""
        return False


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    """Every attempt to be paid, the newest first."""

    list_display = (
        "started_at", "shown_order", "shown_way", "amount", "currency", "state", "shown_why", "external_id"
    )  # fmt: skip
    list_filter = ("state", "gateway")
    search_fields = ("=external_id",)
    search_help_text = gettext_lazy("Its id at the payment service")
    ordering = ("-pk",)
    list_select_related = ("order",)
    fields = readonly_fields = list_display

    @admin.display(description=gettext_lazy("order"))
    def shown_order(self, attempt: Attempt) -> str:
        """Its number, which leads to it."""
        return order_link(attempt.order)

    @admin.display(description=gettext_lazy("way to pay"), ordering="gateway")
    def shown_way(self, attempt: Attempt) -> str:
        """In words."""
        return in_words(attempt.gateway)

    @admin.display(description=gettext_lazy("why it failed"))
    def shown_why(self, attempt: Attempt) -> str:
        """A sentence."""
        return sentence(attempt.why) if attempt.why else "–"


@admin.register(Refund)
class RefundAdmin(ReadOnly):
    """Every refund, the newest first."""

    list_display = ("at", "shown_order", "amount", "state", "shown_reason", "shown_why", "by")
    list_filter = ("state",)
    ordering = ("-pk",)
    list_select_related = ("attempt__order", "by")
    fields = readonly_fields = list_display

    @admin.display(description=gettext_lazy("order"))
    def shown_order(self, refund: Refund) -> str:
        """Its number, which leads to it."""
        return order_link(refund.attempt.order)

    @admin.display(description=gettext_lazy("reason"))
    def shown_reason(self, refund: Refund) -> str:
        """In the reader's language where the shop itself gave it."""
        return reason(refund.reason)

    @admin.display(description=gettext_lazy("why it failed"))
    def shown_why(self, refund: Refund) -> str:
        """A sentence."""
        return sentence(refund.why) if refund.why else "–"


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """The outbox, the newest first."""

    list_display = ("created_at", "shown_kind", "to", "language", "state", "attempts", "why")
    list_filter = ("state", "language")
    search_fields = ("=to",)
    search_help_text = gettext_lazy("E-mail address")
    fields = readonly_fields = list_display
    actions = ("send_again",)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Who may have one sent again."""
        return request.user.has_perm("shop.change_message")

    @admin.display(description=gettext_lazy("what"))
    def shown_kind(self, message: Message) -> str:
        """What it is about."""
        return mail_kind(message.kind)

    @admin.action(description=gettext_lazy("Send again what was given up"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        """It waits again, as if it were new; what was sent is not sent twice."""
        given_up = queryset.filter(state=Message.State.GIVEN_UP).exclude(to="")
        number = given_up.update(state=Message.State.WAITING, attempts=0, next_try=timezone.now(), why="")
        messages.success(request, _("Messages that are sent again within minutes: %(n)s.") % {"n": number})
