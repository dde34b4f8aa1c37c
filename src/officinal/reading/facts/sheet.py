# SPDX-License-Identifier: Apache-2.0
"""A facts table while it is being read: its columns, its rows, and what waits for an amount."""

from __future__ import annotations

from dataclasses import dataclass, field

from officinal.label import ColumnAmount, MedicinalIngredient
from officinal.reading.document import Block, Document
from officinal.reading.facts.row import Row
from officinal.reading.item import Item, Where


@dataclass(slots=True)
class Table:
    """The rows of one facts table, with what its headings say of the columns."""

    rows: list[Item[MedicinalIngredient]] = field(default_factory=list)
    framed: list[Where] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    name: Item[str] | None = None
    blocks: list[Block] = field(default_factory=list)


class Sheet:
    """What the modules that read a table have in common: the text, and what they have read of it so far."""

    def __init__(self, document: Document, *, comma: bool) -> None:
        self.document, self.comma = document, comma
        self.text, self.folded = document.text, document.folded
        self.columns: list[tuple[str, str]] = []
        """for each column behind the name: "amount" or "percent", and its basis as printed"""
        self.rows: list[Row] = []
        self.marks: list[str] = []
        """per row: "" top level, "blend" opens one, "part" is made part of the blend above"""
        self.further: dict[int, list[tuple[ColumnAmount, Where]]] = {}
        """per row: the amounts of further columns"""
        self.pending: list[Block] = []
        """lines that no amount has followed so far"""
        self.table = Table()
        self.nutrition = False
