# SPDX-License-Identifier: Apache-2.0
"""The account of the reading: how much of the text is behind a field, what is not and why, and what is doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from officinal.cli.layout import entry, joined, section, text
from officinal.cli.plain import shorten
from officinal.cli.theme import ACCENT, CARE, MARGIN, THICK, THIN
from officinal.reading import Reading

_BAR = 30
_MOST_LISTED = 12
_NOT_UNDERSTOOD = "not understood"


def account(reading: Reading, width: int) -> Iterator[RenderableType]:
    """Coverage, what was not understood, what was set aside, problems."""
    yield section("Read", [_coverage(reading.coverage)])
    missed = [reading.text[slice(*each.span)] for each in reading.unread if each.reason == _NOT_UNDERSTOOD]
    if missed:
        yield section("Not\nunderstood", list(_missed(missed, width - MARGIN - 4)))
    aside = Counter(each.reason for each in reading.unread if each.reason != _NOT_UNDERSTOOD)
    if aside:
        counts = " · ".join(f"{reason} {count}" for reason, count in aside.most_common())
        yield section("Set aside", [text(counts)])
    if reading.problems:
        yield section("Problems", [entry("!", text(problem, CARE)) for problem in reading.problems])


def _coverage(share: float) -> Text:
    percent = int(share * 100)  # never more than it is: 100% is everything
    full = int(share * _BAR)
    bar = joined(Text(THICK * full, style=ACCENT), Text(THIN * (_BAR - full)))
    return joined(bar, Text(f" {percent}% of the product's own text"))


def _missed(missed: list[str], width: int) -> Iterator[RenderableType]:
    for stretch in missed[:_MOST_LISTED]:
        yield entry("·", text(shorten(stretch, width)))
    if len(missed) > _MOST_LISTED:
        yield entry("·", Text(f"and {len(missed) - _MOST_LISTED} more; --explain shows each in its place"))
