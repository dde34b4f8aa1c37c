# SPDX-License-Identifier: Apache-2.0
"""A CSV file as rows with their line numbers, however it was saved; a row that does not fit is named, and left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from officinal.errors import OfficinalError, SourceError
from officinal.reading.sources.decode import decode
from officinal.reading.sources.opened import Opened
from officinal.shop.exchange.cells import unguarded
from officinal.shop.exchange.entry import Refused

MOST_BYTES = 64 * 2**20
MOST_ROWS = 50_000
MOST_IN_A_CELL = 500_000
_MOST_COLUMNS = 1000
_DELIMITERS = ",;\t"
_SPACES = re.compile(r"\s+")


class TableError(OfficinalError):
    """A file is no table that can be read: names the file, and the way on."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by their folded heading; an empty cell is an empty text."""

    line: int
    """where it begins in the file, from 1"""
    cells: dict[str, str]

    def get(self, *names: str) -> str:
        """The first of several columns that says something, without the spaces around it."""
        return next((cell for name in names if (cell := self.cells.get(name, "").strip())), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headings, folded, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row | Refused, ...]


def folded(heading: str) -> str:
    """A heading as it is looked up: `Nom de l’attribut 1 ` is `nom de l'attribut 1`."""
    return _SPACES.sub(" ", heading.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip().casefold()


def read_table(data: bytes, name: str, *, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS) -> Table:
    """Read a CSV file: any of UTF-8, UTF-16 or windows-1252; commas, semicolons or tabs. Raises `TableError`."""
    if len(data) > most_bytes:
        raise TableError(
            _("%(name)s: larger than %(most)s MB; bring the products in in several files")
            % {"name": name, "most": most_bytes // 10**6}
        )
    try:
        text = decode(Opened(name=name, data=data, content_type=None, address=None))
    except SourceError as error:
        raise TableError(
            _("%(name)s: %(problem)s; save the sheet as CSV") % {"name": name, "problem": error.problem}
        ) from None
    csv.field_size_limit(MOST_IN_A_CELL)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = _columns(reader, name)
    rows: list[Row | Refused] = []
    for row in _rows(reader, columns):
        if len(rows) == most_rows:
            raise TableError(
                _("%(name)s: more than %(most)s rows; bring the products in in several files")
                % {"name": name, "most": most_rows}
            )
        rows.append(row)
    return Table(name, columns, tuple(rows))


def _delimiter(text: str) -> str:
    """The sign that cuts the heading into most columns."""
    first = text.lstrip("\n").partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _columns(reader: Iterator[list[str]], name: str) -> tuple[str, ...]:
    try:
        heading = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise TableError(
            _("%(name)s: the headings cannot be read (%(problem)s); save the sheet as CSV")
            % {"name": name, "problem": error}
        ) from None
    columns = tuple(folded(cell) for cell in heading)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if not columns:
        raise TableError(_("%(name)s: there is no table in it; its first line must name the columns") % {"name": name})
    if len(columns) > _MOST_COLUMNS:
        raise TableError(_("%(name)s: more than %(most)s columns") % {"name": name, "most": _MOST_COLUMNS})
    for column in columns:
        if column and columns.count(column) > 1:
            raise TableError(
                _("%(name)s: two columns are called %(column)s; name each once") % {"name": name, "column": column}
            )
    return columns


def _rows(reader: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Row | Refused]:
    while True:
        line: int = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(line, "", _unreadable(str(error)))
            continue
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, columns)


def _row(line: int, cells: list[str], columns: tuple[str, ...]) -> Row | Refused:
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(columns):
        return Refused(
            line, "",
            _("it has %(has)s cells where the headings have %(need)s; look for a missing quote or separator")
            % {"has": len(cells), "need": len(columns)},
        )  # fmt: skip
    return Row(line, {name: unguarded(cell) for name, cell in zip(columns, cells, strict=True) if name})


def _unreadable(problem: str) -> str:
    if "end of data" in problem:
        return _("a quote opens here and is never closed; nothing after it was read")
    if "field larger" in problem:
        return _("a cell is longer than %(most)s characters") % {"most": MOST_IN_A_CELL}
    return _("the quotes in it do not match (%(problem)s)") % {"problem": problem}
