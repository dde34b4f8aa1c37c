# SPDX-License-Identifier: Apache-2.0
"""Phrases of the knowledge in a text, all in one pass: the longest at each place wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from officinal.knowledge.names import WORD, fold, words


class Found(NamedTuple):
    """A phrase in a text: what it means, and where it stands."""

    id: str
    start: int
    end: int


class Phrases:
    """Many phrases, each meaning one thing; spelling (case, accents, hyphens, a plural's s) is forgiven.

    >>> Phrases({"muscle-function": ["muscle function", "muscles"]}).find("For healthy Muscle-Functions!")
    [Found(id='muscle-function', start=12, end=28)]
    """

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._means: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                stems = tuple(_stem(word) for word in words(phrase))
                if stems:
                    self._means.setdefault(stems, meaning)
                    self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))

    def find(self, text: str) -> list[Found]:
        """Every phrase of a text, left to right, none inside another."""
        return list(self._find(text))

    def ids(self, text: str) -> tuple[str, ...]:
        """What a text speaks of, each once, in the order of the text."""
        return tuple(dict.fromkeys(found.id for found in self._find(text)))

    def _find(self, text: str) -> Iterator[Found]:
        seen = [(_stem(match[0]), match.start(), match.end()) for match in WORD.finditer(fold(text))]
        at = 0
        while at < len(seen):
            for length in range(min(self._longest.get(seen[at][0], 0), len(seen) - at), 0, -1):
                meaning = self._means.get(tuple(word for word, _, _ in seen[at : at + length]))
                if meaning is not None:
                    yield Found(meaning, seen[at][1], seen[at + length - 1][2])
                    at += length
                    break
            else:
                at += 1


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
