# SPDX-License-Identifier: Apache-2.0
"""A page's HTML to a document: its visible text, block by block, with menus, reviews and the like set aside."""

from __future__ import annotations

import re
from html import unescape

import re2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from officinal.patterns import lazy
from officinal.reading.cues import Cues
from officinal.reading.document import Block, Document
from officinal.reading.sections import aside_heading, opens_part

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "noscript",
        "head",
        "iframe",
        "object",
        "canvas",
        "video",
        "audio",
        "math",
        "-comment",
        "link",
        "meta",
        "input",
        "-undef",
        "source",
        "picture",
        "img",
        "map",
        "progress",
        "datalist",
    ]
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 4, "legend": 5, "caption": 5, "dt": 5}
_KINDS = {"li": "item", "button": "button", "dd": "dd"}
_INLINE = frozenset(
    [
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "small",
        "sub",
        "sup",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "font",
        "abbr",
        "cite",
        "code",
        "q",
        "label",
        "time",
        "data",
        "bdi",
        "bdo",
        "big",
        "tt",
        "kbd",
        "var",
        "samp",
        "wbr",
        "strike",
        "acronym",
        "nobr",
        "output",
        "ruby",
        "rb",
        "rt",
    ]
)
_LAYOUT = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "form", "hr"))
"""what stands in a cell only where a table lays out the page: such a row is no row"""
_CELLS = frozenset(("td", "th"))

_ASIDE_WORDS = {
    "review": "reviews", "testimonial": "reviews", "yotpo": "reviews", "judgeme": "reviews", "jdgm": "reviews",
    "stamped": "reviews", "trustpilot": "reviews", "bazaarvoice": "reviews", "comment": "reviews", "rating": "reviews",
    "avis-client": "reviews",
    "related": "related products", "upsell": "related products", "cross-sell": "related products",
    "crosssell": "related products", "recommend": "related products", "also-like": "related products",
    "also-bought": "related products", "recently-viewed": "related products", "similar": "related products",
    "product-card": "related products", "product-grid": "related products", "card-product": "related products",
    "products-carousel": "related products", "bought-together": "related products", "mini-product": "related products",
    "cookie": "cookie notice", "consent": "cookie notice", "gdpr": "cookie notice",
    "newsletter": "newsletter", "popup": "pop-up", "modal": "pop-up",
    "breadcrumb": "navigation", "menu": "navigation", "navbar": "navigation", "nav-bar": "navigation",
    "navigation": "navigation", "site-header": "navigation", "site-footer": "navigation", "footer": "navigation",
    "topbar": "navigation", "announcement": "navigation", "skip-link": "navigation", "skip-to": "navigation",
    "pagination": "navigation", "sidebar": "navigation", "social": "navigation", "share": "navigation",
    "mini-cart": "cart", "cart-drawer": "cart", "minicart": "cart", "drawer": "navigation",
    "tooltip": "tooltip", "blog": "articles", "questions": "questions and answers", "q-and-a": "questions and answers",
}  # fmt: skip
_ASIDE_TAGS = {"nav": "navigation", "footer": "navigation", "select": "choices", "textarea": "form", "aside": "aside"}
_ASIDE_ROLES = {
    "navigation": "navigation", "contentinfo": "navigation", "dialog": "pop-up", "alertdialog": "pop-up",
    "search": "navigation", "tooltip": "tooltip", "menu": "navigation", "menubar": "navigation",
    "complementary": "aside",
}  # fmt: skip
_FACTS_PICTURE = lazy(
    r"(?:supplement|nutrition|product|medicinal)[-_ ]*facts?|(?:^|[-_ /])(?:facts|sfp)[-_ .]|info[-_ ]?nutrition", re.I
)
_LABEL_CUE = re2.compile(
    r"(?i)supplement facts|nutrition facts|product facts|medicinal ingredients|other ingredients|serving size|suggested use"
    r"|ingr[ée]dients (?:non )?m[ée]dicinaux|mode d.emploi|posologie"
)
_QUESTION = 3
"""from this rank on, a heading that asks something opens an answer of the shop's, not of the label"""
_TERM = 5
"""the rank of a dt among headings"""
_SHORT = 90
_LABEL_LENGTH = 400
"""an aside shorter than this cannot hold a label"""
_CARDS = ("review", "related", "card", "recommend", "upsell", "similar", "blog", "question", "also", "carousel")


