# SPDX-License-Identifier: Apache-2.0
"""The kinds of file that products come from; each module turns rows into entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.exchange.sources import own, shopify, woocommerce
from officinal.shop.exchange.table import Table, TableError

Reader = Callable[[Table], Iterator[Entry | Refused]]

READERS: dict[str, Reader] = {"csv": own.entries, "shopify": shopify.entries, "woocommerce": woocommerce.entries}
_KNOWN_BY: dict[str, Callable[[Table], bool]] = {
    "csv": own.knows,
    "shopify": shopify.knows,
    "woocommerce": woocommerce.knows,
}


def kind_of(table: Table) -> str:
    """Whose table it is, by its headings; raises `TableError` for one of nobody that we know."""
    for kind, knows in _KNOWN_BY.items():
        if knows(table):
            return kind
    raise TableError(
        _(
            "%(name)s: its headings are neither ours (slug, …) nor Shopify's (Handle or URL handle, Title, …) "
            "nor WooCommerce's (Type, SKU, Name, …)"
        )
        % {"name": table.name}
    )


def unused_columns(table: Table, kind: str) -> tuple[str, ...]:
    """Columns of a table of our own kind that nothing is done with, so that a mistyped heading is seen."""
    return own.unused(table) if kind == "csv" else ()
