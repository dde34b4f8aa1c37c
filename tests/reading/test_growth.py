# SPDX-License-Identifier: Apache-2.0
"""Work grows with the text and no faster: four times the text is read and checked with about four times the calls."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from officinal.checks import check
from officinal.reading import read_html, read_text

_TIMES = 4
_MOST = 1.35 * _TIMES
_LETTERS = "bcdfglmnprstvz"
_SUBSTANCES = ("Magnesium", "Zinc", "Vitamin C", "Glycine", "Biotin", "Selenium", "Calcium")


def _word(at: int) -> str:
    return "".join(_LETTERS[at // len(_LETTERS) ** place % len(_LETTERS)] + "aeiou"[at % 5] for place in range(4))


def _lines(many: int) -> str:
    kinds = (
        "Supports {} health.",
        "Contains no {}.",
        "Do not use if you take {}.",
        "{} 40 mg",
        "{}, $12.99",
        "May contain {}.",
    )
    said = "\n".join(kinds[at % len(kinds)].format(_word(at)) for at in range(many))
    return f"Tidewell Calm\nSupplement Facts\nServing size: 1 capsule\nMagnesium 200 mg\nDirections: take 1 daily.\n{said}"  # fmt: skip


def _mentions(many: int) -> str:
    said = "\n".join(
        f"Sleep was better with zinc in adults than with placebo, and fatigue less ({_word(at).title()} et al., {1990 + at % 30}) over {at % 20 + 2} weeks in a study."
        for at in range(many)
    )
    return f"Tidewell Calm\nSupplement Facts\nServing size: 1 capsule\nMagnesium 200 mg\nZinc 3 mg\n{said}"


def _table(many: int) -> str:
    rows = "".join(f"<tr><td>{_SUBSTANCES[at % 7]} {_word(at)}</td><td>{at + 1} mg</td></tr>" for at in range(many))
    return f"<html><h1>Calm</h1><h2>Supplement Facts</h2><p>Serving size: 1 capsule</p><table>{rows}</table></html>"


def _tables(many: int) -> str:
    each = (
        f"<h3>Product {at} {_word(at)}</h3><p>Supplement Facts</p><table><tr><td>Serving size</td><td>{at % 5 + 1} capsules</td></tr>"
        f"<tr><td>{_SUBSTANCES[at % 7]}</td><td>{at + 1} mg</td></tr></table><p>Take {at % 3 + 1} capsules daily with food {at}.</p>"
        for at in range(many)
    )
    return f"<html><h1>Calm</h1>{''.join(each)}</html>"


def _calls(work: Callable[[], object]) -> int:
    """How many functions some work calls."""
    count = 0

    def note(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("make", "few"), [(_lines, 300), (_mentions, 100), (_table, 150), (_tables, 60)], ids=lambda each: getattr(each, "__name__", None)
)  # fmt: skip
def test_four_times_the_text_takes_four_times_the_work(make: Callable[[int], str], few: int) -> None:
    """No reader and no rule goes through the whole page again for each thing that it finds on it."""

    def work(text: str) -> None:
        reading = read_html(text) if text.startswith("<") else read_text(text)
        check(reading.label, market="ca", as_of=dt.date(2026, 11, 25), reading=reading)

    work(make(few + 1))  # patterns, knowledge and rules are loaded once
    small, large = (_calls(partial(work, make(many))) for many in (few, few * _TIMES))
    assert large <= _MOST * small
