# SPDX-License-Identifier: Apache-2.0
"""Our own table of products: one row a product, found by its address; an absent column leaves things as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from officinal.errors import NotAProduct, OfficinalError
from officinal.shop.catalogue.take_in import take_in
from officinal.shop.exchange.cells import Unclear, money, percent, whole, yes_or_no
from officinal.shop.exchange.entry import Entry, Refused, Taken
from officinal.shop.exchange.sources.reading import LONGEST_SLUG, taken_of
from officinal.shop.exchange.table import Row, Table
from officinal.shop.models.product import TAX_CLASSES

FOR_EYES = ("brand", "name")
READ_ONLY = ("in_stock",)
"""told for eyes: stock is counted in the shop, and changes by receiving, selling and correcting alone"""
MOST_UNITS, MOST_GRAMS = 1_000_000, 1_000_000


def knows(table: Table) -> bool:
    """Whether the table is of this kind."""
    return "slug" in table.columns


def unused(table: Table) -> tuple[str, ...]:
    """Columns that an import does nothing with."""
    used = {"slug", "label", "opening_stock", *FOR_EYES, *READ_ONLY, *OFFER}
    return tuple(column for column in table.columns if column and column not in used)


def entries(table: Table) -> Iterator[Entry | Refused]:
    """Each row as an entry."""
    for row in table.rows:
        if isinstance(row, Refused):
            yield row
            continue
        try:
            yield _entry(row)
        except OfficinalError as error:
            yield Refused(row.line, row.get("slug"), str(error))


def _entry(row: Row) -> Entry:
    slug = row.get("slug")
    try:
        validate_slug(slug)
    except ValidationError:
        slug = ""
    if not 0 < len(slug) <= LONGEST_SLUG:
        raise Unclear(_("its slug must be of letters, digits and hyphens, at most %(n)s") % {"n": LONGEST_SLUG})
    label = row.get("label")
    stock = row.get("opening_stock")
    eyes = {name: text for name in FOR_EYES if (text := row.get(name))}
    is_ours = label.startswith("{") or "schema" in label[:200]
    return Entry(
        line=row.line,
        slug=slug,
        name=eyes.get("name", ""),
        offer={name: read(row.get(name)) for name, read in OFFER.items() if name in row.cells},
        read_label=partial(_label, label, {} if is_ours else eyes) if label else None,
        agree=eyes if is_ours or not label else {},
        opening_stock=_within(MOST_UNITS, stock) if stock else None,
    )


def _label(text: str, named: dict[str, str]) -> Taken:
    """The record itself, or the record of a page's text; what a page leaves unnamed, the row may name."""
    try:
        taken = take_in(text.encode(), "label")
    except NotAProduct:
        raise Unclear(
            _("its label is neither a record nor a page of a product: no ingredients, amounts or directions in it")
        ) from None
    if taken.reading is None:
        return Taken(taken.label)
    return taken_of(taken.reading, named)


def _within(most: int, text: str) -> int:
    number = whole(text)
    if not 0 <= number <= most:
        raise Unclear(_("%(number)s is not between 0 and %(most)s") % {"number": number, "most": most})
    return number


def _market(text: str) -> str:
    if not text:
        raise Unclear(_("its market is empty; write ca, us, eu or uk"))
    return text.lower()


def _currency(text: str) -> str:
    if len(text) != 3 or not text.isascii() or not text.isalpha():
        raise Unclear(_("its currency must be three letters, as CAD"))
    return text.upper()


def _tax_class(text: str) -> str:
    known = [name for name, _shown in TAX_CLASSES]
    if text.lower() not in known:
        raise Unclear(_("its tax class is none of %(known)s") % {"known": ", ".join(known)})
    return text.lower()


def _or_nothing(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """An empty cell takes the value away."""
    return lambda text: read(text) if text else None


OFFER: dict[str, Callable[[str], Any]] = {
    "market": _market,
    "regime": str.lower,
    "published": yes_or_no,
    "price": _or_nothing(money),
    "currency": _currency,
    "subscribe_percent_off": _or_nothing(percent),
    "tax_class": _tax_class,
    "weight_g": _or_nothing(partial(_within, MOST_GRAMS)),
}
"""columns that are fields of the product, and how each is read"""
