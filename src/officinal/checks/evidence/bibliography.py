# SPDX-License-Identifier: Apache-2.0
"""The parts of a citation, brought into forms in which what differs only in spelling is equal."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from officinal.patterns import lazy

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "'": "", "’": "", "ʼ": ""}
)
_DASHES = lazy(r"\s*[\u2010-\u2015\u2212-]\s*")
_WORD = lazy(r"[a-z0-9]+")
_INITIALS = lazy(r"^(?:[A-ZÀ-ÖØ-Þ]{1,5}|[A-ZÀ-ÖØ-Þ](?:-[A-ZÀ-ÖØ-Þ])+|Jr|Sr)$")
_PAGES = lazy(r"(?P<prefix>[a-z]{0,3})(?P<first>\d{1,9})(?:-(?P<again>[a-z]{0,3})(?P<last>\d{1,9}))?")
_DOI_LEAD = lazy(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "for",
        "with",
        "to",
        "from",
        "by",
        "versus",
        "vs",
        "et",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "un",
        "une",
        "dans",
        "sur",
    ]
)
_ALIKE = 0.8
"""from this share of equal letters on, two family names are two spellings of one"""
_ENOUGH = 5
"""so many words make a title that a part of it stands for"""


class Pages(NamedTuple):
    """First and last page; they are equal where only one is printed."""

    prefix: str
    first: int
    last: int
    printed_as_range: bool


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, every accent and apostrophe gone.

    >>> plain("Sowa-Kućma"), plain("Women’s")
    ('sowa-kucma', 'womens')
    """
    if text.isascii():
        return text.lower().replace("'", "")
    marked = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(each for each in marked if not unicodedata.combining(each))


def words(text: str) -> tuple[str, ...]:
    """The words of a title or journal's name, without those that carry nothing."""
    return tuple(word for word in _WORD.findall(plain(text)) if word not in _EMPTY)


@lru_cache(maxsize=4096)
def family(author: str) -> str:
    """The family name alone, letters only, umlauts as single letters: van Loon LJC, Russell, I. J.

    >>> family("van Loon LJC"), family("Russell, I. J."), family("Göbel H") == family("Goebel H")
    ('vanloon', 'russell', True)
    """
    parts = author.replace(".", " ").replace(",", " ").split()
    while len(parts) > 1 and _INITIALS.match(parts[-1]):
        parts.pop()
    return letters(" ".join(parts))


def letters(text: str) -> str:
    """Letters and digits alone, an umlaut's e dropped."""
    return re.sub(r"(?<=[aou])e", "", "".join(_WORD.findall(plain(text))))


@lru_cache(maxsize=4096)
def same_name(one: str, other: str) -> bool:
    """Whether two authors bear one family name, a misspelling or a dropped part forgiven."""
    one, other = family(one), family(other)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > 2 and (long.endswith(short) or long.startswith(short)):
        return True
    if one[:1] != other[:1] or 2 * len(short) < _ALIKE * (len(short) + len(long)):
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def same_journal(one: str, other: str) -> bool:
    """Whether two names are one journal's, each word abbreviated or not.

    >>> same_journal("J Rheumatol", "The Journal of Rheumatology"), same_journal("Bone", "Bone Res")
    (True, False)
    """
    left, right = words(one), words(other)
    return len(left) == len(right) > 0 and all(_abbreviates(*pair) for pair in zip(left, right, strict=True))


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1: shared words of all, or of the shorter one where it is long enough."""
    left, right = frozenset(words(one)), frozenset(words(other))
    shared, least = len(left & right), min(len(left), len(right))
    if not shared:
        return 0.0
    return max(shared / len(left | right), shared / least if least >= _ENOUGH else 0.0)


@lru_cache(maxsize=4096)
def doi(printed: str | None) -> str | None:
    """A DOI without its address, in lower case, with plain hyphens.

    >>> doi("https://doi.org/10.1007/S12011‐018")
    '10.1007/s12011-018'
    """
    return None if printed is None else _DASHES.sub("-", _DOI_LEAD.sub("", printed.strip())).rstrip(".,;").lower()


@lru_cache(maxsize=4096)
def pages(printed: str | None) -> Pages | None:
    """First and last page, a shortened last page completed; None for what is no plain page or range of pages.

    >>> pages("953-8"), pages("E97–112")
    (Pages(prefix='', first=953, last=958, printed_as_range=True), Pages(prefix='e', first=97, last=112, printed_as_range=True))
    """
    text = _DASHES.sub("-", plain(printed or "").strip().removeprefix("pp").removeprefix("p.").strip(" ."))
    match = _PAGES.fullmatch(text)
    if match is None or (match["again"] and match["again"] != match["prefix"]):
        return None
    first, last = match["first"], match["last"]
    if last is None:
        return Pages(match["prefix"], int(first), int(first), False)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return Pages(match["prefix"], int(first), int(last), True)
