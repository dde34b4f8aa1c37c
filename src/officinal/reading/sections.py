# SPDX-License-Identifier: Apache-2.0
"""Which part of the page a block belongs to: facts, directions, risk information, …, or nothing we know.

A part opens at a line that is one of the phrases in words/headings.toml, or that begins with one ("Directions: take …").
It ends at the next such line, or, on an HTML page, at a heading of its own rank.
"""

from __future__ import annotations

import re

from officinal.reading.document import Block, Document
from officinal.reading.fold import fold
from officinal.reading.words import WORD, match_start, phrases

_MOST = 70
"""a heading is at most this long"""
_AFTER = re.compile(r"[\s*]*(?:[:;\-|/]|\((?=[^)]{0,60}\))|$)")
_AFTER_ANY = re.compile(r"[\s*]*(?:[:;|]|-\s|$)\s*")
_OPENS = re.compile(r"[\s*#>\-\"'(\[]*")
_BRACKET = re.compile(r"\s*\([^)]{0,60}\)")
_ASIDE = "aside:"
_LASTING = frozenset(f"aside:{kind}" for kind in ("reviews", "related products", "questions and answers", "articles"))
"""in a plain text, where nothing shows where a part ends, only these open one, and only behind some of the label"""
_LABEL_PARTS = frozenset(("facts", "medicinal", "non_medicinal", "ingredients", "directions", "risk", "description"))


def aside_heading(text: str) -> str:
    """Why what follows a heading is set aside ("reviews"), or nothing."""
    entry, _ = _opening(fold(text[:_MOST]))
    return entry.removeprefix(_ASIDE) if entry.startswith(_ASIDE) else ""


def _opening(line: str) -> tuple[str, int]:
    """The section that a folded line opens, and where the line's own words begin behind it."""
    entry, count = match_start("headings", WORD.findall(line[:_MOST]))
    if not entry:
        return "", 0
    at = 0
    for _ in range(count):
        word = WORD.search(line, at)
        assert word is not None
        at = word.end()
    bracket = _BRACKET.match(line, at)
    after = _AFTER_ANY.match(line, bracket.end() if bracket else at) or _AFTER_ANY.match(line, at)
    return (entry, after.end()) if after else ("", 0)


def assign_sections(document: Document) -> None:
    """Give every block its section, and mark what headings show to be no part of the product's own text."""
    first_words = {words[0] for words in phrases("headings")}
    section, level, folded, seen = "", 0, document.folded, False
    for block in document.blocks:
        if block.aside or block.kind == "statement":
            continue
        line = folded[block.start : block.end]
        opens = WORD.search(line[:24])
        entry, body = _opening(line) if opens and opens[0] in first_words else ("", 0)
        if entry and not (block.kind == "row" and entry in ("ingredients", "description", "highlights")):
            section, level = entry, block.level or 9
            block.body = block.start + body
            if document.is_text and entry.startswith(_ASIDE) and not (seen and entry in _LASTING):
                block.aside, section = entry.removeprefix(_ASIDE), ""
                continue
            seen = seen or entry in _LABEL_PARTS
        elif block.kind == "heading" and block.level <= level:
            section = ""
        if section.startswith(_ASIDE):
            if document.is_text or entry:
                block.aside = section.removeprefix(_ASIDE)
            if not document.is_text:
                section = ""
        block.section = section
