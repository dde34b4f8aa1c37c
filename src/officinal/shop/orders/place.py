# SPDX-License-Identifier: Apache-2.0
"""An order is placed here: reckoned anew, held against what the customer saw, its units held for them, all or nothing.

The key of the form (or of the renewal) is the order's: sent twice, it places one order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from officinal.errors import OfficinalError
from officinal.shop.cart.answer import Answer, answer
from officinal.shop.mail.outbox import tell
from officinal.shop.models import LabelVersion, Order, OrderLine, Product, Subscription
from officinal.shop.money.books import TaxClass
from officinal.shop.money.line import Line, priced
from officinal.shop.money.place import Place
from officinal.shop.money.place import place as to_place
from officinal.shop.money.quote import Quote, quote, to_dict
from officinal.shop.money.shipping import Shipping, shipping_options
from officinal.shop.orders.log import log
from officinal.shop.payments.registry import gateway
from officinal.shop.seller import seller
from officinal.shop.stock.available import available
from officinal.shop.stock.hold import hold
from officinal.shop.stock.rows import Quantities

ADDRESS = ("name", "line1", "line2", "city", "province", "postal_code", "country")


class CannotPlace(OfficinalError):
    """An order that cannot be placed as it stands: `why` says it of each product that stands against it."""

    def __init__(self, why: dict[int, Answer]) -> None:
        super().__init__("some of these products cannot be ordered as asked")
        self.why = why


class Changed(OfficinalError):
    """What it costs is no more what the customer saw; `quote` is what it costs now."""

    def __init__(self, now: Quote) -> None:
        super().__init__("the price changed since it was shown")
        self.quote = now


@dataclass(frozen=True, slots=True)
class Item:
    """So many of a product, once or every so many days."""

    product: Product
    quantity: int
    every_days: int | None = None
    price: Decimal | None = None
    """a promised price, in place of the product's own"""
    percent_off: Decimal | None = None

    def answer(self, there: int) -> Answer:
        """Whether it can be bought, and for how much."""
        found = answer(self.product, self.quantity, self.every_days, available=there)
        if self.price is None:
            return found
        why = "" if found.why_not == "not_by_subscription" else found.why_not
        return Answer(why, found.can_have, self.price, self.percent_off or Decimal(0))


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders, and where it goes."""

    email: str
    address: dict[str, str]
    language: str = "en"
    note: str = ""
    user: Any = None

    @property
    def to(self) -> Place:
        """Where it goes, as far as taxes and delivery need to know. Raises `AskedForUnknown`."""
        return to_place(self.address.get("country") or "CA", self.address.get("province", ""))


@dataclass(frozen=True, slots=True)
class Terms:
    """How it is paid and delivered, and what the customer saw that it costs."""

    gateway: str
    shipping: str
    key: str
    seen: str | None = None
    """the digest of the quote that the customer saw; None: they saw none, as with a renewal"""
    subscription: Subscription | None = None
    keep: dt.timedelta | None = None
    """how long its units are held for it; None: as long as the gateway usually takes"""


def wanted(items: Sequence[Item]) -> Quantities:
    """How many of each product, over all lines."""
    units: Quantities = {}
    for item in items:
        units[item.product.pk] = units.get(item.product.pk, 0) + item.quantity
    return units


def answers(items: Sequence[Item], *, now: dt.datetime) -> list[Answer]:
    """Whether each can be bought; two lines of one product share what there is."""
    units = wanted(items)
    there = available(units, now=now)
    return [item.answer(there[item.product.pk] - units[item.product.pk] + item.quantity) for item in items]


def _lines(items: Sequence[Item], found: Sequence[Answer]) -> list[Line]:
    return [
        Line(
            sku=item.product.slug if item.every_days is None else f"{item.product.slug}+{item.every_days}",
            name=str(item.product), quantity=item.quantity, unit_price=each.price or Decimal(0),
            percent_off=each.percent_off, tax_class=cast(TaxClass, item.product.tax_class), weight_g=item.product.weight_g,
        )
        for item, each in zip(items, found, strict=True)
    ]  # fmt: skip


def ways(items: Sequence[Item], to: Place, *, now: dt.datetime) -> tuple[Shipping, ...]:
    """The ways to deliver there and what each costs, as if all of it were there. Raises `AskedForUnknown`."""
    currency = items[0].product.currency
    costed = [priced(line, currency) for line in _lines(items, [item.answer(item.quantity) for item in items])]
    return shipping_options(costed, to=to, on=timezone.localdate(now), currency=currency)


def reckon(items: Sequence[Item], to: Place, shipping: str, *, now: dt.datetime) -> Quote:
    """What it costs now. Raises `CannotPlace`, `AskedForUnknown`, `MoneyError`."""
    found = answers(items, now=now)
    against = {item.product.pk: each for item, each in zip(items, found, strict=True) if not each.yes}
    if against or not items:
        raise CannotPlace(against)
    return _quoted(items, found, to, shipping, now=now)


def forecast(items: Sequence[Item], to: Place, shipping: str, *, now: dt.datetime) -> Quote:
    """What it would cost if all of it were there. Raises `AskedForUnknown`, `MoneyError`."""
    return _quoted(items, [item.answer(item.quantity) for item in items], to, shipping, now=now)


def _quoted(items: Sequence[Item], found: Sequence[Answer], to: Place, shipping: str, *, now: dt.datetime) -> Quote:
    return quote(
        _lines(items, found), to=to, on=timezone.localdate(now), shipping_choice=shipping,
        registrations=seller().registrations, currency=items[0].product.currency,
    )  # fmt: skip


def place(items: Sequence[Item], customer: Customer, terms: Terms, *, now: dt.datetime) -> Order:
    """Place an order and hold its units; the one that was placed already where the key is known.

    Raises `CannotPlace`, `Changed`, `NotEnough`; then nothing is written.
    """
    if known := Order.objects.filter(key=terms.key).first():
        return known
    quoted = reckon(items, customer.to, terms.shipping, now=now)
    if terms.seen is not None and terms.seen != quoted.digest:
        raise Changed(quoted)
    try:
        with transaction.atomic():
            return _write(items, customer, terms, quoted, now=now)
    except IntegrityError:
        if known := Order.objects.filter(key=terms.key).first():
            return known  # the same form, a moment earlier
        raise


def _write(items: Sequence[Item], customer: Customer, terms: Terms, quoted: Quote, *, now: dt.datetime) -> Order:
    by_hand = gateway(terms.gateway).by_hand
    usual = dt.timedelta(days=seller().pay_within_days) if by_hand else dt.timedelta(minutes=seller().hold_minutes)
    time_to_pay = usual if terms.keep is None else terms.keep
    order = Order.objects.create(
        key=terms.key, user=customer.user, email=customer.email, language=customer.language,
        address={name: customer.address.get(name, "") for name in ADDRESS}, note=customer.note, gateway=terms.gateway,
        currency=quoted.currency, subtotal=quoted.goods, shipping=quoted.shipping.amount, tax=quoted.tax_total,
        total=quoted.total, quote=to_dict(quoted), subscription=terms.subscription, placed_at=now,
        pay_by=now + time_to_pay,
    )  # fmt: skip
    versions = _versions(items)
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, product=item.product, name=line.name, quantity=line.quantity, unit_price=line.unit_price,
            percent_off=line.percent_off, total=line.total, label_version=versions.get(item.product.pk, 0),
            every_days=None if terms.subscription else item.every_days,
        )
        for item, line in zip(items, quoted.lines, strict=True)
    )  # fmt: skip
    hold(order, wanted(items), until=now + time_to_pay, now=now)
    log(order, "placed", now=now, total=str(order.total))
    if by_hand:
        tell(
            "order_placed",
            key=f"order-placed-{order.pk}",
            to=order.email,
            language=order.language,
            order=order.pk,
            now=now,
        )
    return order


def _versions(items: Sequence[Item]) -> dict[int, int]:
    found = LabelVersion.objects.filter(product__in={item.product.pk for item in items})
    return dict(found.order_by("number").values_list("product_id", "number"))  # of each the newest stays
