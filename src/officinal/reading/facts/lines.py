# SPDX-License-Identifier: Apache-2.0
"""Lines of a table that lost its cells: rows, lists of rows, and amounts on a line of their own."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.label import ColumnAmount
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import Amount, find_amounts
from officinal.reading.document import Block
from officinal.reading.facts.blends import BLEND, LEAST_LIST, add_parts, add_row, settle
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.facts.cells import fill_row
from officinal.reading.facts.headings import is_columns_line, is_header_line, read_columns_line
from officinal.reading.facts.name import read_name
from officinal.reading.facts.name_cell import NameParts
from officinal.reading.facts.row import CALORIES, Percent, Row, behind, read_line, read_percent, take_line
from officinal.reading.facts.sheet import Sheet
from officinal.reading.item import Where

_SENTENCE = lazy(r"[.!?](?:\s|$)")
_LEADER = lazy(r"\.{3,}|_{3,}|·{3,}")


def read_loose_line(sheet: Sheet, block: Block, start: int, words: str) -> None:
    """A line of a table that lost its cells."""
    if _LEADER.search(words):
        settle(sheet)
    if _continues(sheet, block, start):
        return
    amounts = find_amounts(sheet.folded, start, block.end, comma=sheet.comma)
    percent = read_percent(sheet.document, start, block.end, comma=sheet.comma)
    alone = percent is not None or (
        amounts
        and not sheet.folded[start : amounts[0].start].strip(" ([")
        and (len(sheet.pending) == 1 or _only_amounts(sheet, amounts, start, block.end))
    )
    if alone:
        _attach(sheet, block, start, amounts if percent is None else [], percent)
        return
    stated = amounts or "%" in words or CALORIES.match(words)
    row = read_line(sheet.document, start, block.end, comma=sheet.comma) if stated else None
    if is_columns_line(sheet, words):
        settle(sheet)
        sheet.table.framed.append((block.start, block.end))
        read_columns_line(sheet, start, block.end, words)
        return
    if _in_columns(sheet, block, start, amounts):
        return
    if _blend_line(sheet, block, start):
        return
    several = _several(sheet, block, start, amounts)
    if several:
        settle(sheet)
        for each in several:
            add_row(sheet, each)
    elif row and (row.amount or row.percent is not None) and _row_like(sheet, block, start, row):
        settle(sheet)
        add_row(sheet, row)
    elif is_header_line(sheet, words, row):
        sheet.table.framed.append((block.start, block.end))
        read_columns_line(sheet, start, block.end, words)
    elif block.end - start < 200 and not (_SENTENCE.search(words) and len(words) > 90):
        sheet.pending.append(block)


def _row_like(sheet: Sheet, block: Block, start: int, row: Row) -> bool:
    """A sentence that happens to hold an amount is no row."""
    words = sheet.folded[start : block.end]
    if compiled(
        r"serving|(?:par |pour )?(?:une )?portion|(?:par |pour )dose|per serving|amount per|quantite par|dose\b"
    ).match(
        words,
    ):
        return False
    name = row.name.name or ""
    return len(name) < 160 and not (len(words) > 140 and _SENTENCE.search(words[:-1]) and row.percent is None)


def _only_amounts(sheet: Sheet, amounts: list[Amount], start: int, end: int) -> bool:
    rest = sheet.folded[start:end]
    for amount in amounts:
        rest = rest.replace(sheet.folded[amount.start : amount.end], " ")
    return not compiled(r"[\W\d_]|\b(?:nrv|dv|rda|vnr|vq|of|ri|ar)\b").sub("", rest)


def _attach(sheet: Sheet, block: Block, start: int, amounts: list[Amount], percent: Percent | None) -> None:
    """An amount or percent on a line of its own belongs to the one name that stands before it."""
    if len(sheet.pending) == 1 and amounts:
        owner = sheet.pending.pop()
        begin = max(owner.body, owner.start)
        row = Row((owner.start, block.end), read_name(sheet.document, begin, owner.end, comma=sheet.comma))
        _take(sheet, row, block, start, amounts)
        add_row(sheet, row)
    elif (
        amounts
        and not sheet.pending
        and sheet.rows
        and sheet.rows[-1].amount is None
        and sheet.rows[-1].span[1] < block.start
        and _adjacent(sheet, block)
    ):
        _take(sheet, sheet.rows[-1], block, start, amounts)
    elif (
        amounts
        and not sheet.pending
        and sheet.rows
        and _adjacent(sheet, block)
        and _next_column(sheet, block, start, amounts)
    ):
        return
    elif (
        percent is not None
        and not sheet.pending
        and sheet.rows
        and sheet.rows[-1].percent_span is None
        and _adjacent(sheet, block)
    ):
        last = sheet.rows[-1]
        last.percent, last.note, last.percent_span = percent
        last.span = (last.span[0], block.end)
    elif amounts:
        if sheet.pending:
            sheet.table.problems.append(
                "names and amounts stand in separate columns of the text, so no amount was given to a name; paste the table row by row"
            )
        settle(sheet)
        row = Row((start, block.end), NameParts(None, (start, block.end)))
        _take(sheet, row, block, start, amounts)
        add_row(sheet, row)


def _next_column(sheet: Sheet, block: Block, start: int, amounts: list[Amount]) -> bool:
    """The amount of a further column, on a line of its own."""
    bases = [basis for kind, basis in sheet.columns if kind == "amount"]
    index = len(sheet.rows) - 1
    known = len(sheet.further.get(index, ())) + 1
    if known >= len(bases):
        return False
    line = read_line(sheet.document, start, block.end, comma=sheet.comma)
    value = ColumnAmount(
        basis=bases[known], amount=amounts[0].quantity, daily_value_percent=line.percent if line else None
    )
    sheet.further.setdefault(index, []).append((value, (start, block.end)))
    sheet.rows[-1].span = (sheet.rows[-1].span[0], block.end)
    return True


def _adjacent(sheet: Sheet, block: Block) -> bool:
    return not sheet.text[sheet.rows[-1].span[1] : block.start].strip()


def _take(sheet: Sheet, row: Row, block: Block, start: int, amounts: list[Amount]) -> None:
    """What a line of its own states of the row above it."""
    line = read_line(sheet.document, start, block.end, comma=sheet.comma)
    if line is not None:
        take_line(row, line)
    elif amounts:
        row.amount = amounts[0]
    row.span = (row.span[0], block.end)


def _blend_line(sheet: Sheet, block: Block, start: int) -> bool:
    """ "Sleep Blend 300 mg: valerian 200 mg, hops 100 mg": a blend with its parts on one line."""
    colon = sheet.folded.find(":", start, block.end)
    if colon < 0 or not BLEND.search(sheet.folded, start, colon):
        return False
    head = read_line(sheet.document, start, colon, comma=sheet.comma)
    tail = trim(sheet.text, colon + 1, block.end, " .")
    if head is None or head.amount is None or len(pieces(sheet.folded, *tail, ",;")) < LEAST_LIST - 1:
        return False
    settle(sheet)
    add_row(sheet, head, "blend")
    add_parts(sheet, *tail)
    return True


def _several(sheet: Sheet, block: Block, start: int, amounts: list[Amount]) -> list[Row]:
    """ "Vitamin C 500 mg, zinc 10 mg, echinacea 200 mg": a list of rows written as one sentence."""
    inside = groups(sheet.folded, start, block.end)
    outside = [a for a in amounts if a.quantity.unit != "%" and not any(b <= a.start < e for b, e in inside)]
    if len(outside) < 2:
        return []
    split = pieces(sheet.folded, start, block.end, ";" if ";" in sheet.folded[start : block.end] else ",")
    rows: list[Row] = []
    for begin, end in _joined(sheet, split):
        lead = compiled(r"(?:and|et|plus|contains:?|contient ?:?) ").match(sheet.folded[begin:end])
        row = read_line(
            sheet.document,
            begin + lead.end() if lead else begin,
            len(sheet.folded[:end].rstrip(". ")),
            comma=sheet.comma,
        )
        if row is None or row.amount is None or (row.name.name is None and len(rows) == 0):
            return []
        rows.append(row)
    return rows if len(rows) > 1 else []


def _joined(sheet: Sheet, split: list[Where]) -> Iterator[Where]:
    """Pieces without an amount of their own belong to the piece before or after them."""
    held: Where | None = None
    for begin, end in split:
        has = any(a.quantity.unit != "%" for a in find_amounts(sheet.folded, begin, end, comma=sheet.comma))
        named = compiled(r"[a-z]{3}").search(compiled(r"\d+ ?[a-z]+").sub("", sheet.folded[begin:end])) is not None
        if held and has and not named:
            yield held[0], end
            held = None
            continue
        if held and not has:
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (begin, end)
    if held:
        yield held


def _continues(sheet: Sheet, block: Block, start: int) -> bool:
    """A line in brackets goes on with the row above: how its extract was made, what it equals."""
    if not sheet.rows or sheet.text[start] not in "([" or sheet.pending:
        return False
    row = sheet.rows[-1]
    if row.amount is None:
        return False
    behind(sheet.document, start, block.end, row, comma=sheet.comma)
    row.span = (row.span[0], block.end)
    return True


def _in_columns(sheet: Sheet, block: Block, start: int, amounts: list[Amount]) -> bool:
    """A line under headings of several columns: its amounts and percents are the cells."""
    if sum(kind == "amount" for kind, _ in sheet.columns) < 2:
        return False
    inside = groups(sheet.folded, start, block.end)
    outside = [
        a
        for a in find_amounts(sheet.folded, start, block.end, comma=sheet.comma, units_only=False)
        if not any(b <= a.start < e for b, e in inside)
    ]
    outside = [a for a in outside if a.start > start]
    if any(a.quantity.unit for a in outside):
        outside = [a for a in outside if a.quantity.unit or sheet.folded[a.end : a.end + 2].strip().startswith("%")]
    cells = [(a.start, a.end) for a in outside]
    marks = [
        (start + m.start(), start + m.end())
        for m in compiled(r"(?<=\s)[*†‡§–-]{1,3}(?=\s|$)").finditer(sheet.folded[start : block.end])
    ]
    cells = _joined_by_slash(sheet, sorted([*cells, *marks]))
    while (
        cells
        and compiled(r"[a-z]").search(
            sheet.folded[cells[0][1] : cells[1][0] if len(cells) > 1 else block.end].replace("nrv", "")
        )
        and len(cells) > 1
    ):
        cells.pop(0)
    if len(cells) < 2 or not any(c.isalpha() for c in sheet.folded[start : cells[0][0]]):
        return False
    row = Row((start, block.end), read_name(sheet.document, start, cells[0][0], comma=sheet.comma))
    settle(sheet)
    fill_row(sheet, row, cells)
    add_row(sheet, row)
    return True


def _joined_by_slash(sheet: Sheet, cells: list[Where]) -> list[Where]:
    """ "820 kJ / 196 kcal" is one cell, and so is an amount with its percent."""
    joined: list[Where] = []
    for cell in cells:
        if joined and sheet.folded[joined[-1][1] : cell[0]].strip() in ("/", "="):
            joined[-1] = (joined[-1][0], cell[1])
        else:
            joined.append(cell)
    return joined
