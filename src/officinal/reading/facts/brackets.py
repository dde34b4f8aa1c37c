# SPDX-License-Identifier: Apache-2.0
"""Brackets in a line of a facts table, also those that a page lost one half of."""

from __future__ import annotations

_PAIRS = {")": "(", "]": "["}


def groups(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost bracket groups between two places, each from its bracket to behind its closing one.

    An opening bracket that is never closed opens no group; a closing one without an opening is passed over.
    """
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    for at in range(start, end):
        char = text[at]
        if char in "([":
            open_at.append(at)
        elif char in ")]":
            if open_at and text[open_at[-1]] == _PAIRS[char]:
                begin = open_at.pop()
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, at + 1))
    return found


def pieces(text: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Split at any of some characters that stand outside brackets, a comma only before a space."""
    inside = groups(text, start, end)
    found: list[tuple[int, int]] = []
    begin, index, at = start, 0, start
    while at < end:
        if index < len(inside) and at == inside[index][0]:
            at = inside[index][1]
            index += 1
            continue
        if text[at] in separators and (text[at] != "," or at + 1 >= end or not text[at + 1].isalnum()):
            found.append((begin, at))
            begin = at + 1
        at += 1
    found.append((begin, end))
    return [span for span in (trim(text, *each) for each in found) if span[0] < span[1]]


def trim(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """The span without the white space (and the given characters) at its ends."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end
