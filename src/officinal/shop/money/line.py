# SPDX-License-Identifier: Apache-2.0
"""The lines of a cart: what is asked for, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from officinal.errors import AskedForUnknown, MoneyError
from officinal.shop.money.amount import exact, percent_off
from officinal.shop.money.books import TaxClass

MOST_UNITS = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """So many of a product at a price, before anything is computed."""

    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    percent_off: Decimal = Decimal(0)
    tax_class: TaxClass = "nhp"
    weight_g: int | None = None
    """of one, packed; none where it is not known"""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with what it costs: the unit's price is reduced and rounded first, then multiplied."""

    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    percent_off: Decimal
    tax_class: TaxClass
    weight_g: int | None
    unit_net: Decimal
    """the price of one after what is taken off"""
    list_total: Decimal
    total: Decimal
    discount: Decimal


def priced(line: Line, currency: str = "CAD") -> PricedLine:
    """A line with its totals; raises `MoneyError` or `AskedForUnknown` for what cannot be sold so."""
    if not isinstance(line.quantity, int) or not 1 <= line.quantity <= MOST_UNITS:
        raise MoneyError(f"{line.sku}: {line.quantity!r} cannot be bought; give a whole number from 1 to {MOST_UNITS}")
    if line.tax_class not in get_args(TaxClass):
        known = ", ".join(get_args(TaxClass))
        raise AskedForUnknown(f"{line.sku}: there is no tax class {line.tax_class!r}; choose one of {known}")
    if line.weight_g is not None and line.weight_g < 0:
        raise MoneyError(f"{line.sku}: it cannot weigh {line.weight_g} g; leave out a weight that is not known")
    price = exact(line.unit_price, currency, what=f"the price of {line.sku}")
    net = percent_off(price, line.percent_off, currency)
    return PricedLine(
        sku=line.sku,
        name=line.name,
        quantity=line.quantity,
        unit_price=price,
        percent_off=line.percent_off,
        tax_class=line.tax_class,
        weight_g=line.weight_g,
        unit_net=net,
        list_total=price * line.quantity,
        total=net * line.quantity,
        discount=(price - net) * line.quantity,
    )
