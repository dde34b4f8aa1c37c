# SPDX-License-Identifier: Apache-2.0
"""Brackets in a line of a facts table, also those that a page lost one half of."""

from __future__ import annotations

import re
from functools import cache

from officinal.patterns import lazy

_BRACKET = lazy(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}


@cache
def _separator(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


def holds_a_letter(text: str, start: int, end: int) -> bool:
    """Whether a letter stands between two places."""
    return any(map(str.isalpha, text[start:end]))


def groups(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost bracket groups between two places, each from its bracket to behind its closing one.

    An opening bracket that is never closed opens no group; a closing one without an opening is passed over.
    """
    found: list[tuple[int, int]] = []
    if text.find("(", start, end) < 0 and text.find("[", start, end) < 0:
        return found
    open_at: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        at, char = match.start(), match[0]
        if char in "([":
            open_at.append(at)
        else:
            if open_at and text[open_at[-1]] == _PAIRS[char]:
                begin = open_at.pop()
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, at + 1))
    return found


def pieces(text: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Split at any of some characters that stand outside brackets, a comma only before a space."""
    found: list[tuple[int, int]] = []
    begin, index = start, 0
    places = [match.start() for match in _separator(separators).finditer(text, start, end)]
    inside = groups(text, start, end) if places else []
    for at in places:
        while index < len(inside) and inside[index][1] <= at:
            index += 1
        if index < len(inside) and inside[index][0] <= at:
            continue
        if text[at] != "," or at + 1 >= end or not text[at + 1].isalnum():
            found.append((begin, at))
            begin = at + 1
    found.append((begin, end))
    return [span for span in (trim(text, *each) for each in found) if span[0] < span[1]]


def trim(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """The span without the white space (and the given characters) at its ends."""
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end
