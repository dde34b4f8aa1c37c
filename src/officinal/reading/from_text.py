# SPDX-License-Identifier: Apache-2.0
"""Plain text, as copied off a page or a label, to a document: one block a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from officinal.patterns import compiled, lazy
from officinal.reading.document import Block, Document

_LINE = lazy(r"[^\n]+")
_LONGEST_HEADING = 120
_PARAGRAPH = 140
_RANK = 8
"""of a heading that only its shape shows: it closes no part that a known phrase has opened"""
_CLOSES = lazy(r"[^()]{0,80}\)")
_LONGEST_WRAPPED = 400
_MARKED_HEADING = lazy(r"(#{1,6})\s+\S")
_CELL = lazy(r"[^\t]+")
_WIDE_CELL = lazy(r"\S+(?: \S+)*")
_COLUMNS = lazy(r"\S {2,}(?:[<~]? ?\d|[*†‡–-]+(?:\s|$)|%|\.{3})")
_BULLET = lazy(r"\s*(?:[•·▪●◦‣✓✔]|\*(?!\*)|[-–—](?=\s))\s*")


def document_from_text(text: str) -> Document:
    """Lay a plain text out line by line; tabs part the cells of a row."""
    blocks: list[Block] = []
    last_end = -1
    for start, end in _lines(text):
        gap = text.count("\n", max(last_end, 0), start) > 1 if blocks else True
        last_end = end
        blocks.append(_block(text, start, end, gap))
    _mark_headings(text, blocks)
    return Document(text, blocks)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold something; a line that breaks off within a bracket goes on to where the bracket closes."""
    held: tuple[int, int] | None = None
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = start + len(stripped)
        if held and text.count("\n", held[1], start) == 1 and _CLOSES.match(stripped):
            held = (held[0], end)
        else:
            if held:
                yield held
            held = (start, end)
        if end - held[0] > _LONGEST_WRAPPED or not _breaks_off(text, *held):
            yield held
            held = None
    if held:
        yield held


def _breaks_off(text: str, start: int, end: int) -> bool:
    """Whether a line ends within a bracket."""
    opened = text.rfind("(", start, end)
    return opened >= 0 and text.find(")", opened, end) < 0 and text.find("\n", opened, end) < 0


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
    if text[start] == "|" and text[end - 1] == "|" and end - start > 2:
        return Block(start, end, "row", cells=_between_bars(text, start, end), gap=gap, body=start)
    if text[start] == "#" and (mark := _MARKED_HEADING.match(text, start, end)):
        return Block(start, end, "heading", level=mark.end(1) - mark.start(1), gap=gap, body=start)
    cells = () if bullet else _cells(text, start, end)
    if len(cells) > 1:
        return Block(start, end, "row", cells=cells, gap=gap, body=start)
    if bullet and bullet.end() < end:
        return Block(start, end, "item", gap=gap, body=bullet.end())
    return Block(start, end, "line", gap=gap, body=start)


def _between_bars(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The cells of a row written between bars: | Magnesium | 200 mg |"""
    cells = []
    for match in compiled(r"[^|]+").finditer(text[start:end]):
        if held := match[0].strip(" -:"):
            begin = start + match.start() + match[0].index(held)
            cells.append((begin, begin + len(held)))
    return tuple(cells) or ((start, end),)


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The cells of a line: parted by tabs, or by runs of spaces where a later cell is a figure or a mark."""
    line = text[start:end]
    cells: list[tuple[int, int]] = []
    wide = "\t" not in line
    if wide and ("  " not in line or not _COLUMNS.search(line)):
        return ()
    for match in (_WIDE_CELL if wide else _CELL).finditer(line):
        cell = match[0]
        left = len(cell) - len(cell.lstrip())
        if stripped := cell.strip():
            cells.append((start + match.start() + left, start + match.start() + left + len(stripped)))
    return tuple(cells)
