# SPDX-License-Identifier: Apache-2.0
"""Rows of cells: the first cell is the name, the headings or the looks say what the others are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from officinal.knowledge.names import identify
from officinal.label import ColumnAmount, Extract
from officinal.patterns import lazy
from officinal.reading.amounts import Amount, find_amounts
from officinal.reading.document import Block
from officinal.reading.facts.blends import add_row, settle
from officinal.reading.facts.brackets import holds_a_letter
from officinal.reading.facts.headings import kinds_for, read_header
from officinal.reading.facts.name import read_name
from officinal.reading.facts.name_cell import PARTS, RATIO, SOLVENT, NameCell, NameParts
from officinal.reading.facts.row import Percent, Row, behind, read_line, read_percent, take_line
from officinal.reading.facts.sheet import Sheet
from officinal.reading.facts.sources import read_source
from officinal.reading.item import Item, Where

_SOLVENT_CELL = lazy(rf"{SOLVENT.pattern}(?: ?/ ?[a-z]+)?(?: ?\(v/v\)| ?v/v)?")
_PER_HUNDRED = lazy(r"100 ?(?:g|ml)\b")


@dataclass(slots=True)
class _Cell:
    """A column of one row: what it is of, and what stands there."""

    basis: str
    line: Row


def holds_amounts(sheet: Sheet, block: Block) -> bool:
    """Whether a cell behind the first holds an amount."""
    return any(True for _ in _behind_the_name(sheet, block))


def _behind_the_name(sheet: Sheet, block: Block) -> Iterator[Amount]:
    for cell in block.cells[1:]:
        yield from find_amounts(sheet.folded, *cell, comma=sheet.comma)


def read_cells(sheet: Sheet, block: Block) -> None:
    """A row of a real table: the first cell is the name, the others are amounts and percents."""
    cells = list(block.cells)
    header = read_header(sheet, cells)
    if header is not None:
        sheet.columns = header
        sheet.table.framed.append((block.start, block.end))
        return
    settle(sheet)
    named = holds_a_letter(sheet.folded, *cells[0])
    first = read_line(sheet.document, *cells[0], comma=sheet.comma) if len(cells) == 1 else None
    if first:
        add_row(sheet, first)
        return
    name = read_name(sheet.document, *cells[0], comma=sheet.comma) if named else NameParts(None, cells[0])
    row = Row((block.start, block.end), name)
    if named and not any(each.quantity.unit != "%" for each in _behind_the_name(sheet, block)):
        row = _with_its_amount(sheet, block, row)
    rest = cells[1:] if named else cells
    fill_row(sheet, row, rest)
    add_row(sheet, row)


def _with_its_amount(sheet: Sheet, block: Block, row: Row) -> Row:
    """A row whose amount stands in the cell of its name, in brackets or behind it: "Zinc 15 mg | 136 %"."""
    if row.name.equivalents:
        row.amount, row.name.equivalents = row.name.equivalents[0], row.name.equivalents[1:]
        return row
    line = read_line(sheet.document, *block.cells[0], comma=sheet.comma)
    if line is None or line.amount is None:
        return row
    line.span = row.span
    return line


def fill_row(sheet: Sheet, row: Row, cells: list[Where]) -> None:
    """Give each cell behind the name its meaning: first by the headings, else by what it looks like."""
    kinds = kinds_for(sheet, len(cells))
    columns: list[_Cell] = []
    for index, cell in enumerate(cells):
        if _made_cell(sheet, row, cell):
            continue
        kind, basis = kinds[index] if kinds else ("", "")
        percent = read_percent(sheet.document, *cell, comma=sheet.comma)
        if percent is not None and (kind == "percent" or "%" in sheet.folded[slice(*cell)] or percent[0] is None):
            _percent_cell(sheet, columns, basis, percent)
            continue
        amounts = find_amounts(sheet.folded, *cell, comma=sheet.comma)
        if len(amounts) == 1 and (amounts[0].start, amounts[0].end) == cell and amounts[0].quantity.unit != "%":
            columns.append(_Cell(basis, Row(cell, NameParts(None, cell), amounts[0])))
            continue
        bare = amounts or find_amounts(sheet.folded, *cell, comma=sheet.comma, units_only=False)
        if kind == "percent" and bare and bare[0].quantity.unit is None and columns:
            _percent_cell(sheet, columns, basis, (bare[0].quantity.value, None, cell))
        elif bare:
            columns.append(_amount_cell(sheet, basis, cell))
        elif not row.amount and index == 0 and holds_a_letter(sheet.folded, *cell):
            _source_cell(sheet, row, cell)
    if not columns:
        return
    if len(columns) == 1:
        take_line(row, columns[0].line)
        return
    main = next((i for i, each in enumerate(columns) if not _PER_HUNDRED.search(each.basis.lower())), 0)
    for index, each in enumerate(columns):
        if index == main:
            take_line(row, each.line)
        elif each.line.amount or each.line.percent_span:
            value = ColumnAmount(
                basis=each.basis or f"column {index + 1}",
                amount=each.line.amount_as_stated(row.name),
                daily_value_percent=each.line.percent,
            )
            sheet.further.setdefault(len(sheet.rows), []).append((value, each.line.span))


def _percent_cell(sheet: Sheet, columns: list[_Cell], basis: str, percent: Percent) -> None:
    """A percent belongs to the amount before it."""
    if not columns or columns[-1].line.percent_span is not None:
        columns.append(_Cell(basis, Row(percent[2], NameParts(None, percent[2]))))
    line = columns[-1].line
    line.percent, line.note, line.percent_span = percent


def _amount_cell(sheet: Sheet, basis: str, cell: Where) -> _Cell:
    line = read_line(sheet.document, *cell, comma=sheet.comma)
    if line is None or line.amount is None:
        line = line or Row(cell, NameParts(None, cell))
        bare = find_amounts(sheet.folded, *cell, comma=sheet.comma, units_only=False)
        line.amount = bare[0]
    return _Cell(basis, line)


def _made_cell(sheet: Sheet, row: Row, cell: Where) -> bool:
    """A cell that says how an extract was made: its ratio, its solvent, the part of the plant."""
    words = sheet.folded[slice(*cell)].strip()
    if words in PARTS:
        row.name.part = row.name.part or (sheet.text[slice(*cell)], cell)
        return True
    if ":" not in words and row.name.extract is None:
        return False
    ratio, solvent = RATIO.fullmatch(words), _SOLVENT_CELL.fullmatch(words)
    if not ratio and RATIO.match(words):
        behind(sheet.document, *cell, row, comma=sheet.comma)
        return row.name.extract is not None
    if not ratio and not (solvent and row.name.extract):
        return False
    known = row.name.extract.value if row.name.extract else Extract()
    spans = dict(row.name.extract.spans) if row.name.extract else {"": cell}
    key = "ratio" if ratio else "solvent"
    spans[f"/{key}"] = cell
    row.name.extract = Item(known.model_copy(update={key: sheet.text[slice(*cell)]}), spans)
    return True


def _source_cell(sheet: Sheet, row: Row, cell: Where) -> None:
    """A cell of words between the name and the amount names the source material, or the part used."""
    if identify(sheet.folded[slice(*cell)]) and not row.name.sources:
        words = NameCell(sheet.document, *cell, comma=sheet.comma)
        words.parts.substance = row.name.substance
        read_source(words, *cell)
        row.name.sources += words.parts.sources
