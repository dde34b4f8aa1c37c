# SPDX-License-Identifier: Apache-2.0
"""What changed between two labels, line by line of their TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

_AROUND = 3
_LONGEST_LINE = 400
_ALIKE = 0.5
_WORDS = re.compile(r"\w+|\W")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison; `parts` are its words, each with whether it is what changed."""

    kind: Literal["same", "removed", "added", "gap"]
    before: int | None
    after: int | None
    parts: tuple[tuple[str, bool], ...]


def compare(before: str, after: str) -> list[Line]:
    """The lines that changed with a few around them; empty where nothing did.

    >>> [(line.kind, "".join(text for text, _ in line.parts)) for line in compare("a = 1\\nb = 2", "a = 1\\nb = 3")]
    [('same', 'a = 1'), ('removed', 'b = 2'), ('added', 'b = 3')]
    """
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for number, group in enumerate(SequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND)):
        if number:
            lines.append(Line("gap", None, None, ()))
        for kind, i, i_end, j, j_end in group:
            if kind == "equal":
                lines += (Line("same", i + at + 1, j + at + 1, ((old[i + at], False),)) for at in range(i_end - i))
            else:
                lines += _changed(old[i:i_end], new[j:j_end], i + 1, j + 1)
    return lines


def _changed(old: list[str], new: list[str], old_at: int, new_at: int) -> Iterator[Line]:
    """All that went, then all that came; in lines that are alike, only the words that differ are marked."""
    pairs = [_words(a, b) for a, b in zip_longest(old, new)]
    for at in range(len(old)):
        yield Line("removed", old_at + at, None, pairs[at][0])
    for at in range(len(new)):
        yield Line("added", None, new_at + at, pairs[at][1])


def _words(old: str | None, new: str | None) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]:
    """Both lines cut where they differ."""
    whole = ((old or "", True),), ((new or "", True),)
    if not old or not new or max(len(old), len(new)) > _LONGEST_LINE:
        return whole
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    match = SequenceMatcher(None, a, b, autojunk=False)
    if match.ratio() < _ALIKE:
        return whole
    before, after = [], []
    for kind, i, i_end, j, j_end in match.get_opcodes():
        if i < i_end:
            before.append(("".join(a[i:i_end]), kind != "equal"))
        if j < j_end:
            after.append(("".join(b[j:j_end]), kind != "equal"))
    return tuple(before), tuple(after)
