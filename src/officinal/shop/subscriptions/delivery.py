# SPDX-License-Identifier: Apache-2.0
"""The next delivery of a subscription: what is in it, how it is sent, and what all of it will come to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from officinal.errors import AskedForUnknown, MoneyError
from officinal.shop.models import Product, Subscription
from officinal.shop.money.books import shipping_book
from officinal.shop.money.quote import Quote
from officinal.shop.orders.place import Customer, Item, Terms, forecast, ways
from officinal.shop.payments.registry import gateway
from officinal.shop.seller import seller
from officinal.shop.subscriptions.periods import patience
from officinal.shop.subscriptions.price import Price, price_for


def item(held: Subscription, product: Product, price: Price) -> Item:
    """So many of a product, at a price that is given and not looked up."""
    return Item(product, held.quantity, held.every_days, price=price.unit, percent_off=price.percent)


def customer(held: Subscription) -> Customer:
    """Who gets it, and where it goes."""
    return Customer(email=held.email, address=held.address, language=held.language, user=held.user)


def is_sent_there(held: Subscription) -> bool:
    """Whether parcels go to its address at all."""
    try:
        to = customer(held).to
    except AskedForUnknown:
        return False
    return any(to.within(code) for zone in shipping_book().zones for code in zone.places)


def way(held: Subscription, what: Item, *, now: dt.datetime) -> str:
    """How it is sent: as the first order was, or the cheapest way where that one is no more. Raises `AskedForUnknown`."""
    offered = ways([what], customer(held).to, now=now)
    usual = held.first_order.quote.get("shipping", {}).get("method")
    if usual in {each.method for each in offered}:
        return str(usual)
    return min(offered, key=lambda each: each.amount).method


def terms(held: Subscription, number: int, shipping: str) -> Terms:
    """On which terms the order of a delivery is placed; its key is the delivery's."""
    keep = None if gateway(held.gateway).by_hand else patience(seller().retry_after_days)
    return Terms(
        gateway=held.gateway, shipping=shipping, key=f"renewal-{held.pk}-{number}", subscription=held, keep=keep
    )


def reckoning(held: Subscription, *, now: dt.datetime) -> Quote | None:
    """What the next delivery comes to by the rates of today, in stock or not; None where it cannot be told."""
    day = held.next_on or timezone.localdate(now)
    what = item(held, held.product, price_for(held, day))
    try:
        return forecast([what], customer(held).to, way(held, what, now=now), now=now)
    except (AskedForUnknown, MoneyError):
        return None


def together(held: Subscription, *, now: dt.datetime) -> Decimal | None:
    """The total of the next delivery."""
    quoted = reckoning(held, now=now)
    return None if quoted is None else quoted.total
