# SPDX-License-Identifier: Apache-2.0
"""The phrases that the reader knows, English and French, as data: one file per kind of phrase."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import rtoml

from officinal.reading.fold import fold

_HERE = Path(__file__).parent
WORD = re.compile(r"[a-z0-9%&']+")


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """The phrases of one file, each as its folded words, with the entry it stands under."""
    data = rtoml.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        tuple(WORD.findall(fold(phrase))): entry
        for entry, languages in data.items()
        for listed in languages.values()
        for phrase in listed
    }


def match_start(name: str, words: list[str]) -> tuple[str, int]:
    """The entry whose phrase is the longest beginning of some words, and its length in words; ("", 0) for none."""
    known = phrases(name)
    for length in range(min(len(words), 6), 0, -1):
        entry = known.get(tuple(words[:length]))
        if entry:
            return entry, length
    return "", 0
