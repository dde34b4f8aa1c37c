# SPDX-License-Identifier: Apache-2.0
"""What an order costs, whole: lines, delivery, taxes, total; frozen, storable, and comparable by its digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from officinal.errors import RecordError
from officinal.shop.money.amount import total
from officinal.shop.money.basis import Basis
from officinal.shop.money.books import ShippingBook, TaxBook
from officinal.shop.money.line import Line, PricedLine, priced
from officinal.shop.money.place import Place
from officinal.shop.money.shipping import Shipping, shipping
from officinal.shop.money.taxes import Taxation, TaxLine, Untaxed, taxes


@dataclass(frozen=True, slots=True)
class Quote:
    """subtotal - discount + shipping.amount + the sum of the taxes = total."""

    currency: str
    to: Place
    on: dt.date
    """the day whose rates these are"""
    lines: tuple[PricedLine, ...]
    subtotal: Decimal
    """the lines at their list prices"""
    discount: Decimal
    shipping: Shipping
    taxes: tuple[TaxLine, ...]
    untaxed: tuple[Untaxed, ...]
    """taxes of the place that are not charged on some lines, and why"""
    export_basis: tuple[Basis, ...]
    notices: tuple[str, ...]
    """codes of `words.NOTICES`: what must be said with the total"""
    total: Decimal

    @property
    def goods(self) -> Decimal:
        """The lines after what is taken off."""
        return self.subtotal - self.discount

    @property
    def tax_total(self) -> Decimal:
        """All taxes together."""
        return total((tax.amount for tax in self.taxes), self.currency)

    @property
    def digest(self) -> str:
        """The same for two quotes that ask the same money for the same things, whatever the day, language or order."""
        text = json.dumps(_terms(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


def quote(
    lines: Iterable[Line],
    *,
    to: Place,
    on: dt.date,
    shipping_choice: str,
    registrations: Mapping[str, str],
    currency: str = "CAD",
    tax_rates: TaxBook | None = None,
    shipping_rates: ShippingBook | None = None,
) -> Quote:
    """What these lines cost, delivered there, by the rates of a day; raises `MoneyError` or `AskedForUnknown`."""
    costed = tuple(priced(line, currency) for line in lines)
    sent = shipping(costed, shipping_choice, to=to, on=on, currency=currency, book=shipping_rates)
    taxed = taxes(costed, sent.amount, to=to, on=on, registrations=registrations, currency=currency, book=tax_rates)
    subtotal = total((line.list_total for line in costed), currency)
    discount = total((line.discount for line in costed), currency)
    return Quote(
        currency=currency,
        to=to,
        on=on,
        lines=costed,
        subtotal=subtotal,
        discount=discount,
        shipping=sent,
        taxes=taxed.charged,
        untaxed=taxed.uncharged,
        export_basis=taxed.basis,
        notices=tuple(_notices(sent, taxed)),
        total=subtotal - discount + sent.amount + total((tax.amount for tax in taxed.charged), currency),
    )


def _notices(sent: Shipping, taxed: Taxation) -> Iterable[str]:
    if taxed.abroad:
        yield "taxes-abroad"
    if sent.how == "weight-unknown":
        yield "weight-unknown"
    if sent.example:
        yield "example-shipping"


def _terms(quoted: Quote) -> list[Any]:
    """What the money depends on and what it comes to; without names, days and sources."""
    lines = sorted(
        [each.sku, each.quantity, *map(_plain, (each.unit_price, each.percent_off, each.total)), each.tax_class]
        for each in quoted.lines
    )
    charged = sorted([tax.code, _plain(tax.rate), _plain(tax.amount)] for tax in quoted.taxes)
    sent = [quoted.shipping.method, _plain(quoted.shipping.amount)]
    return [quoted.currency, quoted.to.code, lines, sent, charged, _plain(quoted.total)]


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


_QUOTE = TypeAdapter(Quote)


def to_dict(quoted: Quote) -> dict[str, Any]:
    """A quote as JSON can hold it: numbers as strings, days as 2026-11-25."""
    data: dict[str, Any] = _QUOTE.dump_python(quoted, mode="json")
    return data


def from_dict(data: Mapping[str, Any]) -> Quote:
    """A quote as it was stored; raises `RecordError` that names the key."""
    try:
        return _QUOTE.validate_python(data)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"]) or "the whole"
        raise RecordError(f"the stored quote: {key}: {problem['msg']}") from None
