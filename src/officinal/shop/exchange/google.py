# SPDX-License-Identifier: Apache-2.0
"""The feed of products for Google Merchant Center: RSS 2.0 with Google's attributes, one item a product.

What each attribute holds is Google's product data specification (support.google.com/merchants/answer/7052112), and the
page of each attribute. An image link is required there; the shop keeps no images, so none is given. A subscription cost
is not given: Google takes it of physical goods in the United States alone, at a fixed period and without a discount
(answer/16655415), while here the customer chooses the period.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from officinal.knowledge.load import load
from officinal.label import Label, MedicinalIngredient, Quantity
from officinal.shop.dossier.forms import form_name
from officinal.shop.dossier.pieces import pieces
from officinal.shop.models import Product

NAMESPACE = "http://base.google.com/ns/1.0"
LONGEST_ID, LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_BRAND = 50, 150, 5000, 70
_DIGEST = 8
_AT_ONCE = 100
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEASURES = {
    "mg": "mg", "g": "g", "kg": "kg", "mL": "ml", "cL": "cl", "L": "l", "oz": "oz", "lb": "lb", "fl oz": "floz",
}  # fmt: skip
"""units of a net amount by Google's words for them"""
_PIECES = frozenset(
    (
        "capsule", "softgel", "tablet", "caplet", "chewable-tablet", "effervescent-tablet", "lozenge", "gummy", "sachet",
        "packet", "ampoule", "piece", "vial", "chew", "wafer", "bar", "strip", "shot", "tea bag",
    )
)  # fmt: skip
_BASES = {"mg": "100mg", "g": "100g", "ml": "100ml"}
"""per how much people compare; one of any other unit"""

_PLAIN: AttributesImpl[str] = AttributesImpl({})

Link = Callable[[str], str]
"""an address of the site made whole"""


@require_safe
def feed(request: HttpRequest) -> StreamingHttpResponse:
    """Every product of the shop that has a price, in the language of the address, written as it is sent."""
    language = get_language() or "en"
    shelf = Product.objects.filter(published=True, price__isnull=False).defer("dossiers", "search_text")
    products = shelf.order_by("slug").iterator(chunk_size=_AT_ONCE)
    return StreamingHttpResponse(
        write_feed(products, language, request.build_absolute_uri), content_type="application/xml; charset=utf-8"
    )


def write_feed(products: Iterable[Product], language: str, link: Link) -> Iterator[str]:
    """The feed, item by item, in a language."""
    out = _Written()
    xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
    with override(language):
        xml.startDocument()
        xml.startElement("rss", AttributesImpl({"version": "2.0", "xmlns:g": NAMESPACE}))
        xml.startElement("channel", _PLAIN)
        _element(xml, "title", "Officinal")
        _element(xml, "link", link("/fr/" if language == "fr" else "/"))
        _element(xml, "description", _("Natural health products whose every statement can be opened."))
    yield out.taken()
    for product in products:
        with override(language):  # between two items another answer may be given on this thread
            attributes = attributes_of(product, language, link)
        xml.startElement("item", _PLAIN)
        for name, value in attributes.items():
            _element(xml, f"g:{name}", value)
        xml.endElement("item")
        yield out.taken()
    xml.endElement("channel")
    xml.endElement("rss")
    yield out.taken()


def attributes_of(product: Product, language: str, link: Link) -> dict[str, str]:
    """What Google is told of a product; what the record does not hold is left out."""
    label = product.label
    gtin = label.offer.gtin if label.offer else None
    told = {
        "id": id_of(product.slug),
        "title": _cut(_title(label, product, language), LONGEST_TITLE),
        "description": _cut(_description(label, product, language), LONGEST_DESCRIPTION),
        "link": link(product.get_absolute_url()),
        "availability": "in_stock" if product.in_stock else "out_of_stock",
        "price": f"{product.price} {product.currency}",
        "brand": _cut(label.brand or "", LONGEST_BRAND),
        "gtin": gtin or "",
        "identifier_exists": "" if gtin else "no",
        "condition": "new",
        **unit_pricing(label.net_amount),
    }
    return {name: value for name, value in told.items() if value}


def id_of(slug: str) -> str:
    """The product's address, or its beginning with a digest where it is longer than an id may be."""
    if len(slug) <= LONGEST_ID:
        return slug
    return f"{slug[: LONGEST_ID - _DIGEST - 1]}-{hashlib.sha256(slug.encode()).hexdigest()[:_DIGEST]}"


def unit_pricing(net: Quantity | None) -> dict[str, str]:
    """How much there is for the price, and per how much people compare; empty where the label states no one amount."""
    if net is None or net.value <= 0 or net.max is not None or net.unit is None or net.qualifier:
        return {}
    unit = "ct" if net.unit in _PIECES else _MEASURES.get(net.unit)
    if unit is None:
        return {}
    return {
        "unit_pricing_measure": f"{_plain(net.value)}{unit}",
        "unit_pricing_base_measure": _BASES.get(unit, f"1{unit}"),
    }


def _title(label: Label, product: Product, language: str) -> str:
    """Brand, name and how much of it there is."""
    name = label.name or product.slug
    brand = label.brand if label.brand and label.brand.casefold() not in name.casefold() else ""
    amount = f", {_amount(label.net_amount, language)}" if label.net_amount else ""
    return f"{brand or ''} {name}{amount}".strip()


def _description(label: Label, product: Product, language: str) -> str:
    """What kind of product it is and what is in it, by the record alone."""
    names = load().market(product.market).product_name
    kind = (names.fr if language == "fr" else names.en)[0]
    form = form_name(label.dosage_form, language) if label.dosage_form else ""
    said = [f"{kind[:1].upper()}{kind[1:]}{f', {form}' if form else ''}."]
    inside = [text for row in label.medicinal_ingredients if (text := _ingredient(row, language))]
    if inside:
        said.append(_("Per serving: %(ingredients)s.") % {"ingredients": "; ".join(inside)})
    if label.licence_number:
        said.append(_("Licence number %(number)s.") % {"number": label.licence_number})
    return " ".join(said)


def _ingredient(row: MedicinalIngredient, language: str) -> str:
    if not (row.substance or row.name):
        return ""
    known = row.substance in load().substances
    name = load().name(row.substance, language) if row.substance and known else row.name or row.substance or ""
    return f"{name} {_amount(row.amount, language)}".strip() if row.amount else name


def _amount(amount: Quantity, language: str) -> str:
    least = pieces(amount.value, amount.unit, language)
    return least if amount.max is None else f"{_plain(amount.value)}–{pieces(amount.max, amount.unit, language)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _cut(text: str, most: int) -> str:
    """A text that XML can hold, of at most so many characters, cut between words."""
    text = " ".join(_NO_XML.sub("", text).split())
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _element(xml: XMLGenerator, name: str, value: str) -> None:
    xml.startElement(name, _PLAIN)
    xml.characters(value)
    xml.endElement(name)


class _Written(io.StringIO):
    """What was written since it was last asked for."""

    def taken(self) -> str:
        """The text, which is then gone."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text
