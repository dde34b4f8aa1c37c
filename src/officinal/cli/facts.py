# SPDX-License-Identifier: Apache-2.0
"""The facts table: thick rule, thin rule, figures in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import Box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from officinal.cli.layout import joined, rule, text, unknown
from officinal.cli.theme import ACCENT, HEADING, NAME, THICK, UNKNOWN
from officinal.cli.words import number, quantity, quantity_parts, row_details
from officinal.label import ColumnAmount, MedicinalIngredient

_RULES = Box("━━━━\n    \n────\n    \n────\n────\n    \n━━━━\n")
_MOST_COLUMNS = 2
"""more further columns than these are told under the name instead"""


def facts_table(rows: tuple[MedicinalIngredient, ...], width: int) -> Iterator[RenderableType]:
    """The table of medicinal ingredients, and the meaning of the signs in it."""
    every = list(_flat(rows))
    bases = list(dict.fromkeys(column.basis for row, _ in every for column in row.other_columns))
    columns = bases if len(bases) <= _MOST_COLUMNS else []
    shares = any(_share(row) != "–" for row, _ in every)
    table = Table(box=_RULES, width=width, padding=(0, 1), pad_edge=False, show_edge=False)
    table.border_style, table.header_style = ACCENT, HEADING
    table.add_column("Medicinal ingredients", ratio=1)
    table.add_column("Amount", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    if shares:
        table.add_column("% DV", justify="right", no_wrap=True)
    for basis in columns:
        table.add_column(text(basis), justify="right", max_width=18)
    for row, depth in every:
        name = _name(row, depth, told=[] if columns else row.other_columns)
        figures, unit = quantity_parts(row.amount) if row.amount else ("not stated", "")
        cells: list[RenderableType] = [name, text(figures, "" if row.amount else UNKNOWN), text(unit)]
        cells += [_share(row)] if shares else []
        table.add_row(*cells, *(text(_column(row, basis)) for basis in columns))
    if not rows:
        table.add_row(unknown("none could be read from the page"))
    yield rule(THICK, width)
    yield table
    yield rule(THICK, width)
    notes = _notes(row for row, _ in every)
    if shares and notes:
        yield Text(notes)
    elif (
        rows and not shares and not any(column.daily_value_percent for row, _ in every for column in row.other_columns)
    ):
        yield unknown("% daily value not stated")


def _flat(rows: Iterable[MedicinalIngredient], depth: int = 0) -> Iterator[tuple[MedicinalIngredient, int]]:
    """Every row with its depth: what a blend is made of follows it."""
    for row in rows:
        yield row, depth
        yield from _flat(row.ingredients, depth + 1)


def _name(row: MedicinalIngredient, depth: int, told: Iterable[ColumnAmount]) -> Text:
    indent = "  " * depth
    name = text(row.name, NAME if not depth else "") if row.name else unknown("name not on the page")
    details = [*row_details(row), *(f"{each.basis}: {_cell(each)}" for each in told)]
    blend = Text(" · blend" if row.kind == "blend" else "")
    return joined(Text(indent), name, blend, *(text(f"\n{indent}  {detail}") for detail in details))


def _share(row: MedicinalIngredient) -> str:
    """The share of the daily value; † where the label says that none is established."""
    if row.daily_value_percent is not None:
        return f"{'<' if row.daily_value_note == 'less-than' else ''}{number(row.daily_value_percent)}%"
    return "†" if row.daily_value_note == "not-established" else "–"


def _column(row: MedicinalIngredient, basis: str) -> str:
    return next((_cell(each) for each in row.other_columns if each.basis == basis), "–")


def _cell(column: ColumnAmount) -> str:
    share = f"{number(column.daily_value_percent)}%" if column.daily_value_percent is not None else ""
    return " · ".join(word for word in (quantity(column.amount), share) if word) or "–"


def _notes(rows: Iterable[MedicinalIngredient]) -> str:
    shares = {_share(row) for row in rows}
    meanings = {"†": "daily value not established", "–": "not stated"}
    return "   ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in shares)
