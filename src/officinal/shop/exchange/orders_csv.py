# SPDX-License-Identifier: Apache-2.0
"""Orders as a table: one row an order, amounts with a point, days as 2026-11-25, and no cell that is a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone

from officinal.errors import RecordError
from officinal.shop.exchange.cells import guarded
from officinal.shop.models import Order
from officinal.shop.money.quote import from_dict

COLUMNS = (
    "number", "placed", "state", "paid_on", "shipped_on", "paid_by", "currency", "products", "delivery", "taxes", "total",
    "paid", "given_back", "tax_lines", "lines", "subscription", "tracking", "language", "email", "name", "line1", "line2",
    "city", "province", "postal_code", "country", "note",
)  # fmt: skip
_SPREADSHEETS_KNOW_UTF8_BY_THIS = "\ufeff"


class _Echo:
    """What `csv` writes to: gives the line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def lines(orders: Iterable[Order]) -> Iterator[str]:
    """The table, line by line; the names of its columns are the same in every language, for programs read them."""
    table = csv.writer(_Echo())
    yield _SPREADSHEETS_KNOW_UTF8_BY_THIS + str(table.writerow(COLUMNS))
    for order in orders:
        yield str(table.writerow([guarded(each) for each in _cells(order)]))


def _cells(order: Order) -> list[str]:
    address = order.address
    return [
        order.number, _day(order.placed_at), order.state, _day(order.paid_at), _day(order.shipped_at), order.gateway,
        order.currency, *(str(each) for each in (order.subtotal, order.shipping, order.tax, order.total)),
        str(order.paid), str(order.refunded), _taxes(order),
        "; ".join(f"{line.quantity} × {line.name}" for line in order.lines.all()), str(order.subscription_id or ""),
        order.tracking, order.language, order.email,
        *(str(address.get(name) or "") for name in ("name", "line1", "line2", "city", "province", "postal_code", "country")),
        order.note,
    ]  # fmt: skip


def _taxes(order: Order) -> str:
    try:
        charged = from_dict(order.quote).taxes
    except RecordError:
        return ""
    return "; ".join(f"{tax.name.en} {tax.rate.normalize():f} % {tax.amount}" for tax in charged)


def _day(moment: dt.datetime | None) -> str:
    return f"{timezone.localdate(moment):%Y-%m-%d}" if moment else ""
