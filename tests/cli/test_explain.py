# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from pathlib import Path

from tests.cli.conftest import Run

from officinal.cli.pretty import Page
from officinal.label import Label
from officinal.reading import Reading, Unread


def _explained(text: str, spans: dict[str, tuple[int, int]], unread: tuple[Unread, ...] = ()) -> str:
    reading = Reading(Label(name="Zinc"), text, spans, unread, (), 1.0, True, "label")
    return Page(io.StringIO(), 80).show(reading, explain=True).split("set aside, and why\n\n")[1].rsplit("\n━", 1)[0]


def test_the_innermost_field_is_marked() -> None:
    """Within a longer statement each value is marked as itself, and the rest as the statement."""
    spans = {"/serving": (0, 16), "/serving/count": (9, 10), "/serving/mass": (12, 15)}
    assert _explained("Serving: 2 (6 g)", spans) == "[Serving:]‹serving› [2]‹serving/count› ([6 g]‹serving/mass›)"


def test_long_names_of_fields_are_short_in_a_mark() -> None:
    """A mark is short enough to read on: the list's name is cut, and a value's own name is left away."""
    assert _explained("Zinc", {"/medicinal_ingredients/0/name": (0, 4)}) == "[Zinc]‹medicinal/0›"


def test_unread_text_is_marked_apart() -> None:
    """What was not understood differs from what was set aside without any colour."""
    text = "Menu Zinc so fresh"
    unread = (Unread((0, 4), "navigation"), Unread((10, 18), "not understood"))
    assert _explained(text, {"/name": (5, 9)}, unread) == "{Menu}‹navigation› [Zinc]‹name› {?so fresh?}"


def test_spans_that_cross_lose_no_text() -> None:
    """Two fields behind parts of the same words are both marked, and each letter is shown once."""
    shown = _explained("Zinc drops", {"/name": (0, 10), "/dosage_form": (5, 10), "/tagline": (2, 7)})
    assert "".join(char for char in shown if char.isupper() or char == " ").count("Z") == 1
    assert shown == "[Zi]‹name›[nc]‹tagline› [drops]‹dosage_form›"


def test_explain_shows_the_record_too(run: Run, label_text: Path) -> None:
    """The marked text follows the record."""
    shown = run("read", label_text, "--explain").stdout
    assert shown.index("Medicinal ingredients") < shown.index("Where each value stood") < shown.index("‹name›")
