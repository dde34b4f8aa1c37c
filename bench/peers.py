# SPDX-License-Identifier: Apache-2.0
"""What the benchmark runs: our own reader, bare parsers, and the pipeline one would glue from public packages.

The glue does what a person would write first: statements by extruct, text by lxml, prices by price-parser on the
lines that show a currency, quantities by quantulum3 on the first lines that hold a digit. It yields loose values,
no record; its own knowledge of products is nil.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable

Contender = Callable[[bytes, bool], object]
"""takes the bytes of a page, and whether they are HTML"""

MOST_LINES = 200
"""the glue parses quantities on this many lines at most"""
_CURRENCY = re.compile(r"[$€£]|\b(?:CAD|USD|EUR|GBP)\b")
_DIGIT = re.compile(r"\d")


def officinal() -> Contender:
    """The whole reading: the record, every span, the unread rest."""
    from officinal.reading import read_html, read_text

    return lambda page, html: (read_html if html else read_text)(page.decode())


def lxml() -> Contender:
    """The bare parse of lxml.html; of a text there is nothing to parse."""
    parse = importlib.import_module("lxml.html").document_fromstring
    return lambda page, html: parse(page)


def selectolax() -> Contender:
    """The bare parse of the parser that we use."""
    parse = importlib.import_module("selectolax.lexbor").LexborHTMLParser
    return lambda page, html: parse(page)


def floor() -> Contender:
    """What no reader can undercut: decode the bytes, and look at each once."""
    return lambda page, html: (page.decode(), page.count(b"<"))


def glued() -> Contender:
    """Extruct, lxml, price-parser and quantulum3 in a row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        extract = importlib.import_module("extruct").extract
        etree = importlib.import_module("lxml.etree")
        parse = importlib.import_module("lxml.html").document_fromstring
        price = importlib.import_module("price_parser").Price.fromstring
        quantities = importlib.import_module("quantulum3.parser").parse

    def run(page: bytes, html: bool) -> object:
        text = page.decode()
        stated: object = None
        if html:
            stated = extract(text, syntaxes=["json-ld", "microdata", "opengraph"])
            tree = parse(page)
            etree.strip_elements(tree, "script", "style", "noscript", "template", etree.Comment, with_tail=False)
            text = "\n".join(tree.itertext())
        lines = [line for line in map(str.strip, text.splitlines()) if line]
        prices = [price(line) for line in lines if _CURRENCY.search(line)]
        numbered = [line for line in lines if _DIGIT.search(line)][:MOST_LINES]
        return stated, prices, [quantities(line) for line in numbered]

    return run


CONTENDERS: dict[str, Callable[[], Contender]] = {
    "officinal": officinal,
    "lxml": lxml,
    "selectolax": selectolax,
    "glued": glued,
    "floor": floor,
}
NEEDS = {"lxml": ("lxml",), "glued": ("extruct", "lxml", "price_parser", "quantulum3")}
"""the packages without which a contender is left out"""
TEXT_TOO = ("officinal", "glued", "floor")
"""the contenders that have work to do on a plain text"""
