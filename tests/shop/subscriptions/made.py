# SPDX-License-Identifier: Apache-2.0
"""Subscriptions for the tests, begun by an order that was paid, and the days on which the clock is run."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

from tests.shop.subscriptions.bank import THE

from officinal.shop.models import Cycle, Message, Order, Product, Subscription
from officinal.shop.orders.expire import expire_unpaid
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.payments import audit as money
from officinal.shop.payments.attempts import begin, mark_paid, settle
from officinal.shop.payments.reconcile import reconcile
from officinal.shop.stock import audit as stock
from officinal.shop.stock.receive import receive
from officinal.shop.stock.sweep import sweep
from officinal.shop.subscriptions import audit as subscriptions
from officinal.shop.subscriptions.remind import remind
from officinal.shop.subscriptions.renew import renew_due
from officinal.shop.subscriptions.resume import resume_due

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ADDRESS = {
    "name": "Camille Roy", "line1": "12 rue Test", "line2": "", "city": "Montréal", "province": "QC",
    "postal_code": "H2X 1Y4", "country": "CA",
}  # fmt: skip
_number = itertools.count()


def product(units: int = 20, *, price: str = "24.90", percent: int | None = 20, name: str = "Magnesium") -> Product:
    """A product that is sold by subscription."""
    made = Product.objects.create(
        slug=f"subscribed-{next(_number)}", name=name, label_json="{}", price=Decimal(price),
        subscribe_percent_off=percent,
    )  # fmt: skip
    if units:
        receive(made, units, now=NOW)
    made.refresh_from_db()
    return made


def subscribed(
    to: Product, *, card: str = "good", every: int = 30, quantity: int = 1, by_hand: bool = False,
    now: dt.datetime = NOW, **more: object,
) -> Subscription:  # fmt: skip
    """A subscription whose first order is paid; the first jar of it is taken from the shelf."""
    kind = "manual" if by_hand else "bank"
    terms = Terms(gateway=kind, shipping="standard", key=f"form-{next(_number)}")
    order = place([Item(to, quantity, every)], Customer("camille@example.com", ADDRESS), terms, now=now)
    attempt, _ = begin(order, now=now)
    assert attempt is not None
    if by_hand:
        mark_paid(order, now=now, by=None)
    else:
        settle(attempt, THE.pays(attempt, card), now=now)
    made = Subscription.objects.get(first_order=order)
    for name, value in more.items():
        setattr(made, name, value)
    made.save()
    return made


def on(day: int, hour: int = 12) -> dt.datetime:
    """So many days after the first order."""
    return NOW.replace(hour=hour) + day * DAY


def tick(now: dt.datetime) -> None:
    """The clock is run: what of it concerns subscriptions, in the shop's order."""
    reconcile(now=now)
    expire_unpaid(now=now)
    sweep(now=now)
    resume_due(now=now)
    remind(now=now)
    renew_due(now=now)


def fresh(held: Subscription) -> Subscription:
    """As it stands."""
    return Subscription.objects.get(pk=held.pk)


def cycle(held: Subscription, number: int = 1) -> Cycle:
    """One of its deliveries."""
    return Cycle.objects.get(subscription=held, number=number)


def renewals(held: Subscription) -> list[Order]:
    """The orders of its deliveries after the first."""
    return list(held.orders.order_by("pk"))


def told(held: Subscription) -> list[str]:
    """The kinds of what its customer was told, in order, after the first."""
    kinds = Message.objects.filter(to=held.email).order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if kind not in ("subscription_started", "order_paid", "order_placed")]


def happened(held: Subscription) -> list[str]:
    """The kinds of its events."""
    return list(held.events.values_list("kind", flat=True))


def charges(held: Subscription) -> list[Decimal]:
    """What the bank took for its renewals."""
    return [amount for order in renewals(held) for amount in THE.charged(order.token)]


def sound() -> None:
    """Stock, money and subscriptions agree."""
    assert [*money.audit(), *stock.audit(), *subscriptions.audit()] == []
