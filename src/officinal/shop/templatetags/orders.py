# SPDX-License-Identifier: Apache-2.0
"""How the pages of orders say why a payment failed, why money goes back, and what a message is about."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from officinal.shop.orders.words import reason
from officinal.shop.payments.names import in_words
from officinal.shop.payments.why import sentence

register = template.Library()
register.filter("why_sentence", sentence)
register.filter("order_reason", reason)

_KINDS = {
    "order_placed": gettext_noop("How to pay"),
    "order_paid": gettext_noop("It is paid"),
    "order_shipped": gettext_noop("It is on its way"),
    "order_cancelled": gettext_noop("It is called off"),
    "order_expired": gettext_noop("It was dropped"),
    "order_in_vain": gettext_noop("The money goes back"),
    "order_refunded": gettext_noop("Money was given back"),
    "restock": gettext_noop("It is back in stock"),
    "restock_confirm": gettext_noop("Shall we write when it is back?"),
}


@register.filter
def mail_kind(kind: str) -> str:
    """What a message is about; its own word where there are none."""
    return _(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ")


@register.filter
def way_to_pay(gateway: str) -> str:
    """A gateway, in words."""
    return in_words(gateway)
