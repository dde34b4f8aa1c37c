# SPDX-License-Identifier: Apache-2.0
"""Sales tax on an order: each tax once, on the sum of what it taxes, rounded once; see docs/explanation/money.md.

    for each tax in force at the place of delivery on the day:
        goods    = the sum of the lines whose class it taxes
        delivery = the share of the delivery charge that goes with those lines
        amount   = (goods + delivery) x percent, to the cent, halves up

A shop charges only the taxes that it is registered for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from officinal.errors import AskedForUnknown
from officinal.knowledge.schema import Verified
from officinal.shop.money.amount import percent_of, split, total
from officinal.shop.money.basis import Basis, bases, least_sure
from officinal.shop.money.books import TaxBook, tax_book
from officinal.shop.money.books.taxes import Rate, Tax, Treatment
from officinal.shop.money.line import PricedLine
from officinal.shop.money.place import Place
from officinal.shop.money.words import REASONS, Words, words

Reason = Literal["not-registered", "zero-rated", "exempt"]


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A tax that is charged."""

    code: str
    name: Words
    rate: Decimal
    """in percent"""
    goods: Decimal
    delivery: Decimal
    """the part of the delivery charge that it taxes"""
    base: Decimal
    amount: Decimal
    lines: tuple[int, ...]
    """which of the order's lines it taxes, counted from 0"""
    registration: str
    """the shop's number, for the invoice"""
    basis: tuple[Basis, ...]

    @property
    def verified(self) -> Verified:
        """How we came to the least sure fact behind it."""
        return least_sure(self.basis)


@dataclass(frozen=True, slots=True)
class Untaxed:
    """A tax of the place that is not charged on some lines, and why."""

    code: str
    name: Words
    reason: Reason
    lines: tuple[int, ...]
    basis: tuple[Basis, ...]

    @property
    def why(self) -> Words:
        """The reason as a sentence."""
        return REASONS[self.reason]

    @property
    def verified(self) -> Verified:
        """How we came to the least sure fact behind it."""
        return least_sure(self.basis)


@dataclass(frozen=True, slots=True)
class Taxation:
    """What the taxes of a place come to."""

    charged: tuple[TaxLine, ...] = ()
    uncharged: tuple[Untaxed, ...] = ()
    abroad: bool = False
    """the goods leave the country: no tax is computed, and those of the destination are not included"""
    basis: tuple[Basis, ...] = ()
    """for goods that leave the country"""


@dataclass(frozen=True, slots=True)
class _Order:
    """What the computation of each tax needs."""

    lines: Sequence[PricedLine]
    shipping: Decimal
    currency: str
    on: dt.date
    book: TaxBook


def taxes(
    lines: Sequence[PricedLine],
    shipping: Decimal,
    *,
    to: Place,
    on: dt.date,
    registrations: Mapping[str, str],
    currency: str = "CAD",
    book: TaxBook | None = None,
) -> Taxation:
    """The taxes on lines and their delivery; `registrations` gives the shop's number by registration ("gst", "qst", …).

    Raises `AskedForUnknown` for a registration, or a day, that the tax data do not have.
    """
    book = book or tax_book()
    if unknown := [each for each in registrations if each not in book.registrations]:
        raise AskedForUnknown(f"there is no registration {unknown[0]!r}; there are {', '.join(book.registrations)}")
    if not to.within(book.id.upper()):
        return Taxation(abroad=True, basis=bases("export", (e for e in book.exports if e.in_force("any", on)), book))
    order = _Order(lines, shipping, currency, on, book)
    charged: list[TaxLine] = []
    uncharged: list[Untaxed] = []
    for tax, rate in rates_at(to, on, book):
        ruled = [_treatment(line.tax_class, tax, order) for line in lines]
        number = registrations.get(tax.registration, "").strip()
        uncharged += _not_taxed(order, tax, ruled)
        if number:
            charged += _charged(order, tax, rate, ruled, number)
        else:
            uncharged += _not_registered(order, tax, rate, ruled)
    return Taxation(tuple(charged), tuple(uncharged))


def rates_at(to: Place, on: dt.date, book: TaxBook) -> list[tuple[Tax, Rate]]:
    """The taxes of a place on a day, in the file's order; raises `AskedForUnknown` where not all of them are known."""
    registration = {tax.id: tax.registration for tax in book.taxes}
    here = [rate for rate in book.rates if any(to.within(code) for code in rate.places)]
    in_force = {rate.tax: rate for rate in here if rate.in_force("any", on)}
    found = [(tax, in_force[tax.id]) for tax in book.taxes if tax.id in in_force]
    begins: dict[str, dt.date] = {}
    for rate in here:
        begun = rate.from_ or dt.date.min
        begins[registration[rate.tax]] = min(begun, begins.get(registration[rate.tax], begun))
    if not found or begins.keys() - {tax.registration for tax, _ in found}:
        since = max(begins.values(), default="no day")
        raise AskedForUnknown(f"not every tax of {to.code} on {on} is known here; they are known from {since} on")
    return found


def _treatment(tax_class: str, tax: Tax, order: _Order) -> Treatment:
    for rule in order.book.treatments:
        if rule.of == tax.registration and rule.tax_class == tax_class and rule.in_force("any", order.on):
            return rule
    raise AskedForUnknown(f"how {tax.id} treats {tax_class} on {order.on} is not known here; add it to the tax data")


def _places(ruled: Sequence[Treatment], treatment: str) -> tuple[int, ...]:
    return tuple(place for place, rule in enumerate(ruled) if rule.treatment == treatment)


def _not_taxed(order: _Order, tax: Tax, ruled: Sequence[Treatment]) -> Iterable[Untaxed]:
    reasons: tuple[Reason, ...] = ("zero-rated", "exempt")
    for reason in reasons:
        if places := _places(ruled, reason):
            basis = bases("treatment", (ruled[place] for place in places), order.book)
            yield Untaxed(tax.id, words(tax.names), reason, places, basis)


def _not_registered(order: _Order, tax: Tax, rate: Rate, ruled: Sequence[Treatment]) -> Iterable[Untaxed]:
    if places := _places(ruled, "taxable"):
        yield Untaxed(tax.id, words(tax.names), "not-registered", places, bases("rate", [rate], order.book))


def _charged(order: _Order, tax: Tax, rate: Rate, ruled: Sequence[Treatment], number: str) -> Iterable[TaxLine]:
    taxed = _places(ruled, "taxable")
    goods = total((order.lines[place].total for place in taxed), order.currency)
    delivery = _delivery_share(order, taxed)
    if not (base := goods + delivery):
        return
    like_goods = (each for each in order.book.deliveries if each.of == tax.registration)
    yield TaxLine(
        code=tax.id,
        name=words(tax.names),
        rate=rate.percent,
        goods=goods,
        delivery=delivery,
        base=base,
        amount=percent_of(base, rate.percent, order.currency),
        lines=taxed,
        registration=number,
        basis=(
            *bases("rate", [rate], order.book),
            *bases("treatment", (ruled[place] for place in taxed), order.book),
            *(bases("delivery", like_goods, order.book) if delivery else ()),
        ),
    )


def _delivery_share(order: _Order, taxed: tuple[int, ...]) -> Decimal:
    """Delivery goes with the lines by what they cost; by their units where none costs anything."""
    costs = [line.total for line in order.lines]
    weights = costs if any(costs) else [Decimal(line.quantity) for line in order.lines]
    if not weights:
        return total((), order.currency)
    with_tax = sum((weights[place] for place in taxed), Decimal(0))
    return split(order.shipping, [with_tax, sum(weights, Decimal(0)) - with_tax], order.currency)[0]
