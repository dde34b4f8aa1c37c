# SPDX-License-Identifier: Apache-2.0
"""Strengths in a name or heading: "Vitamin D3 1000 IU", "500 mg of magnesium"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from officinal.knowledge.names import identify
from officinal.patterns import lazy

_STRENGTH = lazy(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[ ,]\d{3})+|\d+(?:[.,]\d+)?) ?(?P<unit>mg|mcg|µg|μg|ug|g|iu|ui)\b", re.IGNORECASE
)
_UNITS = {"µg": "mcg", "μg": "mcg", "ug": "mcg", "iu": "IU", "ui": "IU"}
_APART = lazy(r"[,;:|&+/()–—]| - | with | and | plus | avec | et ", re.IGNORECASE)
_OF = lazy(r"^\s*(?:of|de|d['’])?\s*", re.IGNORECASE)
_MOST_WORDS = 4
_LONGEST = 300


class Strength(NamedTuple):
    """So much of a substance that we know, as words say it."""

    substance: str
    value: Decimal
    unit: str


def strengths(words: str) -> Iterator[Strength]:
    """Each amount with a unit that stands right behind, or right before, a name that we know.

    >>> list(strengths("Vitamin D3 1,000 IU Softgels"))
    [Strength(substance='vitamin-d3', value=Decimal('1000'), unit='IU')]
    """
    if len(words) > _LONGEST:
        return
    at = 0
    for match in _STRENGTH.finditer(words):
        substance = _before(words[at : match.start()]) or _after(words[match.end() :])
        at = match.end()
        if substance is not None:
            unit = match["unit"].lower()
            yield Strength(substance, _number(match["number"]), _UNITS.get(unit, unit))


def _number(printed: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:[ ,]\d{3})+", printed):
        return Decimal(re.sub(r"[ ,]", "", printed))
    return Decimal(printed.replace(",", "."))


def _before(words: str) -> str | None:
    last = _APART.split(words)[-1].split()
    return _known(" ".join(last[-length:]) for length in range(min(len(last), _MOST_WORDS), 0, -1))


def _after(words: str) -> str | None:
    first = _APART.split(_OF.sub("", words, count=1))[0].split()
    return _known(" ".join(first[:length]) for length in range(min(len(first), _MOST_WORDS), 0, -1))


def _known(names: Iterator[str]) -> str | None:
    return next((known for name in names if (known := identify(name))), None)
