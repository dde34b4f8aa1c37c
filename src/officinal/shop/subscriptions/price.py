# SPDX-License-Identifier: Apache-2.0
"""What one costs by a subscription: as promised, or as the product's page says today where that is less."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from officinal.shop.models import Product, Subscription
from officinal.shop.money.amount import percent_off


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one before the discount, and the discount."""

    unit: Decimal
    percent: Decimal
    currency: str

    @property
    def one(self) -> Decimal:
        """What one costs after the discount."""
        return percent_off(self.unit, self.percent, self.currency)


def promised(held: Subscription) -> Price:
    """The price that the customer was told."""
    return Price(held.unit_price, held.percent_off, held.currency)


def of_the_day(held: Subscription, product: Product) -> Price | None:
    """What the product costs by subscription today; a product that is subscribed to no more keeps this one's percent.

    None where it has no price, or none in the subscription's currency.
    """
    if product.price is None or product.currency != held.currency:
        return None
    percent = product.subscribe_percent_off
    return Price(product.price, held.percent_off if percent is None else percent, held.currency)


def price_for(held: Subscription, day: dt.date) -> Price:
    """What one costs when a delivery is due on a day: never more than was promised for it, nor than today's price."""
    today = of_the_day(held, held.product)
    if today is None:
        return promised(held)
    if day > held.price_until:
        return today
    return min(promised(held), today, key=lambda each: each.one)


def price_of_swap(held: Subscription, other: Product) -> Price | None:
    """What one of the product sent instead costs: its own price, less the subscription's percent."""
    if other.price is None or other.currency != held.currency:
        return None
    return Price(other.price, held.percent_off, held.currency)
