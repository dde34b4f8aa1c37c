# SPDX-License-Identifier: Apache-2.0
"""How long a study lasted, in a page's words: "for four weeks", "ran for two months", "a twelve-week trial"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from officinal.checks.evidence.said import sentences
from officinal.patterns import lazy

_WORDS = (
    "", "one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit",
    "nine neuf", "ten dix", "eleven onze", "twelve douze", "thirteen treize", "fourteen quatorze", "fifteen quinze",
    "sixteen seize", "seventeen", "eighteen", "nineteen", "twenty vingt",
)  # fmt: skip
_NUMBERS = {word: number for number, listed in enumerate(_WORDS) for word in listed.split()}
_WEEKS = {
    "day": Decimal(1) / 7,
    "jour": Decimal(1) / 7,
    "week": Decimal(1),
    "semaine": Decimal(1),
    "month": Decimal("4.35"),
    "mois": Decimal("4.35"),
}
_LENGTH = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[ -](?P<unit>days?|weeks?|months?|jours?|semaines?|mois)\b"
_TRIAL = r"(?:trial|study|intervention|treatment|course|supplementation|period|phase|extension|crossover)"
_LASTED = (
    lazy(rf"\b(?:for|last(?:ed|ing)|ran|over|during|pendant|durant|dur(?:e|ee|ait|ant)(?: de)?)(?: an?)? {_LENGTH}"),
    lazy(rf"\b{_LENGTH}(?:,? [\w-]+){{0,2}}?,? {_TRIAL}\b"),
    lazy(rf"\b(?:essai|etude|traitement|prise|cure|phase|periode)(?: \w+){{0,2}} d[e'] ?{_LENGTH}"),
)
_OF_A_STUDY = lazy(
    r"\b(?:gave|given|giving|took|taken|taking|receiv\w+|treat\w+|supplement\w*|trials?|stud(?:y|ies)|doses?|daily|placebo|ran"
    r"|lasted|phases?|interventions?|arms?|groups?|groupes?|recu\w*|pris\w*|administr\w+|trait\w+|essais?|etudes?|dur\w+)\b"
)
_NOT_ITS_LENGTH = lazy(
    r"\b(?:wash-?out|follow(?:ed|-| )up|interim|suffer\w*|history of|diagnosed|sevrage|suivi|souffr\w+)\b"
)


class Lasted(NamedTuple):
    """A length of time that a page gives a study: its words, in weeks, half of its unit, and the sentence around it."""

    printed: str
    weeks: Decimal
    half_a_unit: Decimal
    sentence: str

    def is_about(self, weeks: Decimal, tolerance: Decimal) -> bool:
        """Whether it can be a rounded way to give so many weeks."""
        return abs(self.weeks - weeks) <= max(self.half_a_unit, tolerance * weeks)


@lru_cache(maxsize=512)
def lengths(text: str) -> tuple[Lasted, ...]:
    """Every length that a text gives a study; ranges, wash-outs and the time that people were ill are not among them."""
    return tuple(_lengths(text))


def _lengths(text: str) -> Iterator[Lasted]:
    for sentence in sentences(text):
        if not any(unit in sentence for unit in _WEEKS):
            continue
        if not _OF_A_STUDY.search(sentence) or _NOT_ITS_LENGTH.search(sentence):
            continue
        for match in {found.start("number"): found for form in _LASTED for found in form.finditer(sentence)}.values():
            number = _NUMBERS.get(match["number"]) or int(match["number"])
            unit = match["unit"] if match["unit"] == "mois" else match["unit"].removesuffix("s")
            printed = sentence[match.start("number") : match.end("unit")]
            yield Lasted(printed, number * _WEEKS[unit], _WEEKS[unit] / 2, sentence)
