# SPDX-License-Identifier: Apache-2.0
"""Numbers and what they count, as each language writes them: 1.5 scoops, 1,5 mesure; 1000 IU, 1000 UI.

The words are those that findings use too (`officinal.checks.counted`), so that a page calls a thing by one name.
"""

from __future__ import annotations

from decimal import Decimal

from officinal.checks.counted import WORDS
from officinal.checks.finding import figure
from officinal.label import Measure, Span

NO_BREAK = "\u00a0"
THIN_SPACE = "\u202f"
"""narrow and without a break"""
_FRENCH_MEASURES = {
    "IU": "UI",
    "CFU": "UFC",
    "mcg RAE": "mcg EAR",
    "mcg RE": "mcg ER",
    "mcg DFE": "mcg EFA",
    "mg NE": "mg EN",
    "mg α-TE": "mg α-ET",
    "fl oz": "oz liq.",
}
"""what French writes otherwise; mg, g, mL, kcal and the rest are the same"""


def number(value: Decimal, language: str, places: int = 2) -> str:
    """A number for people: 6.9 in English, 6,9 in French; 4 000 000 000 in both."""
    return written(figure(value, places), language)


def written(digits: str, language: str) -> str:
    """Digits with the decimal sign of the language, five and more before it in groups of three."""
    whole, dot, rest = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", THIN_SPACE) if len(whole.lstrip("-")) > 4 else whole
    return grouped + ("," if dot and language == "fr" else dot) + rest


def unit_word(name: str | None, most: Decimal, language: str) -> str:
    """The word for what is counted, in the number that the count takes; a unit that we do not know stays as printed.

    English has one of up to one (0.5 scoop), French of anything below two (1,5 mesure).
    """
    if name is None:
        return ""
    if name not in WORDS:
        return _FRENCH_MEASURES.get(name, name) if language == "fr" else name
    one, more, une, plus = WORDS[name]
    if language == "fr":
        return une if abs(most) < 2 else plus
    return one if 0 < abs(most) <= 1 else more


def pieces(count: Decimal, name: str | None, language: str) -> str:
    """So many of a unit, the number never parted from it: 2 scoops, 2 mesures."""
    return f"{number(count, language)}{NO_BREAK}{unit_word(name, count, language)}".strip()


def span(ends: Span | None, language: str) -> str | None:
    """A number or a range: 1, 1–2, ≤ 4; None where it has no end."""
    if ends is None or (ends.min is None and ends.max is None):
        return None
    if ends.min is None or ends.max is None:
        sign, end = ("≤", ends.max) if ends.max is not None else ("≥", ends.min)
        return f"{sign}{NO_BREAK}{number(end or Decimal(0), language)}"
    least, most = number(ends.min, language), number(ends.max, language)
    return least if ends.min == ends.max else f"{least}–{most}"


def measure(ends: Measure | None, language: str) -> str | None:
    """A range with its unit: 1–2 scoops, 250–500 mL, 4–13 ans."""
    written = span(ends, language)
    if ends is None or written is None:
        return None
    most = ends.max if ends.max is not None else ends.min
    return f"{written}{NO_BREAK}{unit_word(ends.unit, most or Decimal(0), language)}".strip()
