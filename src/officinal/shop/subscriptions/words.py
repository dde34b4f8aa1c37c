# SPDX-License-Identifier: Apache-2.0
"""What happened to a subscription, and why a change cannot be made, in the words of the moment's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from officinal.shop.models import Product

_PAUSED = {
    "customer": gettext_noop("You paused it."),
    "staff": gettext_noop("We paused it."),
    "declined": gettext_noop("It is paused, as the card could not be charged."),
    "unpaid": gettext_noop("It is paused, as an invoice was not paid in time."),
    "gone": gettext_noop("It is paused, as the product is not sold any more."),
    "no_price": gettext_noop("It is paused, as the product has no price at the moment."),
    "not_sent_there": gettext_noop("It is paused, as we do not send to this address any more."),
}
_ENDED = {
    "customer": gettext_noop("You ended it."),
    "staff": gettext_noop("We ended it."),
    "with_order": gettext_noop("It ended with the order that it began with."),
}
_OF_OTHERS = {
    ("paused", "customer"): gettext_noop("The customer paused it."),
    ("paused", "staff"): gettext_noop("Staff paused it."),
    ("ended", "customer"): gettext_noop("The customer ended it."),
    ("ended", "staff"): gettext_noop("Staff ended it."),
}
"""as it is said to staff"""
_PLAIN = {
    "started": gettext_noop("It began."),
    "due": gettext_noop("A delivery was due."),
    "ordered": gettext_noop("A delivery was ordered."),
    "renewed": gettext_noop("A delivery was paid."),
    "not_renewed": gettext_noop("A delivery was not paid for."),
    "declined": gettext_noop("The card was declined."),
    "called_off": gettext_noop("A delivery was called off."),
    "waiting": gettext_noop("The product was out of stock; the delivery waits."),
    "left_out": gettext_noop("The product was out of stock; the delivery was left out."),
    "skipped": gettext_noop("A delivery was left out."),
    "unskipped": gettext_noop("A delivery was taken back in."),
    "resumed": gettext_noop("It goes on."),
    "address": gettext_noop("The address was changed."),
    "card": gettext_noop("The card was changed."),
    "out_of_stock": gettext_noop("It was changed what we do when the product is out of stock."),
}
_REFUSED = {
    "ended": gettext_noop("This subscription has ended, so nothing of it can be changed."),
    "too_late": gettext_noop(
        "Too late: this delivery is ordered already. You can call its order off until it is packed."
    ),
    "cadence": gettext_noop("A delivery can come every 7 to 365 days."),
    "quantity": gettext_noop("We cannot send so many at once."),
    "day": gettext_noop("Give a day after today, and within a year."),
    "product": gettext_noop("Choose another product that is sold by subscription."),
    "not_sent_there": gettext_noop("We do not send there."),
    "gone": gettext_noop("The product is not sold any more. Choose another one, then it can go on."),
    "no_answer": gettext_noop("The payment service does not answer. Please try again in some minutes."),
    "too_often": gettext_noop("This was tried very often within an hour. Please wait."),
    "no_card": gettext_noop("No card was saved. Please try again."),
}


def refused(code: str) -> str:
    """Why a change was not made."""
    return _(_REFUSED[code]) if code in _REFUSED else ""


def why_paused(why: str) -> str:
    """Why a subscription is paused."""
    return _(_PAUSED.get(why, _PAUSED["staff"]))


def happened(kind: str, detail: Mapping[str, Any], *, to_staff: bool = False) -> str:
    """What an event tells, as a sentence to the customer, or to staff."""
    if to_staff and (kind, detail.get("why")) in _OF_OTHERS:
        return _(_OF_OTHERS[kind, detail["why"]])
    if kind == "paused":
        return why_paused(detail.get("why", ""))
    if kind == "ended":
        return _(_ENDED.get(detail.get("why", ""), _ENDED["staff"]))
    if kind in _PLAIN:
        return _(_PLAIN[kind])
    return _changed(kind, detail) or kind


def _changed(kind: str, detail: Mapping[str, Any]) -> str:
    if kind == "cadence":
        return ngettext(
            "It comes every %(days)s day.", "It comes every %(days)s days.", detail["after"]
        ) % {"days": detail["after"]}  # fmt: skip
    if kind == "quantity":
        return _("%(number)s come with each delivery.") % {"number": detail["after"]}
    if kind == "product":
        product = Product.objects.only("name", "brand").filter(pk=detail["after"]).first()
        return _("%(product)s comes from now on.") % {"product": product or "–"}
    if kind == "told":
        day = date_format(dt.date.fromisoformat(detail["day"]))
        return _("We wrote that the next delivery comes on %(day)s.") % {"day": day}
    return ""
