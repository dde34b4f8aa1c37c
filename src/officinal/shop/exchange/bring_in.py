# SPDX-License-Identifier: Apache-2.0
"""A file of products from its bytes to what would come of it: the one way that the command and the staff page share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from officinal.errors import AskedForUnknown
from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.exchange.sources import READERS, kind_of, unused_columns
from officinal.shop.exchange.table import MOST_BYTES, MOST_ROWS, Table, read_table


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A file that was read as a table."""

    table: Table
    kind: str
    """csv, shopify or woocommerce"""

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that nothing is done with."""
        return unused_columns(self.table, self.kind)

    def entries(self) -> Iterator[Entry | Refused]:
        """What the file states of each product; labels are read later, one by one."""
        return READERS[self.kind](self.table)


def bring_in(
    data: bytes, name: str, *, kind: str | None = None, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS
) -> BroughtIn:
    """Read a file of products; `kind` is told by its headings where none is given. Raises `TableError`."""
    if kind is not None and kind not in READERS:
        raise AskedForUnknown(_("there is no kind of file %(kind)s") % {"kind": kind})
    table = read_table(data, name, most_bytes=most_bytes, most_rows=most_rows)
    return BroughtIn(table, kind or kind_of(table))
