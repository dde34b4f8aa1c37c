# SPDX-License-Identifier: Apache-2.0
"""Rows as they are taken up, and the blends that some of them open for those behind."""

from __future__ import annotations

from officinal.knowledge.names import identify
from officinal.patterns import compiled, lazy
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.facts.headings import HEADER
from officinal.reading.facts.name import read_name
from officinal.reading.facts.row import Row, read_line
from officinal.reading.facts.sheet import Sheet

BLEND = lazy(
    r"\b(?:blend|complex|matrix|proprietary|formula|melange|complexe|stack|mix|cocktail|fusion|consortium|exclusif|exclusive)\b"
)
_NOT_A_BLEND = lazy(
    r"b[- ]complex$|(?:chelate|amino acid|glycinate|citrate|aminoate|yeast) complex|complexe? de glycinate|amino acid|chelate"
)
LEAST_LIST = 3


def settle(sheet: Sheet) -> None:
    """Names that no amount followed: parts of the blend above, or ingredients whose amount is not stated."""
    for block in sheet.pending:
        begin = max(block.body, block.start)
        words = sheet.folded[begin : block.end]
        listed = pieces(sheet.folded, begin, block.end, ",;")
        blend = in_a_blend(sheet)
        if blend and (len(listed) >= 2 or block.kind == "item" or len(words) < 100):
            for a, b in listed:
                add_row(sheet, Row((a, b), read_name(sheet.document, a, b, comma=sheet.comma)), "part")
        elif (identify(words) and not sheet.document.is_text) or (identify(words) and block.kind == "row"):
            add_row(sheet, Row((begin, block.end), read_name(sheet.document, begin, block.end, comma=sheet.comma)))
        elif len(words) < 80 and HEADER.match(words):
            sheet.table.framed.append((block.start, block.end))
    sheet.pending.clear()


def in_a_blend(sheet: Sheet) -> bool:
    """Whether the rows that follow may be parts of a blend."""
    for mark in reversed(sheet.marks):
        if mark == "blend":
            return True
        if mark != "part":
            return False
    return False


def add_row(sheet: Sheet, row: Row, mark: str = "") -> None:
    """Take a row up: at the top level, as a blend, or as a part of the blend above."""
    name = row.name.name or ""
    folded = name.lower()
    if not mark and BLEND.search(folded) and not _NOT_A_BLEND.search(folded):
        mark = "blend"
    elif not mark and row.amount is None and in_a_blend(sheet):
        mark = "part"
    sheet.rows.append(row)
    sheet.marks.append(mark)
    if mark == "blend":
        _inline_parts(sheet, row)


def _inline_parts(sheet: Sheet, row: Row) -> None:
    """ "Calm Blend 500 mg: valerian, hops, passionflower": the parts on the blend's own line or in its brackets."""
    start, end = row.span
    behind = max(
        row.amount.end if row.amount else start,
        row.percent_span[0] if row.percent_span and row.percent_span[0] > start else start,
    )
    at = row.name.span[0]
    for begin, stop in groups(sheet.folded, start, end):
        inner = trim(sheet.text, begin + 1, stop - 1)
        if len(pieces(sheet.folded, *inner, ",;")) >= LEAST_LIST - 1 and begin > at:
            add_parts(sheet, *inner)
            row.name.name = (
                sheet.text[row.name.span[0] : begin].strip() if begin < behind or not row.amount else row.name.name
            )
            row.name.sources.clear()
            return
    tail = trim(sheet.text, behind, end, ":;,.–- *†‡%")
    if tail[0] < tail[1] and row.amount and tail[0] >= row.amount.end and len(pieces(sheet.folded, *tail, ",;")) >= 2:
        add_parts(sheet, *tail)


def add_parts(sheet: Sheet, start: int, end: int) -> None:
    """Take up the things that a list names as parts of the blend above."""
    for a, b in pieces(sheet.folded, start, end, ",;"):
        lead = compiled(r"(?:and|et|&) ").match(sheet.folded[a:b])
        begin = a + lead.end() if lead else a
        row = read_line(sheet.document, begin, b, comma=sheet.comma)
        if row is None:
            row = Row(
                (begin, b),
                read_name(sheet.document, begin, len(sheet.folded[:b].rstrip(". ")), comma=sheet.comma),
            )
        if row.name.name:
            sheet.rows.append(row)
            sheet.marks.append("part")
