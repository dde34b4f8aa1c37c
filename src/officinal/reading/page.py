# SPDX-License-Identifier: Apache-2.0
"""A page, or a shop's export of one, to a document: its visible text with what it states as data written under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from officinal.errors import SourceError
from officinal.patterns import lazy
from officinal.reading.document import Block, Document
from officinal.reading.from_html import document_from_html
from officinal.reading.nesting import MOST_NESTED, nesting
from officinal.reading.sources.json_text import parse_json
from officinal.reading.structured import (
    Statement,
    read_jsonld,
    read_microdata,
    read_opengraph,
    read_shopify,
    read_woocommerce,
)

_TYPES = lazy(r'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z]{3,40})"')


def document_from_page(html: str, source: str) -> Document:
    """Lay out a page; raises `SourceError` when it nests too deeply to be one."""
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


def _parse(html: str, source: str) -> LexborHTMLParser:
    """Parse a page; one that nests too deeply to be a page is refused before the parser takes quadratic time."""
    data = html.encode("utf-8", "replace")
    if (depth := nesting(data)) > MOST_NESTED:
        problem = f"nests {depth} elements in one another, more than the {MOST_NESTED} that are read"
        raise SourceError(source, problem, "save the page again, or give its text", kind="nested")
    return LexborHTMLParser(data)


document_from_shopify = _shop_document(read_shopify)
document_from_woocommerce = _shop_document(read_woocommerce)
