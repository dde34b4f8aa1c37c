# SPDX-License-Identifier: Apache-2.0
"""THE page is parsed here: any source to a `Reading`, in a visible list of steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from selectolax.lexbor import LexborHTMLParser

from officinal.errors import NotAProduct, SourceError
from officinal.reading.assemble import assemble
from officinal.reading.document import Block, Document
from officinal.reading.from_html import document_from_html
from officinal.reading.from_text import document_from_text
from officinal.reading.gather import gather
from officinal.reading.judge import why_no_product
from officinal.reading.nesting import MOST_NESTED, nesting
from officinal.reading.patterns import lazy
from officinal.reading.reading import Reading
from officinal.reading.sections import assign_sections
from officinal.reading.sources import Opened, open_source
from officinal.reading.sources.decode import decode
from officinal.reading.sources.json_text import parse_json
from officinal.reading.sources.kind import Kind, kind_of
from officinal.reading.structured import (
    Statement,
    read_jsonld,
    read_microdata,
    read_opengraph,
    read_shopify,
    read_woocommerce,
)

_TYPES = lazy(r'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z]{3,40})"')


def read(source: str, *, allow_private_addresses: bool = False, stdin: BinaryIO | None = None) -> Reading:
    """Read the product page or label that a file, an address or standard input ("-") holds.

    Raises `SourceError` when it cannot be opened or decoded, and `NotAProduct` when it is no product page.
    """
    return read_opened(open_source(source, allow_private_addresses=allow_private_addresses, stdin=stdin))


def read_opened(opened: Opened) -> Reading:
    """Read a source that has been opened."""
    text = decode(opened)
    kind = kind_of(text, opened)
    return read_document(_DOCUMENTS[kind](text, opened.name), source=opened.name)


def read_text(text: str, *, source: str = "text", must_be_product: bool = True) -> Reading:
    """Read a text as copied off a page or a label."""
    return read_document(document_from_text(text), source=source, must_be_product=must_be_product)


def read_html(html: str, *, source: str = "page") -> Reading:
    """Read the HTML of a page."""
    return read_document(_html_document(html, source), source=source)


def read_document(document: Document, *, source: str, must_be_product: bool = True) -> Reading:
    """Read a text that has been laid out in blocks."""
    assign_sections(document)
    gathered = gather(document)
    if must_be_product and (why := why_no_product(document, gathered)):
        raise NotAProduct(
            source, f"this is no product page ({why})", "give the page of one product, or its label's text"
        )
    return assemble(document, gathered, source=source)


def _parse(html: str, source: str) -> LexborHTMLParser:
    """Parse a page; one that nests too deeply to be a page is refused before the parser takes quadratic time."""
    if (depth := nesting(html)) > MOST_NESTED:
        problem = f"nests {depth} elements in one another, more than the {MOST_NESTED} that are read"
        raise SourceError(source, problem, "save the page again, or give its text")
    return LexborHTMLParser(html.encode("utf-8", "replace"))


def _text_document(text: str, _: str) -> Document:
    return document_from_text(text)


def _html_document(html: str, source: str) -> Document:
    tree = _parse(html, source)
    scripts = [node.text() or "" for node in tree.css('script[type="application/ld+json" i]')]
    document = document_from_html(tree)
    statements, problems = read_jsonld(scripts)
    document.page_types = frozenset(_TYPES.findall("".join(scripts)[:200_000]))
    have = {s.field for s in statements}
    for more in (read_microdata(tree), read_opengraph(tree)):
        statements += [s for s in more if s.field not in have]
        have |= {s.field for s in more}
    title = tree.css_first("head > title")
    document.problems += problems
    _state(document, statements, " ".join((title.text() or "").split()) if title else "")
    return document


def _shop_document(
    take: Callable[[dict[str, Any]], tuple[list[Statement], list[str], str]],
) -> Callable[[str, str], Document]:
    def build(text: str, source: str) -> Document:
        statements, problems, body = take(parse_json(text, source))
        document = document_from_html(_parse(f"<body>{body}</body>", source))
        document.problems += problems
        document.page_types = frozenset(("Product",))
        _state(document, statements, "")
        return document

    return build


def _state(document: Document, statements: list[Statement], title: str) -> None:
    """Write what the page states as data under its visible text, so that these values have spans too."""
    stated = [("title", title, "title")] if title else []
    stated += [(s.field, s.value, s.path) for s in statements if s.field not in ("description", "url", "image")]
    lines = []
    at = len(document.text) + 1 if document.text else 0
    for field, value, path in stated:
        value = " ".join(value.split())
        if not value:
            continue
        line = f"{path}: {value}"
        begin = at + len(path) + 2
        document.structured.setdefault(field, []).append((value, begin, begin + len(value)))
        document.blocks.append(Block(at, at + len(line), "statement", body=begin))
        lines.append(line)
        at += len(line) + 1
    if lines:
        document.text = "\n".join([document.text, *lines] if document.text else lines)
        document.__dict__.pop("folded", None)


_DOCUMENTS: dict[Kind, Callable[[str, str], Document]] = {
    "text": _text_document,
    "html": _html_document,
    "shopify-json": _shop_document(read_shopify),
    "woocommerce-json": _shop_document(read_woocommerce),
    "json": _text_document,
}
