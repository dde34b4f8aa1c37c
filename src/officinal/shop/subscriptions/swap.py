# SPDX-License-Identifier: Apache-2.0
"""Another product comes from the next delivery on, at the price of the day, which is promised anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from officinal.shop.catalogue.search import find, shown
from officinal.shop.models import Product, Subscription
from officinal.shop.seller import seller
from officinal.shop.subscriptions.change import CannotChange, changing
from officinal.shop.subscriptions.log import changed

AT_ONCE = 20
"""products that are offered to choose from"""


def swap(key: int, product: Product, *, now: dt.datetime, by: Any = None) -> None:
    """Let another product come instead; quantity and cadence stay. Raises `CannotChange`."""
    with changing(key) as held:
        if held.product_id == product.pk:
            return
        offered = by_subscription(held).filter(pk=product.pk).first()
        if offered is None or offered.price is None or offered.subscribe_percent_off is None:
            raise CannotChange("product", f"{product} is not sold by subscription in {held.currency}")
        before, held.product = held.product_id, offered
        held.unit_price, held.percent_off = offered.price, offered.subscribe_percent_off
        held.price_until = timezone.localdate(now) + dt.timedelta(days=seller().price_promise_days)
        if held.swap_to_id == offered.pk:
            held.swap_to, held.out_of_stock = None, Subscription.OutOfStock.WAIT
        held.save(
            update_fields=["product", "unit_price", "percent_off", "price_until", "swap_to", "out_of_stock"]
        )  # fmt: skip
        changed(held, "product", now=now, by=by, before=before, after=offered.pk)


def by_subscription(held: Subscription) -> QuerySet[Product]:
    """What can come by this subscription: shown, with a price in its currency, and sold by subscription."""
    return shown().filter(currency=held.currency, price__isnull=False, subscribe_percent_off__isnull=False)


def instead(held: Subscription, words: str) -> list[Product]:
    """Products to choose from, in place of its own: what the words mean, or what there is; those in stock first."""
    others = by_subscription(held).exclude(pk=held.product_id).defer("search_text", "label_json", "dossiers")
    if not words.strip():
        return list(others.order_by("-in_stock", "name", "pk")[:AT_ONCE])
    keys = find(words)
    meant = {each.pk: each for each in others.filter(pk__in=keys)}
    return [meant[key] for key in keys if key in meant][:AT_ONCE]
