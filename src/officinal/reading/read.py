# SPDX-License-Identifier: Apache-2.0
"""THE page is parsed here: any source to a `Reading`, in a visible list of steps."""

from __future__ import annotations

from typing import BinaryIO

from officinal.errors import NotAProduct
from officinal.reading.assemble import assemble
from officinal.reading.document import Document
from officinal.reading.from_text import document_from_text
from officinal.reading.gather import gather
from officinal.reading.judge import why_no_product
from officinal.reading.reading import Reading
from officinal.reading.sections import assign_sections
from officinal.reading.sources import Opened, open_source
from officinal.reading.sources.decode import decode
from officinal.reading.sources.kind import Kind, kind_of


def read(source: str, *, allow_private_addresses: bool = False, stdin: BinaryIO | None = None) -> Reading:
    """Read the product page or label that a file, an address or standard input ("-") holds.

    Raises `SourceError` when it cannot be opened or decoded, and `NotAProduct` when it is no product page.
    """
    return read_opened(open_source(source, allow_private_addresses=allow_private_addresses, stdin=stdin))


def read_opened(opened: Opened) -> Reading:
    """Read a source that has been opened."""
    text = decode(opened)
    kind = kind_of(text, opened)
    return read_document(_lay_out(kind, text, opened.name), source=opened.name)


def read_text(text: str, *, source: str = "text", must_be_product: bool = True) -> Reading:
    """Read a text as copied off a page or a label."""
    return read_document(document_from_text(text), source=source, must_be_product=must_be_product)


def read_html(html: str, *, source: str = "page") -> Reading:
    """Read the HTML of a page."""
    return read_document(_lay_out("html", html, source), source=source)


def read_document(document: Document, *, source: str, must_be_product: bool = True) -> Reading:
    """Read a text that has been laid out in blocks."""
    assign_sections(document)
    gathered = gather(document)
    if must_be_product and (why := why_no_product(document, gathered)):
        raise NotAProduct(
            source,
            f"this is no product page ({why})",
            "give the page of one product, or its label's text",
            kind="no-product",
            why=why,
        )
    return assemble(document, gathered, source=source)


def _lay_out(kind: Kind, text: str, source: str) -> Document:
    """The document that a source makes; what only pages need is loaded only for pages."""
    if kind in ("text", "json"):
        return document_from_text(text)
    from officinal.reading import page

    if kind == "html":
        return page.document_from_page(text, source)
    return (page.document_from_shopify if kind == "shopify-json" else page.document_from_woocommerce)(text, source)
