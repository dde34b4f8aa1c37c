# SPDX-License-Identifier: Apache-2.0
"""The words of a message, in its language, as text and as HTML, from one template: `templates/mail/<kind>.txt`.

Its first line is the subject. A paragraph that begins with → is a link: the words, then the address after a bar. A line
[order] stands for the order's reckoning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from officinal.errors import OfficinalError
from officinal.shop.models import Message, Order, Refund, RestockRequest, Subscription
from officinal.shop.money.quote import from_dict
from officinal.shop.money.written import price
from officinal.shop.seller import seller

_LINK = re.compile(r"→ (?P<words>[^|]+) \| (?P<address>\S+)")
_SPACES = re.compile(r" {2,}")
_ORDER = "[order]"
_MONEY = ("one", "total", "was")
"""of what a message is about: amounts, in the subscription's currency"""


class Gone(OfficinalError):
    """What a message tells of is no more."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message ready to be sent."""

    subject: str
    text: str
    html: str
    host: str
    leave: str
    """the address that ends such messages with one click; empty for those that belong to an order"""


def written(message: Message) -> Mail:
    """Write a message. Raises `Gone` where what it tells of is no more."""
    with override(message.language):
        context = _context(message)
        subject, _, body = render_to_string(f"mail/{message.kind}.txt", context).strip().partition("\n")
        paragraphs = [_SPACES.sub(" ", each.strip()) for each in re.split(r"\n\s*\n", body.strip()) if each.strip()]
        reckoning = render_to_string("mail/reckoning.txt", context).strip() if "order" in context else ""
        text = "\n\n".join(_plain(each, reckoning if each == _ORDER else "") for each in paragraphs)
        html = render_to_string(
            "mail/base.html", context | {"subject": subject, "blocks": [_block(each) for each in paragraphs]}
        )
        return Mail(subject.strip(), f"{text}\n\n-- \n{_signature()}\n", html, _host(), context.get("leave", ""))


def address(name: str, *args: str) -> str:
    """The whole address of a page."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def _host() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def _plain(paragraph: str, reckoning: str) -> str:
    if reckoning:
        return reckoning
    link = _LINK.fullmatch(paragraph)
    return f"{link['words']}:\n{link['address']}" if link else paragraph


def _block(paragraph: str) -> dict[str, str]:
    if paragraph == _ORDER:
        return {"is": "order"}
    link = _LINK.fullmatch(paragraph)
    if link:
        return {"is": "link", "words": link["words"], "address": link["address"]}
    return {"is": "text", "words": paragraph}


def _signature() -> str:
    return "\n".join([seller().name, *seller().address])


def _context(message: Message) -> dict[str, Any]:
    about = {name: Decimal(value) if name in _MONEY and value else value for name, value in message.about.items()}
    context: dict[str, Any] = {"about": about, "seller": seller(), "home": address("home")}
    for name, read in _READ.items():
        if name in message.about:
            context |= read(message.about[name])
    return context


def _order(key: int) -> dict[str, Any]:
    order = Order.objects.prefetch_related("lines__product").filter(pk=key).first()
    if order is None:
        raise Gone(f"order {key} is no more")
    how = seller().how_to_pay.in_(order.language)
    return {
        "order": order,
        "quote": from_dict(order.quote),
        "link": address("order", order.token),
        "pay": address("pay", order.token),
        "how_to_pay": how.format(number=order.number, total=price(order.total, order.currency, order.language)),
        "subscriptions": [
            {"of": each, "link": address("subscription", each.token)}
            for each in order.begun_subscriptions.select_related("product")
        ],
    }


def _subscription(key: int) -> dict[str, Any]:
    held = Subscription.objects.select_related("product").filter(pk=key).first()
    if held is None:
        raise Gone(f"subscription {key} is no more")
    return {
        "subscription": held,
        "manage": address("subscription", held.token),
        "card": address("subscription_card", held.token),
        "product_link": address("product", held.product.slug),
    }


def _request(key: int) -> dict[str, Any]:
    asked = RestockRequest.objects.select_related("product").filter(pk=key).first()
    if asked is None:
        raise Gone("the request was withdrawn")
    return {
        "product": asked.product,
        "product_link": address("product", asked.product.slug),
        "confirm": address("restock_confirm", asked.token),
        "leave": address("restock_leave", asked.token),
    }


def _refund(key: int) -> dict[str, Any]:
    found = Refund.objects.filter(pk=key).first()
    if found is None:
        raise Gone(f"refund {key} is no more")
    return {"refund": found}


_READ: dict[str, Callable[[int], dict[str, Any]]] = {
    "order": _order,
    "subscription": _subscription,
    "request": _request,
    "refund": _refund,
}
"""what a message is about, and how it is read"""
