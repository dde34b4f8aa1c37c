# SPDX-License-Identifier: Apache-2.0
"""Which language a text is in, and how it writes its decimals."""

from __future__ import annotations

from officinal.reading.patterns import lazy

_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "des",
        "du",
        "de",
        "et",
        "avec",
        "pour",
        "par",
        "un",
        "une",
        "ne",
        "pas",
        "prendre",
        "chaque",
        "jour",
        "sans",
        "votre",
        "vous",
        "est",
        "au",
        "aux",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "with",
        "for",
        "per",
        "take",
        "daily",
        "this",
        "is",
        "your",
        "you",
        "each",
        "or",
        "to",
        "in",
        "contains",
        "from",
        "not",
    ]
)
_FRENCH_LABEL = frozenset(
    [
        "medicinaux",
        "medicinal",
        "posologie",
        "racine",
        "feuille",
        "extrait",
        "vitamine",
        "enfants",
        "adultes",
        "produit",
        "conserver",
        "garder",
        "comprime",
        "comprimes",
        "gelule",
        "gelules",
        "aide",
        "portee",
        "precautions",
        "mises",
        "garde",
    ]
)
_WORD = lazy(r"[a-z]+")
_NUMBER = lazy(r"\d[\d.,]*\d")
_TWO_DIGITS = 3
"""a sign and two digits"""
_SAMPLE = 8_000
_FEW = 4
_SHARE = 0.35
"""from this share of one language's small words in the other's, a text is bilingual"""


def languages_of(folded: str) -> tuple[str, ...]:
    """The languages of a text, the stronger one first: English, French, or both."""
    words = _WORD.findall(folded[:_SAMPLE])
    french, english = sum(w in _FRENCH for w in words), sum(w in _ENGLISH for w in words)
    if french + english < _FEW:
        return ("en",) if english >= french else ("fr",)
    if french > _SHARE * english and english > _SHARE * french:
        return ("en", "fr")
    return ("fr",) if french > english else ("en",)


def is_french(folded: str) -> bool:
    """Whether a line of a bilingual page is the French one of its pair."""
    words = _WORD.findall(folded.split(" / ")[0])
    return sum(w in _FRENCH or w in _FRENCH_LABEL for w in words) > sum(w in _ENGLISH for w in words)


def _is_decimal(number: str, sign: str, other: str) -> bool:
    """Whether a sign parts the decimals of a number: once, with one or two digits behind it."""
    return number.count(sign) == 1 and other not in number and len(number) - number.index(sign) <= _TWO_DIGITS


def decimal_comma(folded: str, languages: tuple[str, ...]) -> bool:
    """Whether a comma parts the decimals of a text: as the text itself does it, else as its language does."""
    numbers = _NUMBER.findall(folded[: 2 * _SAMPLE])
    commas = sum(_is_decimal(number, ",", ".") for number in numbers)
    dots = sum(_is_decimal(number, ".", ",") for number in numbers)
    return commas > dots or (commas == dots and languages[0] == "fr")
