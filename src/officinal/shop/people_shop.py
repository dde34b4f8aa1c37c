# SPDX-License-Identifier: Apache-2.0
"""What orders, subscriptions, requests and messages keep about somebody with an account: listed, given, forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language

from officinal.shop.forgetting import forget_customer, of_customer
from officinal.shop.models import Cart, Message, Order, RestockRequest, Subscription
from officinal.shop.money.written import price
from officinal.shop.people import Keeper, Records, Row, register

_MOST = 100
"""of each, in the account; the file has all"""


def records(user: User) -> Records:
    """What the account page lists, the newest first."""
    language, mine = get_language() or "en", of_customer(user.email, user)
    orders = Order.objects.filter(mine).defer("quote").order_by("-pk")[:_MOST]
    subscriptions = Subscription.objects.filter(mine).select_related("product").order_by("-pk")[:_MOST]
    return Records(
        orders=[
            Row(
                each.number, reverse("order", args=[each.token]), each.get_state_display(), each.placed_at,
                price(each.total, each.currency, language),
            )
            for each in orders
        ],
        subscriptions=[
            Row(f"{each.quantity} × {each.product}", _page_of(each), each.get_state_display(), each.next_on)
            for each in subscriptions
        ],
    )  # fmt: skip


def _page_of(held: Subscription) -> str:
    try:
        return reverse("subscription", args=[held.token])
    except NoReverseMatch:
        return reverse("order", args=[held.first_order.token])


def given(email: str, user: User | None = None) -> dict[str, Any]:
    """All that is kept of somebody, by their address and their account, as JSON has it."""
    mine = of_customer(email, user)
    orders = Order.objects.filter(mine).prefetch_related("lines", "events", "attempts__refunds").order_by("pk")
    subscriptions = Subscription.objects.filter(mine).select_related("product").prefetch_related("events")
    requests = RestockRequest.objects.filter(email__iexact=email).select_related("product") if email else []
    messages = Message.objects.filter(to__iexact=email).order_by("pk") if email else []
    return {
        "orders": [_order(each) for each in orders],
        "subscriptions": [_subscription(each) for each in subscriptions.order_by("pk")],
        "asked_to_be_told": [
            {"product": str(each.product), "asked": _at(each.asked_at), "state": each.state} for each in requests
        ],
        "messages": [{"kind": each.kind, "state": each.state, "written": _at(each.created_at)} for each in messages],
        "carts": [
            [{"product": str(line.product), "quantity": line.quantity, "every_days": line.every_days} for line in cart.lines.all()]
            for cart in (Cart.objects.filter(user=user) if user else [])
        ],
    }  # fmt: skip


def _order(order: Order) -> dict[str, Any]:
    """All of an order but what staff wrote for each other, and the secret of its link."""
    return {
        "number": order.number, "state": order.state, "email": order.email, "address": order.address,
        "note": order.note, "language": order.language, "paid_by": order.gateway, "placed": _at(order.placed_at),
        "paid_on": _at(order.paid_at), "shipped_on": _at(order.shipped_at), "tracking": order.tracking,
        "currency": order.currency, "total": str(order.total), "paid": str(order.paid), "refunded": str(order.refunded),
        "reckoning": order.quote,
        "lines": [
            {"product": line.name, "quantity": line.quantity, "total": str(line.total), "every_days": line.every_days}
            for line in order.lines.all()
        ],
        "payments": [
            {"state": each.state, "amount": str(each.amount), "began": _at(each.started_at)}
            for each in order.attempts.all()
        ],
        "refunds": [
            {"state": back.state, "amount": str(back.amount), "at": _at(back.at)}
            for each in order.attempts.all() for back in each.refunds.all()
        ],
        "what_happened": [{"what": each.kind, "at": _at(each.at)} for each in order.events.all()],
    }  # fmt: skip


def _subscription(held: Subscription) -> dict[str, Any]:
    return {
        "product": str(held.product), "quantity": held.quantity, "every_days": held.every_days, "state": held.state,
        "email": held.email, "address": held.address, "price": str(held.unit_price), "currency": held.currency,
        "percent_off": str(held.percent_off), "price_promised_until": str(held.price_until), "card": held.method_words,
        "next_delivery": str(held.next_on) if held.next_on else None, "started": _at(held.started_at),
        "ended": _at(held.ended_at),
        "what_happened": [{"what": each.kind, "at": _at(each.at)} for each in held.events.all()],
    }  # fmt: skip


def _at(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _give(user: User) -> dict[str, Any]:
    return given(user.email, user)


def _forget(user: User) -> None:
    forget_customer(user.email, user, now=timezone.now())


def keep_for_people() -> None:
    """Let the shop be asked about people; called when it starts."""
    register(Keeper("shop", give=_give, forget=_forget))
