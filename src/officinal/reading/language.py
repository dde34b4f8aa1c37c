# SPDX-License-Identifier: Apache-2.0
"""Which language a text is in, and how it writes its decimals."""

from __future__ import annotations

import re

_FRENCH = re.compile(r"\b(?:le|la|les|des|du|de|et|avec|pour|par|une?|ne|pas|prendre|ingredients medicinaux|chaque|jour|sans|votre|vous|est|aux?)\b")
_ENGLISH = re.compile(r"\b(?:the|of|and|with|for|per|take|daily|this|is|your|you|each|or|to|in|contains|from|not)\b")
_COMMA_DECIMAL = re.compile(r"(?<![\d.,])\d{1,4},\d{1,2}(?![\d,])")
_DOT_DECIMAL = re.compile(r"(?<![\d.,])\d{1,4}\.\d{1,2}(?![\d.])")
_FRENCH_LABEL = re.compile(r"\b(?:ingredients? (?:non )?medicina(?:l|ux)|mode d'emploi|posologie|mises? en garde|precautions?|usage recommande|racine|feuille|extrait|vitamine|enfants|adultes|produit|sans danger|conserver|garder|comprimes?|gelules?|aide|portee)\b")
_SAMPLE = 8_000


def languages_of(folded: str) -> tuple[str, ...]:
    """The languages of a text, the stronger one first: English, French, or both."""
    sample = folded[:_SAMPLE]
    french, english = len(_FRENCH.findall(sample)), len(_ENGLISH.findall(sample))
    if french + english < 4:
        return ("en",) if english >= french else ("fr",)
    if french > 0.35 * english and english > 0.35 * french:
        return ("en", "fr")
    return ("fr",) if french > english else ("en",)


def is_french(folded: str) -> bool:
    """Whether a line of a bilingual page is the French one of its pair."""
    folded = folded.split(" / ")[0]
    french = len(_FRENCH.findall(folded)) + len(_FRENCH_LABEL.findall(folded))
    return french > len(_ENGLISH.findall(folded))


def decimal_comma(folded: str, languages: tuple[str, ...]) -> bool:
    """Whether a comma parts the decimals of a text: as the text itself does it, else as its language does."""
    commas, dots = len(_COMMA_DECIMAL.findall(folded[:_SAMPLE])), len(_DOT_DECIMAL.findall(folded[:_SAMPLE]))
    return commas > dots or (commas == dots and languages[0] == "fr")
