# SPDX-License-Identifier: Apache-2.0
"""Can this be bought, so many of it, once or by subscription, and at which price: one answer for every page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from officinal.shop.models import Product
from officinal.shop.money.amount import percent_off

LEAST_DAYS, MOST_DAYS = 7, 365
"""between two deliveries of a subscription"""
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it can be bought, and if not, why: `gone`, `no_price`, `not_by_subscription`, `out_of_stock`, `fewer`."""

    why_not: str = ""
    can_have: int = 0
    """how many there are"""
    price: Decimal | None = None
    """of one, before the discount"""
    percent_off: Decimal = NOTHING

    @property
    def yes(self) -> bool:
        """Whether it can be bought."""
        return not self.why_not

    def one(self, currency: str) -> Decimal:
        """What one costs after the discount."""
        assert self.price is not None
        return percent_off(self.price, self.percent_off, currency) if self.percent_off else self.price


def answer(product: Product, quantity: int, every_days: int | None, *, available: int) -> Answer:
    """The answer for a quantity of a product; `every_days` for a subscription."""
    by_subscription = every_days is not None
    off = (product.subscribe_percent_off or NOTHING) if by_subscription else NOTHING
    if not product.published:
        why = "gone"
    elif product.price is None:
        why = "no_price"
    elif by_subscription and product.subscribe_percent_off is None:
        why = "not_by_subscription"
    elif available <= 0:
        why = "out_of_stock"
    elif available < quantity:
        why = "fewer"
    else:
        why = ""
    return Answer(why, max(available, 0), product.price, off)
