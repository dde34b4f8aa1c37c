# SPDX-License-Identifier: Apache-2.0
"""Tables are read however they were saved, and each row that does not fit is named by its line."""

from __future__ import annotations

import codecs

import pytest

from officinal.shop.exchange import table as tables
from officinal.shop.exchange.entry import Refused
from officinal.shop.exchange.table import Row, TableError, read_table

TEXT = 'Slug,Name\r\nzinc,"L\'été, ""fort"" = 5"\r\n\r\niron,"two\r\nlines"\r\n'


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("zinc,", "zinc;").replace("iron,", "iron;").replace("Slug,", "Slug;").encode(),
        TEXT.replace("zinc,", "zinc\t").replace("iron,", "iron\t").replace("Slug,", "Slug\t").encode(),
        TEXT.replace("Slug,Name", "Slug,Name,,").replace('5"\r\n', '5",,\r\n').encode(),
    ],
    ids=["utf-8", "mark", "windows-1252", "utf-16", "unix", "semicolons", "tabs", "empty columns"],
)
def test_a_table_says_the_same_however_it_was_saved(data: bytes) -> None:
    """Encoding, mark, line ends and separator are told from the file; accents, quotes and line breaks stay."""
    read = read_table(data, "products.csv")
    assert read.columns == ("slug", "name")
    assert read.rows == (
        Row(2, {"slug": "zinc", "name": 'L\'été, "fort" = 5'}),
        Row(4, {"slug": "iron", "name": "two\nlines"}),
    )


def test_rows_that_do_not_fit_are_named_and_the_others_read() -> None:
    """A row with a cell too few or too many, or with broken quotes, is refused by the line where it begins."""
    data = b'slug,name\na,"one\ntwo"\nb\nc,C,more\nd,"x"y\ne,E\n'
    rows = read_table(data, "x.csv").rows
    assert [(type(row), row.line) for row in rows] == [(Row, 2), (Refused, 4), (Refused, 5), (Refused, 6), (Row, 7)]


def test_a_quote_that_is_never_closed_says_that_the_rest_was_not_read() -> None:
    """What an open quote swallows is not silently lost."""
    rows = read_table(b'slug,name\na,A\nb,"B\nc,C\n', "x.csv").rows
    assert isinstance(rows[0], Row)
    assert isinstance(rows[-1], Refused)
    assert rows[-1].line == 3
    assert "nothing after it was read" in rows[-1].reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no table"),
        (b"\n\n", "no table"),
        (b"slug,Name,name\n", "two columns are called name"),
        (b"PK\x03\x04xl/workbook.xml", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_table_is_refused_with_the_way_on(data: bytes, said: str) -> None:
    """The error names the file and what it is."""
    with pytest.raises(TableError, match=said) as raised:
        read_table(data, "wares.csv")
    assert str(raised.value).startswith("wares.csv: ")


def test_size_rows_and_cells_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large a file, too many rows and too long a cell are refused; a file at the bound is not."""
    data = b"slug,name\na,A\nb,B\n"
    assert len(read_table(data, "x.csv", most_bytes=len(data), most_rows=2).rows) == 2
    with pytest.raises(TableError, match="larger than"):
        read_table(data, "x.csv", most_bytes=len(data) - 1)
    with pytest.raises(TableError, match="more than 1 rows"):
        read_table(data, "x.csv", most_rows=1)
    monkeypatch.setattr(tables, "MOST_IN_A_CELL", 20)
    rows = read_table(b"slug,name\na," + b"A" * 21 + b"\nb,B\n", "x.csv").rows
    assert isinstance(rows[0], Refused)
    assert "longer than 20" in rows[0].reason


def test_ten_thousand_rows_keep_their_lines() -> None:
    """Line numbers are right at the end of a long file with line breaks inside its cells."""
    data = b"slug,name\r\n" + b"".join(b'p%d,"two\r\nlines"\r\n' % n for n in range(10_000))
    rows = read_table(data, "x.csv").rows
    assert len(rows) == 10_000
    assert rows[-1].line == 2 + 2 * 9_999
