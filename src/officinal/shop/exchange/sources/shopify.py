# SPDX-License-Identifier: Apache-2.0
"""Shopify's table of products, with the headings of today and of before; each variant is a product of its own.

The headings are those of the product CSV that Shopify's help describes (help.shopify.com, "Using CSV files to import
and export products"); several rows of one handle are its variants and its further images.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from officinal.errors import OfficinalError
from officinal.shop.exchange.cells import Unclear, money, whole, yes_or_no
from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.exchange.sources.reading import LONGEST_SKU, address, barcode, label_of, with_line_ends
from officinal.shop.exchange.table import Row, Table

_HANDLE = ("url handle", "handle")
_BODY = ("description", "body (html)")
_SKU = ("sku", "variant sku")
_PRICE = ("price", "variant price")
_BARCODE = ("barcode", "variant barcode")
_QUANTITY = ("inventory quantity", "variant inventory qty")
_GRAMS = ("weight value (grams)", "variant grams")
_PUBLISHED = ("published on online store", "published")
_ONE_VARIANT = "default title"


def knows(table: Table) -> bool:
    """Whether the table is of this kind."""
    return "title" in table.columns and any(name in table.columns for name in _HANDLE)


@dataclass(frozen=True, slots=True)
class _Product:
    """What the first row of a handle states for all of its variants."""

    handle: str
    title: str
    vendor: str
    body: str
    published: bool


def entries(table: Table) -> Iterator[Entry | Refused]:
    """Each variant as an entry; rows that only add an image are passed over."""
    product: _Product | None = None
    for row in table.rows:
        if isinstance(row, Refused):
            yield row
            continue
        try:
            product = _product(row, product)
            if _is_variant(row):
                yield _entry(row, product)
        except OfficinalError as error:
            yield Refused(row.line, row.get(*_HANDLE), str(error))


def _product(row: Row, before: _Product | None) -> _Product:
    """The product that a row begins, or goes on with."""
    handle, title = row.get(*_HANDLE), row.get("title")
    if title and (before is None or handle != before.handle or row.get(*_BODY)):
        published, status = row.get(*_PUBLISHED), row.get("status").casefold()
        shown = (not published or yes_or_no(published)) and status in ("", "active")
        return _Product(handle, title, row.get("vendor"), row.get(*_BODY), shown)
    if before is None or handle != before.handle:
        raise Unclear(_("the row with this product's title is missing before it"))
    return before


def _is_variant(row: Row) -> bool:
    return bool(row.get(*_PRICE, *_SKU, *_BARCODE, "title", *(f"option{place} value" for place in (1, 2, 3))))


def _entry(row: Row, product: _Product) -> Entry:
    options = [text for place in (1, 2, 3) if (text := row.get(f"option{place} value"))]
    options = [] if [each.casefold() for each in options] == [_ONE_VARIANT] else options
    code, notes = barcode(row.get(*_BARCODE))
    name = f"{product.title} - {' / '.join(options)}" if options else product.title
    stated: dict[str, Any] = {
        "title": name,
        "vendor": product.vendor,
        "body_html": product.body if "<" in product.body else with_line_ends(product.body),
        "variants": [],
    }
    offer: dict[str, Any] = {}
    if price := row.get(*_PRICE):
        offer["price"] = money(price)
    if grams := row.get(*_GRAMS):
        offer["weight_g"] = _grams(grams)
    units, more = opening_stock(row.get(*_QUANTITY))
    return Entry(
        line=row.line,
        slug=address(product.handle or product.title, *options),
        name=name,
        offer=offer,
        read_label=partial(label_of, stated, sku=row.get(*_SKU)[:LONGEST_SKU], gtin=code),
        opening_stock=units,
        shown=product.published,
        notes=notes + more,
    )


def _grams(text: str) -> int | None:
    """A weight in whole grams; Shopify writes 0 for one that nobody gave."""
    grams = whole(text.partition(".")[0])
    return grams if grams > 0 else None


def opening_stock(text: str) -> tuple[int | None, tuple[str, ...]]:
    """How many there are, as a proposal; a number below nothing was sold already and is none."""
    if not text:
        return None, ()
    units = whole(text)
    if units < 0:
        return None, (_("its stock of %(units)s is taken for none") % {"units": units},)
    return units or None, ()
