# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from officinal.label import to_dict
from officinal.reading import read_text
from officinal.reading.from_text import document_from_text
from officinal.reading.sections import assign_sections

PHRASES = sorted((Path(__file__).parent / "phrases").glob("*.toml"))
SECTION = "section of the last line"
PRODUCT = "Pellam Magnesium"
"""stands above each phrase, so that none is taken for the name of the product"""
STILL_FAILS = pytest.mark.xfail(raises=AssertionError, strict=True, reason="known failure")


def _cases() -> Iterator[Any]:
    """Each case of each file, with the part of the record that the file is about."""
    for path in PHRASES:
        data = tomllib.loads(path.read_text("utf-8"))
        for case in data["case"]:
            marks = STILL_FAILS if case.get("known_failure") else ()
            yield pytest.param(
                data["part"], case["text"], case["expected"], id=f"{path.stem}: {case['title']}", marks=marks
            )


def _read(part: str, phrase: str) -> Any:
    """The part of the record that a phrase under a product's name gives: all of it where no part is named."""
    text = f"{PRODUCT}\n\n{phrase}"
    if part == SECTION:
        document = document_from_text(text)
        assign_sections(document)
        return document.blocks[-1].section
    record = to_dict(read_text(text, must_be_product=False).label)
    return record.get(part) if part else record


def _differences(expected: Any, read: Any, where: str = "") -> list[str]:
    """Where what is read is not what is expected; an expected table, list or text that is empty says: nothing is read."""
    if expected in ({}, [], ""):
        return [f"{where}: read {read!r}, where nothing may be read"] if read else []
    if isinstance(expected, dict) and isinstance(read, dict | None):
        held = read or {}
        return [
            each for key, value in expected.items() for each in _differences(value, held.get(key), f"{where}/{key}")
        ]
    if isinstance(expected, list) and isinstance(read, list) and len(expected) == len(read):
        pairs = enumerate(zip(expected, read, strict=True))
        return [each for index, pair in pairs for each in _differences(*pair, f"{where}/{index}")]
    return [] if expected == read else [f"{where}: read {read!r}, expected {expected!r}"]


@pytest.mark.parametrize(("part", "text", "expected"), list(_cases()))
def test_a_phrase_is_read_as_a_pharmacist_reads_it(part: str, text: str, expected: Any) -> None:
    """A few printed words give what they say, and nothing that they do not say."""
    differences = _differences(expected, _read(part, text))
    assert not differences, "\n".join(differences)


def test_each_phrase_has_a_title_of_its_own() -> None:
    """No two cases of a file say the same, so that a failure names the one that failed."""
    names = [case.id for case in _cases()]
    assert len(names) == len(set(names))
