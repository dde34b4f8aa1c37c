# SPDX-License-Identifier: Apache-2.0
"""Giving money back: by units, by delivery or by an amount, until nothing is left; never more, never less than nothing.

A refund of units follows the algorithm of the taxes: the tax given back is what was charged, less the tax on what the
customer keeps, less what was given back before. So the refunds of an order sum to the order, however it is taken apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from officinal.errors import MoneyError
from officinal.shop.money.amount import exact, percent_of, rounded, split, total
from officinal.shop.money.quote import Quote
from officinal.shop.money.taxes import TaxLine


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back, by what it was paid for; refunds of one quote add up."""

    lines: tuple[Decimal, ...]
    """for each line of the quote"""
    shipping: Decimal
    taxes: tuple[Decimal, ...]
    """for each tax of the quote"""

    @property
    def total(self) -> Decimal:
        """All of it."""
        return sum((*self.lines, *self.taxes), self.shipping)

    def __add__(self, other: Refund) -> Refund:
        return Refund(
            lines=tuple(a + b for a, b in zip(self.lines, other.lines, strict=True)),
            shipping=self.shipping + other.shipping,
            taxes=tuple(a + b for a, b in zip(self.taxes, other.taxes, strict=True)),
        )


def nothing_refunded(quoted: Quote) -> Refund:
    """The refund that every order begins with."""
    nothing = rounded(Decimal(0), quoted.currency)
    return Refund((nothing,) * len(quoted.lines), nothing, (nothing,) * len(quoted.taxes))


def left_to_refund(quoted: Quote, before: Refund) -> Refund:
    """What was paid and not yet given back."""
    return Refund(
        lines=tuple(line.total - given for line, given in zip(quoted.lines, before.lines, strict=True)),
        shipping=quoted.shipping.amount - before.shipping,
        taxes=tuple(tax.amount - given for tax, given in zip(quoted.taxes, before.taxes, strict=True)),
    )


def refund(
    quoted: Quote, *, units: Mapping[int, int], shipping: Decimal = Decimal(0), before: Refund | None = None
) -> Refund:
    """The refund of so many units of lines (counted from 0) and of a part of the delivery, with the tax on both.

    A line of which a part was given back before gives no more than what is left of it.
    Raises `MoneyError` for units that were not bought, or for more delivery than is left.
    """
    before = before or nothing_refunded(quoted)
    left = left_to_refund(quoted, before)
    shipping = exact(shipping, quoted.currency, what="the delivery to refund")
    if shipping > left.shipping:
        raise MoneyError(f"{shipping} of the delivery cannot be refunded; {left.shipping} is left")
    lines = list(nothing_refunded(quoted).lines)
    for place, count in units.items():
        lines[place] = min(_units_cost(quoted, place, count), left.lines[place])
    bare = Refund(tuple(lines), shipping, (rounded(Decimal(0), quoted.currency),) * len(quoted.taxes))
    after = before + bare
    given = tuple(
        max(tax.amount - _tax_kept(quoted, tax, after) - before.taxes[place], bare.taxes[place])
        for place, tax in enumerate(quoted.taxes)
    )
    return Refund(bare.lines, shipping, given)


def refund_rest(quoted: Quote, before: Refund | None = None) -> Refund:
    """The refund of everything that is left."""
    return left_to_refund(quoted, before or nothing_refunded(quoted))


def refund_amount(quoted: Quote, amount: Decimal, before: Refund | None = None) -> Refund:
    """The refund of an amount, tax included, taken from everything in the measure of what is left of it.

    Raises `MoneyError` for more than is left.
    """
    left = refund_rest(quoted, before)
    amount = exact(amount, quoted.currency, what="the amount to refund")
    if amount > left.total:
        raise MoneyError(f"{amount} cannot be refunded; {left.total} is left")
    parts = split(amount, (*left.lines, left.shipping, *left.taxes), quoted.currency)
    count = len(left.lines)
    return Refund(parts[:count], parts[count], parts[count + 1 :])


def _units_cost(quoted: Quote, place: int, count: int) -> Decimal:
    if not 0 <= place < len(quoted.lines):
        raise MoneyError(f"there is no line {place}; the order has {len(quoted.lines)}, counted from 0")
    line = quoted.lines[place]
    if not 0 <= count <= line.quantity:
        raise MoneyError(f"{count} of {line.sku} cannot be refunded; {line.quantity} were bought")
    return line.unit_net * count


def _tax_kept(quoted: Quote, tax: TaxLine, after: Refund) -> Decimal:
    """The tax on what the customer keeps."""
    goods = total((quoted.lines[place].total - after.lines[place] for place in tax.lines), quoted.currency)
    delivery = tax.delivery
    if quoted.shipping.amount:
        kept = quoted.shipping.amount - after.shipping
        delivery = rounded(tax.delivery * kept / quoted.shipping.amount, quoted.currency)
    return percent_of(goods + delivery, tax.rate, quoted.currency)
