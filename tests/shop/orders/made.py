# SPDX-License-Identifier: Apache-2.0
"""Orders as customers place them, with taxes and delivery, for the tests of what becomes of them."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from tests.site.conftest import magnesium, put
from tests.site.staff_desk import person

from officinal.shop.models import Order, Product
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.payments.attempts import begin, mark_paid
from officinal.shop.stock.receive import receive

_number = itertools.count()
ADDRESS = {
    "name": "Camille Roy", "line1": "12 rue Test", "line2": "", "city": "Montréal", "province": "QC",
    "postal_code": "H2X 1Y4", "country": "CA",
}  # fmt: skip


def jar(units: int = 20, *, now: dt.datetime, slug: str = "jar", **more: Any) -> Product:
    """A product with two lots, one of which expires first."""
    product = put(slug, magnesium(), units=0, subscribe_percent_off=Decimal(20), **more)
    if units:
        receive(product, units - units // 2, now=now, lot="L-LATE", expires_on=now.date() + dt.timedelta(days=900))
        receive(product, units // 2, now=now, lot="L-SOON", expires_on=now.date() + dt.timedelta(days=300))
    return product


def ordered(*items: Item, now: dt.datetime, email: str = "camille@example.com", **more: Any) -> Order:
    """An order that awaits its payment by hand."""
    customer = Customer(email, ADDRESS, **more)
    made = place(list(items), customer, Terms("manual", "standard", f"made-{next(_number)}"), now=now)
    begin(made, now=now)
    return made


def paid(*items: Item, now: dt.datetime, **more: Any) -> Order:
    """An order that is paid, its units its own."""
    made = ordered(*items, now=now, **more)
    mark_paid(made, now=now, by=None)
    made.refresh_from_db()
    return made


def order_desk(name: str, *more: str, refunds: bool = True) -> User:
    """Somebody who packs and sends; by default one who may give money back too."""
    user = person(name, "view_order", "change_order", *more)
    if refunds:
        kind = ContentType.objects.get_for_model(Order)
        right, _ = Permission.objects.get_or_create(
            content_type=kind, codename="refund_order", defaults={"name": "Can give money back"}
        )
        user.user_permissions.add(right)
    return user
