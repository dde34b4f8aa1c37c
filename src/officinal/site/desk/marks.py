# SPDX-License-Identifier: Apache-2.0
"""The source's text cut into pieces, each with the findings and the fields that it is behind.

Links go both ways: a piece leads to its first finding or field, and each of these to its first piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from officinal.checks import Finding
from officinal.reading import Reading
from officinal.site.desk.record import Leaf
from officinal.site.desk.upright import upright

MOST_SHOWN, MOST_PIECES = 100_000, 4_000
"""characters of a source that are shown, and pieces: a browser takes seconds for a page of a hundred thousand links"""
_NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source; `at` is its number on the page."""

    at: int
    text: str
    findings: tuple[int, ...]
    leaf: int | None
    """the narrowest field that it is behind"""
    leaves: tuple[int, ...]
    unread: bool

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return f"p{self.at}"

    @property
    def leads_to(self) -> str:
        """Its first finding, else the narrowest field; nothing where it is behind neither."""
        return f"f{self.findings[0]}" if self.findings else "" if self.leaf is None else f"r{self.leaf}"

    @property
    def links(self) -> str:
        """The marks by which a page lights what belongs together."""
        return " ".join([*(f"f{each}" for each in self.findings), *(f"r{each}" for each in self.leaves)])


def pieces(
    reading: Reading, findings: Iterable[Finding], leaves: Iterable[Leaf], *, most: int = MOST_SHOWN
) -> list[Piece]:
    """Cut the source, of a long one the first `most` characters; says to each leaf which piece is its first."""
    length = min(len(reading.text), most)
    by_number = {leaf.at: leaf for leaf in leaves}
    marks = [(*leaf.span, "leaf", leaf.at) for leaf in by_number.values() if leaf.span]
    marks += [(*each.span, "finding", at) for at, each in enumerate(findings) if each.span]
    marks += [(*each.span, "unread", at) for at, each in enumerate(reading.unread) if each.reason == _NOT_UNDERSTOOD]
    marks = [(start, min(end, length), kind, number) for start, end, kind, number in marks if start < length]
    found = []
    for at, (start, end, open_now) in enumerate(islice(_stretches(marks, length), MOST_PIECES)):
        held = sorted((end - start, number) for start, end, kind, number in open_now if kind == "leaf")
        for _, number in held:
            leaf = by_number[number]
            leaf.part = leaf.part or f"p{at}"
        found.append(
            Piece(
                at=at,
                text=upright(reading.text[start:end]),
                findings=tuple(sorted(number for *_, kind, number in open_now if kind == "finding")),
                leaf=held[0][1] if held else None,
                leaves=tuple(sorted(number for _, number in held)),
                unread=any(kind == "unread" for *_, kind, _number in open_now),
            )
        )
    return found


def first_pieces(cut: Iterable[Piece]) -> dict[int, str]:
    """Of each finding that has a place, its first piece."""
    first: dict[int, str] = {}
    for piece in cut:
        for finding in piece.findings:
            first.setdefault(finding, piece.id)
    return first


Mark = tuple[int, int, str, int]


def _stretches(marks: list[Mark], length: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """The text cut where marks begin and end, each stretch with the marks that it is within."""
    cuts = sorted({0, length, *(place for mark in marks for place in mark[:2])})
    opening = sorted(marks, reverse=True)
    open_now: list[Mark] = []
    for start, end in pairwise(cuts):
        while opening and opening[-1][0] <= start:
            open_now.append(opening.pop())
        open_now = [mark for mark in open_now if mark[1] > start]
        yield start, end, open_now