def document_from_html(tree: LexborHTMLParser) -> Document:
    """Lay out the visible text of a parsed page."""
    body = tree.body
    writer = _Writer()
    if body is not None:
        _walk(body, _Asides(tree), writer)
    document = Document("\n".join(writer.lines), _with_terms(writer), is_text=False)
    document.problems += _facts_picture(tree)
    return document


def _with_terms(writer: _Writer) -> list[Block]:
    """A term and its one short definition are a row of two cells, unless the term opens a part of the page."""
    kept: list[Block] = []
    blocks = writer.blocks
    for index, block in enumerate(blocks):
        above = kept[-1] if kept else None
        follows = blocks[index + 1].kind if index + 1 < len(blocks) else ""
        if (
            block.kind == "dd"
            and above is not None
            and above.kind == "heading"
            and above.level == _TERM
            and follows != "dd"
            and block.end - block.start <= _SHORT
            and not block.aside
            and not opens_part(writer.lines[index - 1])
        ):
            kept[-1] = Block(
                above.start,
                block.end,
                "row",
                cells=((above.start, above.end), (block.start, block.end)),
                body=above.start,
            )
            continue
        if block.kind == "dd":
            block.kind = "line"
        kept.append(block)
    return kept


class _Writer:
    """Collects the text and its blocks."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.at = 0
        self.buffer: list[str] = []
        self.cells: list[str] | None = None
        self.aside = ""
        self.deferred: list[tuple[str, str]] = []
        """what a table row holds that is set aside: it follows behind the row"""

    def line(self, kind: str = "line", level: int = 0) -> Block | None:
        """End the line that is being gathered and make it a block."""
        if not self.buffer:
            return None
        text = " ".join("".join(self.buffer).split())
        self.buffer.clear()
        return self.add(text, kind, level) if text else None

    def cell(self) -> None:
        """End a cell of the row that is being gathered."""
        text = " ".join("".join(self.buffer).split())
        self.buffer.clear()
        if text and self.cells is not None:
            self.cells.append(text)

    def row(self) -> None:
        """End a table row; a row of one cell is a line."""
        self.cell()
        cells, self.cells = self.cells or [], None
        if len(cells) == 1:
            self.add(cells[0], "line", 0)
        elif cells:
            block = self.add("\t".join(cells), "row", 0)
            at, spans = block.start, []
            for cell in cells:
                spans.append((at, at + len(cell)))
                at += len(cell) + 1
            block.cells = tuple(spans)
        for text, reason in self.deferred:
            self.add(text, "line", 0, reason)
        self.deferred.clear()

    def add(self, text: str, kind: str, level: int, aside: str = "") -> Block:
        block = Block(self.at, self.at + len(text), kind, level, aside=aside or self.aside, body=self.at)
        self.lines.append(text)
        self.blocks.append(block)
        self.at += len(text) + 1
        return block


def _walk(body: LexborNode, asides: _Asides, out: _Writer) -> None:
    """Go through the tree in page order without recursion, so that no depth of nesting can exhaust the stack."""
    stack: list[tuple[LexborNode, str, int]] = []
    node: LexborNode | None = body.child
    aside_depth, aside_level = -1, 0
    after_span = False
    buffer = out.buffer
    while True:
        if node is None:
            if not stack:
                break
            node, tag, _ = stack.pop()
            if len(stack) < aside_depth:
                if out.cells is None:
                    out.line()
                out.aside, aside_depth = "", -1
            if tag in _INLINE:
                after_span = tag == "span" or tag == "strong" or tag == "b"
            elif out.cells is not None and tag not in _HEADINGS:
                if tag == "tr":
                    out.row()
                elif tag in _CELLS:
                    out.cell()
                else:
                    buffer.append(" ")
            elif tag in _HEADINGS:
                block = out.line("heading", _HEADINGS[tag])
                if block is not None:
                    aside_depth, aside_level = _after_heading(block, stack, out, aside_depth, aside_level)
            else:
                out.line(_KINDS.get(tag, "line"))
            node = node.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content
            if text:
                if after_span and buffer and not text[0].isspace():
                    after_span = False
                buffer.append(unescape(text) if "&" in text else text)
            node = node.next
            continue
        if tag in _SKIPPED:
            node = node.next
            continue
        if tag == "br":
            if out.cells is not None:
                buffer.append(" ")
            else:
                out.line()
            node = node.next
            continue
        if (reason := asides.named(node, tag)) and (text := asides.text(node, tag, reason)) is not None:
            if out.cells is None:
                out.line()
                if text:
                    out.add(text, "line", 0, reason)
            elif text:
                out.deferred.append((text, reason))
            node = node.next
            continue
        if tag in _INLINE:
            if after_span and tag == "span" and buffer and not buffer[-1][-1:].isspace():
                buffer.append(" ")
            after_span = False
        elif tag == "tr":
            if out.cells is None:
                out.line()
            else:
                out.row()
            out.cells = []
        elif tag in _LAYOUT and out.cells is not None:
            out.row()
        elif out.cells is None:
            out.line()
        elif tag in _CELLS:
            out.cell()
        else:
            buffer.append(" ")
        child = node.child
        if child is None:
            node = node.next
            continue
        stack.append((node, tag, len(out.blocks)))
        node = child
    if out.cells is not None:
        out.row()
    out.line()


def _after_heading(
    block: Block, stack: list[tuple[LexborNode, str, int]], out: _Writer, depth: int, level: int
) -> tuple[int, int]:
    """A heading may open a part of the page that belongs to something else, or close one."""
    text = out.lines[-1]
    if out.aside and block.level <= level and depth == len(stack):
        out.aside, block.aside, depth = "", "", -1
    question = text.endswith("?") and block.level >= _QUESTION and not opens_part(text)
    reason = "" if out.aside else aside_heading(text) or ("questions and answers" if question else "")
    if reason:
        out.aside = block.aside = reason
        index = len(out.blocks) - 1
        depth, level = len(stack), block.level
        while depth > 1 and stack[depth - 1][2] == index:
            depth, level = depth - 1, 0
    return depth, level


_aside_words = Cues({word: (word,) for word in _ASIDE_WORDS})


def _named_aside(names: str) -> str:
    """Why the class and id of an element set it aside; the word that stands first in the table counts."""
    found = _aside_words(names)
    return next((reason for word, reason in _ASIDE_WORDS.items() if word in found), "") if found else ""


class _Asides:
    """Which parts of a page are set aside, by tag, role, class and id; a closer look saves those that hold the product."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.known: dict[tuple[str | None, str | None], str] = {}
        self.above_name: set[int] = set()
        for node in tree.css("h1, main, [itemtype$=Product]"):
            above: LexborNode | None = node
            while above is not None and above.mem_id not in self.above_name:
                self.above_name.add(above.mem_id)
                above = above.parent

    def named(self, node: LexborNode, tag: str) -> str:
        """Why a node is set aside, going by its name alone; empty when its name says nothing."""
        if tag in _ASIDE_TAGS:
            return _ASIDE_TAGS[tag]
        attributes = node.attributes
        if attributes:
            role = attributes.get("role")
            if role in _ASIDE_ROLES:
                return _ASIDE_ROLES[role]
            names = attributes.get("class"), attributes.get("id")
            if names != (None, None):
                reason = self.known.get(names)
                if reason is None:
                    reason = self.known[names] = _named_aside(f"{names[0] or ''} {names[1] or ''}".lower())
                if reason:
                    return reason
        return "navigation" if tag == "header" else ""

    def text(self, node: LexborNode, tag: str, reason: str) -> str | None:
        """The text of a part that is set aside; None when the part holds the product after all."""
        if tag in ("body", "main", "html"):
            return None
        if node.mem_id in self.above_name and tag not in ("nav", "footer"):
            return None
        text = " ".join((node.text(separator=" ") or "").split())
        if tag in _INLINE or tag in ("nav", "footer") or reason == "choices" or len(text) < _LABEL_LENGTH:
            return text
        return None if _LABEL_CUE.search(text) and not _is_card(node) else text


def _is_card(node: LexborNode) -> bool:
    """A part with links to other products, or that is somebody's review, may quote a label without being one."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
    return any(word in names for word in _CARDS)


def _facts_picture(tree: LexborHTMLParser) -> list[str]:
    for image in tree.css("img"):
        attributes = image.attributes
        names = f"{attributes.get('alt') or ''} {attributes.get('src') or ''}".lower()
        if ("fact" in names or "sfp" in names or "nutrition" in names) and _FACTS_PICTURE.search(names):
            return ["a facts table stands on the page as a picture, which is not read; type it in or give a text of it"]
    return []
