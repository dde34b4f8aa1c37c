# SPDX-License-Identifier: Apache-2.0
"""Text in the one form that phrases are matched in: lower case, no accents, plain quotes, and of equal length.

Because folding keeps every character in its place, a match in the folded text is a span of the source.
"""

from __future__ import annotations

import re
import unicodedata

from officinal.reading.patterns import lazy

_SAME = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": " ",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u200a": " ",
    "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ", "\u2060": " ",
    "µ": "u", "μ": "u", "×": "x", "İ": "i", "ı": "i", "®": " ", "™": " ", "©": " ", "…": ".",
    "½": "½", "¼": "¼", "¾": "¾", "⅓": "⅓", "⅔": "⅔", "•": "*", "·": "*", "▪": "*", "●": "*", "◦": "*", "‣": "*", "✓": "*", "✔": "*",
}  # fmt: skip


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    known = _SAME.get(char)
    if known is None:
        base = unicodedata.normalize("NFKD", char)[:1].lower()
        known = base if len(base) == 1 else char
        _SAME[char] = known
    return known


_RAISED_POINT = lazy(r"(?<=\d)·(?=\d)")
_NOT_ASCII = lazy(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """The text folded for matching; every character keeps its place.

    >>> fold("Gélatine – 5 µg")
    'gelatine - 5 ug'
    """
    if text.isascii():
        return text.lower()
    if "·" in text:
        text = _RAISED_POINT.sub(".", text)
    return _NOT_ASCII.sub(_plain, text).lower()
