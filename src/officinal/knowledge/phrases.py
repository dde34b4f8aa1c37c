# SPDX-License-Identifier: Apache-2.0
"""Phrases of the knowledge in a text, all in one pass: the longest at each place wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from officinal.knowledge.names import WORD, fold, words, words_of_each


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
        means: dict[tuple[str, ...], str] = {}
        longest: dict[str, int] = {}
        listed = [(meaning, phrase) for meaning, phrases in meanings.items() for phrase in phrases]
        split = words_of_each([phrase for _, phrase in listed])
        for (meaning, _), parts in zip(listed, split, strict=False):
            stems = _stems(parts)
            if stems and stems not in means:
                means[stems] = meaning
                if longest.get(stems[0], 0) < len(stems):
                    longest[stems[0]] = len(stems)
        self._means, self._longest = means, longest

    def find(self, text: str) -> list[Found]:
        """Every phrase of a text, left to right, none inside another."""
        return list(self._find(text))

    def ids(self, text: str) -> tuple[str, ...]:
        """What a text speaks of, each once, in the order of the text."""
        if len(text) <= _REMEMBERED:
            return _ids(self, text)
        return tuple(dict.fromkeys(meaning for meaning, _, _ in self._among(_stems(words(text)))))

    def _find(self, text: str) -> Iterator[Found]:
        stems, starts, ends = _seen(text) if len(text) <= _REMEMBERED else _see(text)
        for meaning, first, after in self._among(stems):
            yield Found(meaning, starts[first], ends[after - 1])

    def _among(self, stems: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        """Every phrase among some words: what it means, its first word, and the one behind it."""
        longest, means, count, after = self._longest, self._means, len(stems), 0
        for at in [at for at, stem in enumerate(stems) if stem in longest]:
            if at < after:
                continue
            for length in range(min(longest[stems[at]], count - at), 0, -1):
                meaning = means.get(stems[at : at + length])
                if meaning is not None:
                    after = at + length
                    yield meaning, at, after
                    break


@lru_cache(maxsize=8_000)
def _ids(phrases: Phrases, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.id for each in phrases._find(text)))


def _see(text: str) -> tuple[tuple[str, ...], list[int], list[int]]:
    """A text's words without their plural's s, and where each begins and ends."""
    seen = list(WORD.finditer(fold(text)))
    return _stems([match[0] for match in seen]), [match.start() for match in seen], [match.end() for match in seen]


_seen = lru_cache(maxsize=4_000)(_see)
"""a claim is searched for its target, for diseases and for ingredients: its words are taken apart once"""
_REMEMBERED = 1_000
"""longer texts are not kept"""


def _stems(split: list[str]) -> tuple[str, ...]:
    return tuple([word[:-1] if word[-1] == "s" and len(word) > 3 and word[-2] != "s" else word for word in split])
