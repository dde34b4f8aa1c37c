# SPDX-License-Identifier: Apache-2.0
"""Which language a text is in, and how it writes its decimals."""

from __future__ import annotations

from officinal.patterns import lazy

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
_SMALL = {**{word.encode(): 1 for word in _ENGLISH}, **{word.encode(): 1 << 32 for word in _FRENCH}}
"""small words, each with what it adds to one sum of both counts: the French ones stand in its upper half"""
_LETTERS_ONLY = bytes(code if chr(code).islower() and code < 128 else ord(" ") for code in range(256))
"""to part a text at what is no letter, in one pass of its bytes"""
_DECIMALS = lazy(r"[.,](?<=[0-9].)[0-9]{1,2}(?![0-9]|[.,]+[0-9])")
"""a sign with one or two digits behind it that end a number"""
_DIGITS = "0123456789"
_LONGEST_NUMBER = 16
_SAMPLE = 8_000
_FEW = 4
_SHARE = 0.35
"""from this share of one language's small words in the other's, a text is bilingual"""


def languages_of(folded: str) -> tuple[str, ...]:
    """The languages of a text, the stronger one first: English, French, or both."""
    words = folded[:_SAMPLE].encode("ascii", "replace").translate(_LETTERS_ONLY).split()
    french, english = divmod(sum(filter(None, map(_SMALL.get, words))), 1 << 32)
    if french + english < _FEW:
        return ("en",) if english >= french else ("fr",)
    if french > _SHARE * english and english > _SHARE * french:
        return ("en", "fr")
    return ("fr",) if french > english else ("en",)


def is_french(folded: str) -> bool:
    """Whether a line of a bilingual page is the French one of its pair."""
    words = _WORD.findall(folded.split(" / ")[0])
    return sum(w in _FRENCH or w in _FRENCH_LABEL for w in words) > sum(w in _ENGLISH for w in words)


def decimal_comma(folded: str, languages: tuple[str, ...]) -> bool:
    """Whether a comma parts the decimals of a text: as the text itself does it, else as its language does."""
    sample = folded[: 2 * _SAMPLE]
    commas = dots = 0
    for match in _DECIMALS.finditer(sample):
        before = sample[max(match.start() - _LONGEST_NUMBER, 0) : match.start()].rstrip(_DIGITS)
        if before.endswith((".", ",")) and before.rstrip(".,").endswith(tuple(_DIGITS)):
            continue
        if match[0][0] == ",":
            commas += 1
        else:
            dots += 1
    return commas > dots or (commas == dots and languages[0] == "fr")
