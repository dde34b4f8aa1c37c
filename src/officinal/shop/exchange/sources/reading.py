# SPDX-License-Identifier: Apache-2.0
"""A label out of a product's description in another shop."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from officinal.errors import NotAProduct
from officinal.label import Offer
from officinal.reading import Reading, read_opened
from officinal.reading.sources.opened import Opened
from officinal.reading.structured.gtin import gtin_of
from officinal.shop.exchange.cells import Unclear
from officinal.shop.exchange.entry import Taken

_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|section|article|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
LONGEST_SLUG, LONGEST_SKU = 80, 200


def label_of(product: dict[str, Any], *, sku: str, gtin: str) -> Taken:
    """The label of a product in the form of the shop's own JSON, which the reader knows.

    Of the offer it has the numbers that name the thing; price and stock are the shop's, and change without the label.
    Raises `Unclear` for a description that is no label.
    """
    data = json.dumps(product, ensure_ascii=False).encode()
    try:
        reading = read_opened(Opened(name=_("description"), data=data, content_type=None, address=None))
    except NotAProduct:
        raise Unclear(
            _("its description holds no label: no ingredients, amounts or directions were found in it")
        ) from None
    label = reading.label.model_copy(
        update={"offer": Offer(sku=sku or None, gtin=gtin or None) if sku or gtin else None}
    )
    return Taken(label, int(reading.coverage * 100))


def with_line_ends(html: str) -> str:
    """A description as a shop shows it that turns the ends of lines into breaks, save those beside its own blocks.

    >>> with_line_ends("Zinc 5 mg\\nIron 4 mg\\n<p>Take one.</p>")
    'Zinc 5 mg<br>Iron 4 mg <p>Take one.</p>'
    """
    lines = [line.strip() for line in html.split("\n")]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        beside = _BLOCK.match(line) or _BLOCK.fullmatch(before, max(0, before.rfind("<")))
        joined.append(f" {line}" if beside else f"<br>{line}")
    return "".join(joined)


def taken_of(reading: Reading, named: Mapping[str, str]) -> Taken:
    """What was read, without what the shop says itself, and with what is named beside it."""
    label = reading.label.model_copy(update={**named, "offer": numbers_of(reading.label.offer)})
    return Taken(label, int(reading.coverage * 100))


def numbers_of(offer: Offer | None) -> Offer | None:
    """An offer with its stock number and its trade item number alone; None where it has neither."""
    if offer is None or not (offer.sku or offer.gtin):
        return None
    return Offer(sku=offer.sku, gtin=offer.gtin)


def barcode(text: str) -> tuple[str, tuple[str, ...]]:
    """A trade item number, or none and a note of what stood in its place; an apostrophe keeps its zeros in sheets."""
    bare = text.strip().lstrip("'").strip()
    known = gtin_of(bare)
    if known or not bare:
        return known or "", ()
    return "", (_("%(code)s is left out: its length or check digit is not that of a bar code number") % {"code": bare},)


def address(*parts: str) -> str:
    """Where a product will stand: its handle and what tells it from others of that handle, as an address.

    >>> address("magnesium", "120 capsules")
    'magnesium-120-capsules'
    """
    made = slugify("-".join(filter(None, parts)))[:LONGEST_SLUG].strip("-")
    if not made:
        raise Unclear(_("no address can be made of its name; give one in Latin letters"))
    return made
