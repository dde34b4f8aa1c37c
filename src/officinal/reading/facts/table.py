# SPDX-License-Identifier: Apache-2.0
"""A facts table as it stands on the page, block by block: serving, columns, rows, blends, footnotes."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.amounts import find_amounts
from officinal.reading.document import Block, Document
from officinal.reading.facts.blends import settle
from officinal.reading.facts.cells import holds_amounts, read_cells
from officinal.reading.facts.lines import read_loose_line
from officinal.reading.facts.nest import nest
from officinal.reading.facts.row import read_line
from officinal.reading.facts.sheet import Sheet, Table

FACTS = frozenset(("facts", "medicinal"))
_FOOTNOTE = lazy(
    r"[*†‡§^+¥~•]*\s*(?:\(?[*†‡§^+¥~]\)?|%? ?(?:percent )?daily values?\b.{0,40}(?:based|not|tells)|\*?percent daily|the % daily value|daily value ?\(?(?:dv)?\)? (?:not|has)|% ?dv\b.{0,30}|dv not|"
    r"not a significant|nrv ?[=:(]|nutrient reference|% ?nrv|ri ?=|reference intake|less than \d+ ?%|5 ?% or less|valeurs? nutritionnelles? de reference|vnr ?[=:]|% ?vnr|% ?vq|apports? de reference|valeur quotidienne|no (?:nrv|rda|ri)|pas de vnr|aucune vnr|5 ?% ou moins|calories a day)"
)
_MOST_ROWS = 2_000


def read_table(document: Document, blocks: list[Block], *, comma: bool) -> Table:
    """The table that some blocks hold, read in order; `comma` says that a comma parts decimals on this page."""
    sheet = Sheet(document, comma=comma)
    for block in blocks[:_MOST_ROWS]:
        _block(sheet, block)
    settle(sheet)
    sheet.table.blocks = blocks
    sheet.table.rows = nest(sheet)
    return sheet.table


def _block(sheet: Sheet, block: Block) -> None:
    start = max(block.body, block.start)
    words = sheet.folded[start : block.end]
    if start >= block.end:
        sheet.table.framed.append((block.start, block.end))
        return
    if "kj" in words or "kcal" in words or words.startswith(("energy", "energie", "calories")):
        sheet.nutrition = True
    if (
        _FOOTNOTE.match(words)
        and not (block.cells and len(block.cells) > 2 and holds_amounts(sheet, block))
        and (
            not compiled(r"[*†‡^+•]+\s?[a-z]").match(words)
            or read_line(sheet.document, start, block.end, comma=sheet.comma) is None
        )
    ):
        sheet.table.framed.append((block.start, block.end))
        return
    if block.kind == "row":
        read_cells(sheet, block)
        return
    if block.kind == "heading" and not find_amounts(sheet.folded, start, block.end):
        sheet.table.framed.append((block.start, block.end))
        return
    read_loose_line(sheet, block, start, words)
