# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.accounts import all_sources, invented, opened, read_or_refused, sources, whole
from tests.reading.rendered import labels

from officinal.errors import OfficinalError
from officinal.label import to_text
from officinal.reading import Reading, read_html, read_text

ROOT = Path(__file__).parent.parent.parent
CHANGES = ("delete", "repeat", "swap", "shuffle", "digit")
TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "<h1>",
    "<script>",
    "<!--",
    "-->",
    "&amp;",
    "&#x;",
    "&mu;",
    "<br",
    "<br/>",
    "'",
    '"',
    "=",
]
WORDS = [
    "Magnesium",
    "200",
    "mg",
    "(as",
    "citrate)",
    ",",
    ":",
    ".",
    "%",
    "1,000",
    "IU",
    "Take",
    "daily",
    "capsules",
    "Serving",
    "Size",
    "NPN",
    "80012345",
    "$46.19",
    "doi:10.1",
]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _changed(text: str, change: str, chance: random.Random) -> str:
    """A page with one line deleted, repeated or moved, with all its lines shuffled, or with other digits."""
    lines = text.split("\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    if change == "delete":
        del lines[a]
    elif change == "repeat":
        lines.insert(b, lines[a])
    elif change == "swap":
        lines[a], lines[b] = lines[b], lines[a]
    elif change == "shuffle":
        chance.shuffle(lines)
    else:
        lines[a] = re.sub(r"\d", lambda _: str(chance.randrange(10)), lines[a])
    return "\n".join(lines)


@pytest.mark.parametrize("page", sources(), ids=_name)
def test_nothing_on_a_page_is_invented_or_lost(page: Path) -> None:
    """Each number and word of the record stands on the page where it says, and no letter goes unmentioned."""
    reading = read_or_refused(page)
    if isinstance(reading, Reading):
        assert invented(reading) == []
        whole(reading)


@given(st.sampled_from(sources()), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4), st.integers(0, 10**6))
@settings(max_examples=150)
def test_nothing_on_a_damaged_page_is_invented_or_lost(page: Path, changes: list[str], seed: int) -> None:
    """When lines go missing, come twice, change places or show other digits, the record still holds only what is there."""
    text, chance = page.read_bytes().decode(), random.Random(seed)
    for change in changes:
        text = _changed(text, change, chance)
    try:
        reading = opened(text.encode(), page.name)
    except OfficinalError:
        return
    assert invented(reading) == []
    whole(reading)


@given(labels())
@settings(max_examples=50)
def test_nothing_on_a_printed_label_is_invented_or_lost(label: object) -> None:
    """Of a label printed as text each value is borne out by the words it was read from."""
    reading = read_text(to_text(label))  # type: ignore[arg-type]
    assert invented(reading) == []
    whole(reading)


@pytest.mark.parametrize("page", sources(), ids=_name)
def test_the_same_page_gives_the_same_reading(page: Path) -> None:
    """Reading a page twice gives the same record, spans and unread rest."""
    assert read_or_refused(page) == read_or_refused(page)


def test_another_process_gives_the_same_reading() -> None:
    """In a fresh start of the program, whatever order its sets have there, every page gives the same reading."""
    program = """
import json
from tests.reading.accounts import all_sources, read_or_refused
print(json.dumps([each if isinstance(each, str) else each.to_dict() for each in map(read_or_refused, all_sources())]))
"""
    given_here = [each if isinstance(each, str) else each.to_dict() for each in map(read_or_refused, all_sources())]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)
        assert json.loads(run.stdout) == given_here


@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map(" ".join))
@settings(max_examples=150)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """No text, however odd, ends in anything but a reading or a message made for people."""
    try:
        reading = read_text(text)
    except OfficinalError as error:
        assert "\n" not in str(error)
        return
    whole(reading)
    assert invented(reading) == []


@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(["\n", "\n\n", "\t"]) | st.text(max_size=8), max_size=80).map(
        " ".join
    )
)
@settings(max_examples=150)
def test_odd_label_text_is_accounted_for(text: str) -> None:
    """Even words of a label in no order at all are either behind a field or listed as unread."""
    reading = read_text(text, must_be_product=False)
    whole(reading)
    assert invented(reading) == []


@given(st.lists(st.sampled_from(TAGS) | st.sampled_from(WORDS) | st.text(max_size=8), max_size=80).map("".join))
@settings(max_examples=150)
def test_any_markup_is_read_or_refused_in_words(html: str) -> None:
    """No markup, however broken, ends in anything but a reading or a message made for people."""
    try:
        reading = read_html(html)
    except OfficinalError as error:
        assert "\n" not in str(error)
        return
    whole(reading)


@given(st.binary(max_size=600), st.sampled_from(["page.html", "label.txt", "product.json", "page"]))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused_in_words(data: bytes, name: str) -> None:
    """No file, whatever its bytes, ends in anything but a reading or a message that names the file."""
    try:
        reading = opened(data, name)
    except OfficinalError as error:
        assert "\n" not in str(error)
        assert name in str(error)
        return
    whole(reading)
