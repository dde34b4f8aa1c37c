# SPDX-License-Identifier: Apache-2.0
"""Text in the one form that phrases are matched in: lower case, no accents, plain quotes, and of equal length.

Because folding keeps every character in its place, a match in the folded text is a span of the source.
"""

from __future__ import annotations

import unicodedata

from officinal.patterns import lazy

_SAME = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": " ",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u200a": " ",
    "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ", "\u2060": " ",
    "µ": "u", "μ": "u", "×": "x", "İ": "i", "ı": "i", "®": " ", "™": " ", "©": " ", "…": ".",
    "½": "½", "¼": "¼", "¾": "¾", "⅓": "⅓", "⅔": "⅔", "•": "*", "·": "*", "▪": "*", "●": "*", "◦": "*", "‣": "*", "✓": "*", "✔": "*",
}  # fmt: skip


def _plain(char: str) -> str:
    known = _SAME.get(char)
    if known is None:
        base = unicodedata.normalize("NFKD", char)[:1].lower()
        known = base if len(base) == 1 else char
        _SAME[char] = known
    return known


_RAISED_POINT = lazy(r"(?<=\d)·(?=\d)")
_NOT_ASCII = lazy(r"[^\x00-\x7f]")
_FEW = 30
"""so many different signs are replaced one after the other; more of them, and those that another becomes, in one pass"""


def fold(text: str) -> str:
    """The text folded for matching; every character keeps its place.

    >>> fold("Gélatine – 5 µg")
    'gelatine - 5 ug'
    """
    if text.isascii():
        return text.lower()
    if "·" in text:
        text = _RAISED_POINT.sub(".", text)
    signs = set(_NOT_ASCII.findall(text))
    plain = {sign: _plain(sign) for sign in signs if _plain(sign) != sign}
    if len(plain) > _FEW or not signs.isdisjoint(plain.values()):
        return _NOT_ASCII.sub(lambda match: _plain(match[0]), text).lower()
    for sign, known in plain.items():
        text = text.replace(sign, known)
    return text.lower()
