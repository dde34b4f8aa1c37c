# SPDX-License-Identifier: Apache-2.0
"""Products as our own table: what `sources/own.py` reads back without a change."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from officinal.shop.exchange.cells import guarded
from officinal.shop.models import Product

_ROWS_AT_ONCE = 200
_MARK = "\ufeff"
"""tells a spreadsheet that the file is UTF-8"""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _text(value: Any) -> str:
    return "" if value is None else str(value)


COLUMNS: dict[str, Callable[[Product], str]] = {
    "slug": lambda product: product.slug,
    "brand": lambda product: product.label.brand or "",
    "name": lambda product: product.label.name or "",
    "market": lambda product: product.market,
    "regime": lambda product: product.regime,
    "published": lambda product: _yes(product.published),
    "price": lambda product: _text(product.price),
    "currency": lambda product: product.currency,
    "subscribe_percent_off": lambda product: _text(product.subscribe_percent_off),
    "tax_class": lambda product: product.tax_class,
    "weight_g": lambda product: _text(product.weight_g),
    "in_stock": lambda product: _yes(product.in_stock),
    "label": lambda product: product.label_json,
}


class _Lines:
    """What a CSV writer writes to; gives each line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def write_csv(products: Iterable[Product]) -> Iterator[str]:
    """The table, line by line; cells that a spreadsheet would take for a formula are guarded."""
    writer = csv.writer(_Lines())
    yield _MARK + str(writer.writerow(COLUMNS))
    for product in products:
        yield str(writer.writerow([guarded(of(product)) for of in COLUMNS.values()]))


def for_export(products: QuerySet[Product]) -> Iterable[Product]:
    """Products in the order of their addresses, a few at a time, without what a table does not hold."""
    return products.defer("dossiers", "search_text").order_by("slug").iterator(chunk_size=_ROWS_AT_ONCE)
