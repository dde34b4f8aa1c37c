# SPDX-License-Identifier: Apache-2.0
"""What happened to an order, in the reader's language: all of it for staff, what concerns them for the customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from officinal.shop.models import Order, OrderEvent
from officinal.shop.money.written import price
from officinal.shop.payments import why

_REASONS: dict[str, str] = {
    "by the customer": gettext_noop("by the customer"),
    "nobody paid in time": gettext_noop("nobody paid in time"),
    "money given back": gettext_noop("money given back"),
    "gone": gettext_noop("the products were gone when the money came"),
    "cancelled": gettext_noop("it had been called off before the money came"),
    "wrong_amount": gettext_noop("another amount was paid than was asked for"),
    "paid_again": gettext_noop("it was paid a second time"),
    "elsewhere": gettext_noop("made at the payment service itself"),
}
"""reasons that the shop itself gives"""

_FOR_STAFF: dict[str, str] = {
    "placed": gettext_noop("Placed, for %(amount)s"),
    "paid": gettext_noop("Paid: %(amount)s"),
    "marked_paid": gettext_noop("Marked as paid"),
    "payment_failed": gettext_noop("A payment failed"),
    "paid_in_vain": gettext_noop("Paid in vain: the money goes back"),
    "paid_wrongly": gettext_noop("Another amount came than was asked for: %(amount)s"),
    "paid_again": gettext_noop("Paid a second time: %(amount)s"),
    "pays_otherwise": gettext_noop("The customer chose another way to pay"),
    "packed": gettext_noop("Packed"),
    "shipped": gettext_noop("Handed over"),
    "cancelled": gettext_noop("Called off"),
    "expired": gettext_noop("Dropped"),
    "refund_owed": gettext_noop("To be given back: %(amount)s"),
    "refunded": gettext_noop("Given back: %(amount)s"),
    "refund_failed": gettext_noop("Could not be given back: %(amount)s"),
    "refunded_elsewhere": gettext_noop("Given back at the payment service: %(amount)s"),
    "refund_too_much": gettext_noop("More was given back at the payment service than was paid: %(amount)s"),
    "refund_let_be": gettext_noop("A refund that failed is let be: %(amount)s"),
    "disputed": gettext_noop("The customer's bank disputes the payment: %(amount)s"),
    "dispute_kept": gettext_noop("The dispute is over, and the money stays with you: %(amount)s"),
    "dispute_taken": gettext_noop("The dispute is over, and not in your favour: %(amount)s"),
    "returned": gettext_noop("Units came back"),
    "note": gettext_noop("Note"),
    "forget_asked": gettext_noop("The customer asked to be forgotten"),
    "forgotten": gettext_noop("Name, address and e-mail were taken off"),
}
_FOR_CUSTOMERS: dict[str, str] = {
    "placed": gettext_noop("You ordered"),
    "paid": gettext_noop("Your payment came: %(amount)s"),
    "paid_again": gettext_noop("You paid a second time; we give that back: %(amount)s"),
    "paid_wrongly": gettext_noop("Another amount came than the order costs; we give it back: %(amount)s"),
    "packed": gettext_noop("We packed it"),
    "shipped": gettext_noop("It was handed over for delivery"),
    "cancelled": gettext_noop("It was called off"),
    "expired": gettext_noop("No payment came in time, so the products went back on the shelf"),
    "refund_owed": gettext_noop("We give back %(amount)s"),
    "refunded": gettext_noop("Given back: %(amount)s"),
    "refunded_elsewhere": gettext_noop("Given back: %(amount)s"),
    "returned": gettext_noop("What you sent back is here"),
}
_DETAILS: dict[str, Callable[[Any], str]] = {
    "why": lambda word: why.sentence(reason(word)),
    "reason": lambda words: reason(words),
    "tracking": lambda number: _("tracking number %(number)s") % {"number": number} if number else "",
    "units": lambda units: _units(units),
    "answer_by": lambda moment: _("to be answered by %(day)s") % {"day": _day(moment)},
    "note": str,
    "text": str,
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened."""

    words: str
    at: dt.datetime
    detail: str = ""
    by: str = ""
    kind: str = ""


def reason(words: str) -> str:
    """A reason as it was written; those that the shop itself gives, in the reader's language."""
    return _(_REASONS[words]) if words in _REASONS else words


def for_staff(event: OrderEvent, currency: str) -> Step:
    """What happened, whole. What is not known by a sentence is told by its word."""
    details = [say(event.detail[name]) for name, say in _DETAILS.items() if event.detail.get(name)]
    by = (event.by.email or event.by.get_username()) if event.by else ""
    words = _say(_FOR_STAFF.get(event.kind, event.kind), event.detail, currency)
    return Step(words, event.at, "; ".join(filter(None, details)), by, event.kind)


def for_customer(order: Order) -> list[Step]:
    """What concerns the customer, in the order in which it happened; nothing that staff wrote for each other."""
    events = [each for each in order.events.all() if each.kind in _FOR_CUSTOMERS]
    over = {each.detail.get("refund") for each in order.events.all() if each.kind in ("refunded", "refund_failed")}
    steps = []
    for each in events:
        if each.kind == "refund_owed" and each.detail.get("refund") in over:
            continue  # what was given back, or could not be, is announced no more
        tracking = _DETAILS["tracking"](each.detail.get("tracking")) if each.kind == "shipped" else ""
        words = _say(_FOR_CUSTOMERS[each.kind], each.detail, order.currency)
        steps.append(Step(words, each.at, tracking, kind=each.kind))
    return steps


def _say(sentence: str, detail: Mapping[str, Any], currency: str) -> str:
    amount = detail.get("amount") or detail.get("total") or "0"
    return _(sentence) % {"amount": price(Decimal(amount), currency, get_language() or "en")}


def _day(moment: str) -> str:
    return timezone.localdate(dt.datetime.fromisoformat(moment)).isoformat()


def _units(units: Any) -> str:
    number = sum(units.values()) if isinstance(units, dict) else int(units)
    return ngettext("%(n)s unit", "%(n)s units", number) % {"n": number}
