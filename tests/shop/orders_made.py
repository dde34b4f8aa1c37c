# SPDX-License-Identifier: Apache-2.0
"""Orders that await their payment, their units held, for the tests of payments."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

from django.utils import timezone

from officinal.shop.models import Order, OrderLine, Product
from officinal.shop.money.line import Line
from officinal.shop.money.place import place
from officinal.shop.money.quote import quote, to_dict
from officinal.shop.stock.hold import hold
from officinal.shop.stock.receive import receive

NOW = timezone.now()
LATER = NOW + dt.timedelta(minutes=20)
"""after the time to pay"""
PRICE = Decimal("20.00")
_number = itertools.count()


def make_product(units: int = 5) -> Product:
    """A product with so many units."""
    made = Product.objects.create(slug=f"paid-{next(_number)}", name="Magnesium", label_json="{}", price=PRICE)
    receive(made, units, now=NOW)
    return made


def make_order(
    product: Product | None = None,
    units: int = 1,
    *,
    gateway: str = "manual",
    every_days: int | None = None,
    email: str = "buyer@example.com",
) -> Order:
    """An order of so many units at 20.00 without taxes, to be paid within a quarter of an hour."""
    of = product or make_product()
    quoted = quote(
        [Line(sku=of.slug, name="Magnesium", quantity=units, unit_price=PRICE)],
        to=place("CA", "QC"), on=NOW.date(), shipping_choice="standard", registrations={}, currency="CAD",
    )  # fmt: skip
    made = Order.objects.create(
        key=f"paid-{next(_number)}", email=email, gateway=gateway, currency="CAD", subtotal=quoted.goods,
        shipping=quoted.shipping.amount, tax=quoted.tax_total, total=quoted.total, quote=to_dict(quoted),
        placed_at=NOW, pay_by=NOW + dt.timedelta(minutes=15),
    )  # fmt: skip
    OrderLine.objects.create(
        order=made, product=of, name="Magnesium", quantity=units, unit_price=PRICE, total=quoted.goods,
        every_days=every_days,
    )  # fmt: skip
    hold(made, {of.pk: units}, until=NOW + dt.timedelta(minutes=15), now=NOW)
    return made
