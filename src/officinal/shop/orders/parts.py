# SPDX-License-Identifier: Apache-2.0
"""What each refund of an order was for: lines, delivery, and each tax. Written with the refund, in the order's log.

So the taxes that are given back sum to those that were charged, however an order is taken apart; what a gateway tells of
by itself, or what was written before there were parts, is taken from everything in the measure of what is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from officinal.shop.models import Attempt, Order, Refund
from officinal.shop.money.quote import Quote, from_dict
from officinal.shop.money.refund import Refund as Parts
from officinal.shop.money.refund import left_to_refund, nothing_refunded, refund_amount
from officinal.shop.money.refund import refund as taken_apart

WRITTEN_IN = ("refund_owed", "refunded_elsewhere")
"""the kinds of events that say what a refund was for"""


def given_so_far(order: Order) -> Parts:
    """All that is owed or was given back of what an order was paid with; what failed is no part of it."""
    quoted = from_dict(order.quote)
    written = _written(order)
    given = nothing_refunded(quoted)
    refunds = Refund.objects.filter(attempt__order=order, attempt__state=Attempt.State.SUCCEEDED)
    for each in refunds.exclude(state=Refund.State.FAILED).order_by("pk"):
        known = written.get(each.pk, {}).get("parts")
        left = left_to_refund(quoted, given).total
        given += from_json(known) if known else refund_amount(quoted, min(each.amount, left), given)
    return given


def units_so_far(order: Order) -> dict[int, int]:
    """How many units of each line (counted from 0) were given back as such."""
    written = _written(order)
    failed = set(Refund.objects.filter(pk__in=written, state=Refund.State.FAILED).values_list("pk", flat=True))
    units: dict[int, int] = {}
    for key, detail in written.items():
        for line, number in detail.get("units", {}).items() if key not in failed else ():
            units[int(line)] = units.get(int(line), 0) + int(number)
    return units


def of_units(order: Order, units: Mapping[int, int], *, delivery: bool) -> Parts:
    """The refund of so many units, and of what is left of the delivery. Raises `MoneyError`."""
    quoted, before = from_dict(order.quote), given_so_far(order)
    shipping = left_to_refund(quoted, before).shipping if delivery else Decimal(0)
    return taken_apart(quoted, units=units, shipping=shipping, before=before)


def of_amount(order: Order, amount: Decimal) -> Parts:
    """The refund of an amount, taxes included. Raises `MoneyError`."""
    return refund_amount(from_dict(order.quote), amount, given_so_far(order))


def of_rest(order: Order) -> Parts:
    """All that is left."""
    return left_to_refund(from_dict(order.quote), given_so_far(order))


def in_words(quoted: Quote, parts: Parts) -> list[tuple[Any, Decimal]]:
    """What of each line, of the delivery and of each tax is given back; what nothing is given back of is left out.

    The name is a text, or words in both languages; the delivery's is None.
    """
    named: list[tuple[Any, Decimal]] = [
        *((line.name, given) for line, given in zip(quoted.lines, parts.lines, strict=True)),
        (None, parts.shipping),
        *((tax.name, given) for tax, given in zip(quoted.taxes, parts.taxes, strict=True)),
    ]
    return [(name, given) for name, given in named if given]


def to_json(parts: Parts) -> dict[str, Any]:
    """Parts as the log holds them."""
    return {
        "lines": [str(each) for each in parts.lines],
        "shipping": str(parts.shipping),
        "taxes": [str(each) for each in parts.taxes],
    }


def from_json(data: Mapping[str, Any]) -> Parts:
    """Parts as the log held them."""
    return Parts(
        tuple(Decimal(each) for each in data["lines"]),
        Decimal(data["shipping"]),
        tuple(Decimal(each) for each in data["taxes"]),
    )


def _written(order: Order) -> dict[int, dict[str, Any]]:
    details = order.events.filter(kind__in=WRITTEN_IN).values_list("detail", flat=True)
    return {each["refund"]: each for each in details if "refund" in each}
