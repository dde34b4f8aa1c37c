# SPDX-License-Identifier: Apache-2.0
"""Plain text, as copied off a page or a label, to a document: one block a line."""

from __future__ import annotations

from itertools import pairwise

from officinal.reading.document import Block, Document
from officinal.reading.patterns import lazy

_LINE = lazy(r"[^\n]+")
_LONGEST_HEADING = 120
_PARAGRAPH = 140
_RANK = 8
"""of a heading that only its shape shows: it closes no part that a known phrase has opened"""
_CELL = lazy(r"[^\t]+")
_WIDE_CELL = lazy(r"\S+(?: \S+)*")
_COLUMNS = lazy(r"\S {2,}(?:[<~]? ?\d|[*†‡–-]+(?:\s|$)|%|\.{3})")
_BULLET = lazy(r"\s*(?:[•·▪●◦‣✓✔*]|[-–—](?=\s))\s*")


def document_from_text(text: str) -> Document:
    """Lay a plain text out line by line; tabs part the cells of a row."""
    blocks: list[Block] = []
    last_end = -1
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = start + len(stripped)
        gap = text.count("\n", max(last_end, 0), start) > 1 if blocks else True
        last_end = end
        blocks.append(_block(text, start, end, gap))
    _mark_headings(text, blocks)
    return Document(text, blocks)


def _mark_headings(text: str, blocks: list[Block]) -> None:
    """A short line without a full stop, with an empty line above and a paragraph below, is a heading."""
    for block, below in pairwise(blocks):
        if (
            block.kind == "line"
            and block.gap
            and block.end - block.start <= _LONGEST_HEADING
            and below.end - below.start >= _PARAGRAPH
            and text[block.end - 1] not in ".!?:;,)%"
            and not text[block.start : block.end].islower()
        ):
            block.kind, block.level = "heading", _RANK


def _block(text: str, start: int, end: int, gap: bool) -> Block:
    bullet = _BULLET.match(text, start, end)
    cells = () if bullet else _cells(text, start, end)
    if len(cells) > 1:
        return Block(start, end, "row", cells=cells, gap=gap, body=start)
    if bullet and bullet.end() < end:
        return Block(start, end, "item", gap=gap, body=bullet.end())
    return Block(start, end, "line", gap=gap, body=start)


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The cells of a line: parted by tabs, or by runs of spaces where a later cell is a figure or a mark."""
    line = text[start:end]
    cells: list[tuple[int, int]] = []
    wide = "\t" not in line
    if wide and not _COLUMNS.search(line):
        return ()
    for match in (_WIDE_CELL if wide else _CELL).finditer(line):
        cell = match[0]
        left = len(cell) - len(cell.lstrip())
        if stripped := cell.strip():
            cells.append((start + match.start() + left, start + match.start() + left + len(stripped)))
    return tuple(cells)
