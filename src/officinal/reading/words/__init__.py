# SPDX-License-Identifier: Apache-2.0
"""The phrases that the reader knows, English and French, as data: one file per kind of phrase."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rtoml

from officinal.knowledge.fold import fold
from officinal.patterns import lazy

_HERE = Path(__file__).parent
WORD = lazy(r"[a-z0-9%']+|&")
_LONGEST = 6


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """The phrases of one file, each as its folded words, with the entry it stands under."""
    data = rtoml.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        _words(WORD.findall(fold(phrase))): entry
        for entry, languages in data.items()
        for listed in languages.values()
        for phrase in listed
    }


def _words(found: list[str]) -> tuple[str, ...]:
    return tuple("and" if word == "&" else word for word in found)


@cache
def first_words(name: str) -> frozenset[str]:
    """The words that a phrase of one file can begin with."""
    return frozenset(_longest(name))


@cache
def _longest(name: str) -> dict[str, int]:
    """By its first word, how many words the longest phrase of one file has."""
    longest: dict[str, int] = {}
    for words in phrases(name):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def match_start(name: str, words: list[str]) -> list[tuple[str, int]]:
    """The entries whose phrases some words begin with, each with its length in words, the longest first."""
    first = "and" if words[:1] == ["&"] else words[0] if words else ""
    most = min(_longest(name).get(first, 0), _LONGEST)
    if not most:
        return []
    known = phrases(name)
    plain = _words(words[:most])
    return [(known[plain[:length]], length) for length in range(len(plain), 0, -1) if plain[:length] in known]
