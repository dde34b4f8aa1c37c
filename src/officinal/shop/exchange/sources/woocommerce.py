# SPDX-License-Identifier: Apache-2.0
"""WooCommerce's table of products, with its English or French headings; each variation is a product of its own.

The headings are those that WooCommerce's exporter writes (its class WC_Product_CSV_Exporter), translated into the
language of the shop; prices are written in that language too. A variation names its parent by its SKU or as `id:45`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from officinal.errors import OfficinalError
from officinal.shop.exchange.cells import Unclear, money
from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.exchange.sources.reading import LONGEST_SKU, address, barcode, label_of, with_line_ends
from officinal.shop.exchange.sources.shopify import opening_stock
from officinal.shop.exchange.table import Row, Table

_SKU = ("sku", "ugs")
_NAME = ("name", "nom")
_GTIN = ("gtin, upc, ean, or isbn", "gtin, upc, ean ou isbn")
_PUBLISHED = ("published", "publié")
_SHORT = ("short description", "description courte")
_REGULAR = ("regular price", "tarif régulier")
_SALE = ("sale price", "tarif promo")
_BRANDS = ("brands", "marques")
_VALUES = ("attribute {} value(s)", "valeur(s) de l'attribut {}")
_WEIGHT = re.compile(r"(?:weight|poids) \((kg|g|lbs?|oz)\)")
_GRAMS = {
    "kg": Decimal(1000),
    "g": Decimal(1),
    "lb": Decimal("453.59237"),
    "lbs": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
_LINE_END = re.compile(r"(?<!\\)\\n")
_MOST_ATTRIBUTES = 20


def knows(table: Table) -> bool:
    """Whether the table is of this kind."""
    return "type" in table.columns and all(any(name in table.columns for name in names) for names in (_SKU, _NAME))


def entries(table: Table) -> Iterator[Entry | Refused]:
    """Each simple product and each variation as an entry; what a variation is of is passed over."""
    rows = [row for row in table.rows if isinstance(row, Row)]
    parents = {key: row for row in rows if "variable" in _kinds(row) for key in _keys(row)}
    for row in table.rows:
        if isinstance(row, Refused):
            yield row
            continue
        try:
            if "variable" not in _kinds(row):
                yield _entry(row, _parent(row, parents))
        except OfficinalError as error:
            yield Refused(row.line, row.get(*_SKU), str(error))


def _kinds(row: Row) -> set[str]:
    return {kind.strip() for kind in row.get("type").casefold().split(",")}


def _keys(row: Row) -> Iterator[str]:
    """What variations may call their parent."""
    yield f"id:{row.get('id')}"
    if sku := row.get(*_SKU):
        yield sku


def _parent(row: Row, parents: dict[str, Row]) -> Row | None:
    kinds = _kinds(row)
    if "variation" in kinds:
        parent = parents.get(row.get("parent"))
        if parent is None:
            raise Unclear(_("the product that this is a variation of is not in the file"))
        return parent
    if "simple" not in kinds:
        raise Unclear(
            _("it is of the type %(type)s; only simple products and variations can be sold here")
            % {"type": row.get("type") or "–"}
        )
    return None


def _entry(row: Row, parent: Row | None) -> Entry:
    of = parent or row
    options = [value for place in range(1, _MOST_ATTRIBUTES + 1) if (value := _value(row, place))] if parent else []
    name = f"{of.get(*_NAME)} - {' / '.join(options)}" if options else row.get(*_NAME)
    code, notes = barcode(row.get(*_GTIN))
    if sale := row.get(*_SALE):
        notes += (_("its sale price of %(price)s is left out: the shop sells at the regular price") % {"price": sale},)
    stated: dict[str, Any] = {
        "name": name,
        "brands": [{"name": brand}] if (brand := of.get(*_BRANDS).partition(",")[0]) else [],
        "short_description": _html(of.get(*_SHORT)),
        "description": "\n".join(filter(None, (_html(each.get("description")) for each in _with_parent(row, parent)))),
        "price_html": "",
    }
    units, more = opening_stock(_stock(row))
    return Entry(
        line=row.line,
        slug=address(of.get(*_NAME), *options),
        name=name,
        offer={
            **({"price": money(price)} if (price := row.get(*_REGULAR)) else {}),
            **_weight(row),
        },
        read_label=partial(label_of, stated, sku=row.get(*_SKU)[:LONGEST_SKU], gtin=code),
        opening_stock=units,
        shown=all(each.get(*_PUBLISHED) in ("1", "") for each in (row, of)),
        notes=notes + more,
    )


def _with_parent(row: Row, parent: Row | None) -> tuple[Row, ...]:
    return (parent, row) if parent else (row,)


def _value(row: Row, place: int) -> str:
    return row.get(*(name.format(place) for name in _VALUES))


def _html(text: str) -> str:
    """A description with its lines ended, which the exporter writes as a backslash and an n."""
    return with_line_ends(_LINE_END.sub("\n", text).replace("\\\\n", "\\n"))


def _stock(row: Row) -> str:
    """How many there are; what variations share is no stock of one of them."""
    stock = row.get("stock")
    return "" if stock.casefold() == "parent" else stock


def _weight(row: Row) -> dict[str, int]:
    """The weight in whole grams, from the unit that the heading names; absent where none is given."""
    for heading, cell in row.cells.items():
        if (found := _WEIGHT.fullmatch(heading)) and cell.strip():
            try:
                weight = round(Decimal(cell.strip().replace(",", ".")) * _GRAMS[found[1]])
            except (InvalidOperation, ValueError, OverflowError):
                raise Unclear(_("%(text)s is no weight") % {"text": cell.strip()[:40]}) from None
            return {"weight_g": weight} if 0 < weight <= 1_000_000 else {}
    return {}
