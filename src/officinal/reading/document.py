# SPDX-License-Identifier: Apache-2.0
"""A source laid out as one text with its blocks: what every reader downstream works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from officinal.knowledge.fold import fold
from officinal.reading.language import languages_of

_SAMPLED = 400


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that stands by itself: a line, a heading, a list item, a table row."""

    start: int
    end: int
    kind: str = "line"
    """line, heading, item, row, button, or statement (of the page's structured data)"""
    level: int = 0
    """of a heading: 1 to 6"""
    cells: tuple[tuple[int, int], ...] = ()
    """of a row: where its cells stand"""
    aside: str = ""
    """why the block is no part of the product's own text: navigation, reviews, related products, …"""
    gap: bool = False
    """of a plain text: an empty line stands before it"""
    section: str = ""
    """what the block belongs to, once the sections are known"""
    cues: frozenset[str] = frozenset()
    """the kinds of statements that it may hold"""
    number: int = -1
    """its place among the product's own blocks"""
    body: int = 0
    """where the block's own words start, behind its section's lead-in ("Directions: ")"""


@dataclass
class Document:
    """The text that was read, its blocks in order, and what came with it."""

    text: str
    blocks: list[Block]
    structured: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    """per field of the page's structured data: the values stated, each with its span in the text"""
    problems: list[str] = field(default_factory=list)
    page_types: frozenset[str] = frozenset()
    """the schema.org types that the page states"""
    is_text: bool = True
    """whether the text is the source itself, character for character"""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the product's own text, the stronger one first."""
        own = [self.folded[b.start : b.end] for b in self.blocks[:_SAMPLED] if not b.aside and b.kind != "statement"]
        return languages_of(" ".join(own))

    @cached_property
    def folded(self) -> str:
        """The text in the form that phrases are matched in; every character in its place."""
        return fold(self.text)
