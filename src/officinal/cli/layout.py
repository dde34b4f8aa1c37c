# SPDX-License-Identifier: Apache-2.0
"""The page's building blocks: rules, and sections whose name stands at the left of their words."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from officinal.cli.plain import clean
from officinal.cli.theme import ACCENT, HEADING, MARGIN, UNKNOWN


def text(words: str, style: str = "") -> Text:
    """Words of the page, made safe."""
    return Text(clean(words), style=style)


def unknown(words: str) -> Text:
    """What the page does not state, said to be so."""
    return Text(words, style=UNKNOWN)


def joined(*parts: Text) -> Text:
    """Texts in a row, each in its own style (what is appended to a styled text would take that style on)."""
    return Text().join(parts)


def rule(sign: str, width: int) -> Text:
    """A line across the page."""
    return Text(sign * width, style=ACCENT)


def section(name: str, lines: Iterable[RenderableType]) -> Padding:
    """A section: its name, then its words, and an empty line behind."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=MARGIN - 2)
    grid.add_column(ratio=1)
    grid.add_row(Text(name, style=HEADING), Group(*lines))
    return Padding(grid, (0, 0, 1, 0))


def entry(mark: str, words: RenderableType) -> Table:
    """One entry of a list: a mark, and its words hanging behind it."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column()
    grid.add_column(ratio=1)
    grid.add_row(mark, words)
    return grid
