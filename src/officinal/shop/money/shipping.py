# SPDX-License-Identifier: Apache-2.0
"""What delivery costs: flat or by weight, by zone, free from a threshold; nothing is guessed and nothing is negative."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from officinal.errors import AskedForUnknown
from officinal.shop.money.amount import exact, rounded, total
from officinal.shop.money.books import ShippingBook, shipping_book
from officinal.shop.money.books.shipping import Method, ShippingRate, Zone
from officinal.shop.money.line import PricedLine
from officinal.shop.money.place import Place
from officinal.shop.money.words import Words, words

How = Literal["flat", "by-weight", "weight-unknown", "free", "nothing-to-deliver"]
"""weight-unknown: by weight, but a product's weight is not known, so the flat rate · free: the goods reach the threshold"""


@dataclass(frozen=True, slots=True)
class Shipping:
    """One way of delivering an order, and what it costs before tax."""

    method: str
    name: Words
    zone: str
    amount: Decimal
    how: How
    weight_g: int | None
    """of the whole order; none where a product's weight is not known"""
    free_from: Decimal | None
    """the threshold of free delivery, where there is one"""
    example: bool
    """an amount made up for demonstration"""


def shipping_options(
    lines: Sequence[PricedLine], *, to: Place, on: dt.date, currency: str = "CAD", book: ShippingBook | None = None
) -> tuple[Shipping, ...]:
    """Every way of delivering there on a day, in the file's order; raises `AskedForUnknown` and names where we deliver."""
    book = book or shipping_book()
    if currency != book.currency:
        raise AskedForUnknown(f"there are no delivery charges in {currency}; there are some in {book.currency}")
    zone = _zone(to, book)
    here = {rate.method: rate for rate in book.rates if rate.zone == zone.id and rate.in_force(on)}
    if not here:
        raise AskedForUnknown(f"no delivery charge to {to.code} is in force on {on}; write one for the zone {zone.id}")
    return tuple(_option(method, here[method.id], zone, lines, book) for method in book.methods if method.id in here)


def shipping(
    lines: Sequence[PricedLine],
    method: str,
    *,
    to: Place,
    on: dt.date,
    currency: str = "CAD",
    book: ShippingBook | None = None,
) -> Shipping:
    """One way of delivering there; raises `AskedForUnknown` and names the ways that exist."""
    options = shipping_options(lines, to=to, on=on, currency=currency, book=book)
    for option in options:
        if option.method == method:
            return option
    known = ", ".join(option.method for option in options)
    raise AskedForUnknown(f"there is no delivery {method!r} to {to.code}; choose one of {known}")


def _zone(to: Place, book: ShippingBook) -> Zone:
    for zone in book.zones:
        if any(to.within(code) for code in zone.places):
            return zone
    known = ", ".join(code for zone in book.zones for code in zone.places)
    raise AskedForUnknown(f"we do not deliver to {to.code}; we deliver to {known}")


def _option(
    method: Method, rate: ShippingRate, zone: Zone, lines: Sequence[PricedLine], book: ShippingBook
) -> Shipping:
    weight = _weight(lines)
    amount, how = _cost(rate, lines, weight, book.currency)
    return Shipping(
        method=method.id,
        name=words(method.names),
        zone=zone.id,
        amount=exact(amount, book.currency, what=f"the charge for {method.id} delivery to {zone.id}"),
        how=how,
        weight_g=weight,
        free_from=None if rate.free_from is None else rounded(rate.free_from, book.currency),
        example=book.example,
    )


def _weight(lines: Sequence[PricedLine]) -> int | None:
    weights = [line.weight_g for line in lines]
    if None in weights:
        return None
    return sum((line.weight_g or 0) * line.quantity for line in lines)


def _cost(rate: ShippingRate, lines: Sequence[PricedLine], weight: int | None, currency: str) -> tuple[Decimal, How]:
    if not lines:
        return Decimal(0), "nothing-to-deliver"
    if rate.free_from is not None and total((line.total for line in lines), currency) >= rate.free_from:
        return Decimal(0), "free"
    if not rate.bands or rate.beyond is None:
        return rate.flat, "flat"
    if weight is None:
        return rate.flat, "weight-unknown"
    for band in rate.bands:
        if weight <= band.up_to_g:
            return band.amount, "by-weight"
    steps = -(-(weight - rate.bands[-1].up_to_g) // rate.beyond.step_g)
    return rate.bands[-1].amount + steps * rate.beyond.amount, "by-weight"
