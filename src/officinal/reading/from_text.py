# SPDX-License-Identifier: Apache-2.0
"""Plain text, as copied off a page or a label, to a document: one block a line."""

from __future__ import annotations

import re

from officinal.reading.document import Block, Document

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•·▪●◦‣✓✔*]|[-–—](?=\s))\s*")


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
    return Document(text, blocks)


def _block(text: str, start: int, end: int, gap: bool) -> Block:
    if "\t" in text[start:end]:
        return Block(start, end, "row", cells=_cells(text, start, end), gap=gap, body=start)
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        return Block(start, end, "item", gap=gap, body=bullet.end())
    return Block(start, end, "line", gap=gap, body=start)


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    cells = []
    for match in re.finditer(r"[^\t]+", text[start:end]):
        cell = match[0]
        left = len(cell) - len(cell.lstrip())
        if stripped := cell.strip():
            cells.append((start + match.start() + left, start + match.start() + left + len(stripped)))
    return tuple(cells)
