# SPDX-License-Identifier: Apache-2.0
"""Numbers, units and amounts in folded text: "1,000 IU", "2,5 mg", "10 billion CFU", "less than 1 g", "1-2".

The patterns have no nested repetition and every repetition is bounded, so each runs in time linear in its line.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from officinal.label import Quantity
from officinal.label.quantity import Qualifier
from officinal.patterns import lazy

NUMBER = r"(?:\d{1,3}(?:, ?\d{3}){1,4}(?!\d)(?:\.\d{1,6})?|\d{1,3}(?:[ '.]\d{3}){1,4}(?!\d)(?:,\d{1,6})?|\d{1,15}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}

NUMBER_WORDS: dict[str, int | str] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
    "a": 1, "an": 1, "half": "0.5", "once": 1, "twice": 2, "thrice": 3, "tow": 2,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "demi": "0.5", "demie": "0.5", "single": 1,
}  # fmt: skip

_MULTIPLIERS = {
    "thousand": 10**3, "mille": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9,
    "bill": 10**9, "bil": 10**9, "bn": 10**9, "milliard": 10**9, "milliards": 10**9, "mrd": 10**9, "trillion": 10**12, "mill": 10**6,
}  # fmt: skip

_UNITS = {
    "ng": "ng", "nanograms": "ng", "nanogrammes": "ng",
    "mcg": "mcg", "ug": "mcg", "mcgs": "mcg", "microgram": "mcg", "micrograms": "mcg", "microgramme": "mcg",
    "microgrammes": "mcg", "mkg": "mcg",
    "mg": "mg", "mgs": "mg", "milligram": "mg", "milligrams": "mg", "milligramme": "mg", "milligrammes": "mg",
    "g": "g", "gm": "g", "gms": "g", "gr": "g", "gram": "g", "grams": "g", "gramme": "g", "grammes": "g",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "oz": "oz", "ounce": "oz", "ounces": "oz", "lb": "lb", "lbs": "lb", "pounds": "lb", "pound": "lb",
    "fl oz": "fl oz", "fl. oz": "fl oz", "fl. oz.": "fl oz", "fluid ounces": "fl oz", "fluid ounce": "fl oz", "us fl oz": "fl oz",
    "ml": "mL", "mls": "mL", "millilitre": "mL", "millilitres": "mL", "milliliter": "mL", "milliliters": "mL", "cc": "mL",
    "ul": "µL", "cl": "cL", "dl": "dL", "l": "L", "litre": "L", "litres": "L", "liter": "L", "liters": "L",
    "iu": "IU", "i.u.": "IU", "i.u": "IU", "ius": "IU", "ui": "IU", "u.i.": "IU", "international units": "IU", "unites internationales": "IU",
    "cfu": "CFU", "cfus": "CFU", "ufc": "CFU", "c.f.u.": "CFU", "kbe": "CFU", "colony forming units": "CFU", "live cells": "cells",
    "live cultures": "CFU", "viable cells": "cells", "active cells": "cells", "afu": "AFU", "cells": "cells", "cellules": "cells",
    "kcal": "kcal", "cal": "kcal", "calories": "kcal", "kj": "kJ", "kilojoules": "kJ",
    "mmol": "mmol", "umol": "µmol", "mol": "mol", "meq": "mEq", "ppm": "ppm",
    "mcg rae": "mcg RAE", "ug rae": "mcg RAE", "mcg re": "mcg RE", "ug re": "mcg RE", "mcg er": "mcg RE", "ug er": "mcg RE", "mcg ear": "mcg RAE", "ug ear": "mcg RAE",
    "mcg dfe": "mcg DFE", "ug dfe": "mcg DFE", "mcg dfe's": "mcg DFE", "mcg efa": "mcg DFE", "ug efa": "mcg DFE",
    "mg ne": "mg NE", "mg en": "mg NE", "mg a-te": "mg α-TE", "mg α-te": "mg α-TE", "mg te": "mg α-TE", "mg alpha-te": "mg α-TE", "mg at": "mg α-TE", "mg α te": "mg α-TE", "mg a te": "mg α-TE",
    "mg dfe": "mg DFE", "mcg ne": "mcg NE",
    "lac u": "LacU", "lacu": "LacU", "lac.u.": "LacU", "lac. u.": "LacU", "lac. u": "LacU", "lac.u": "LacU", "galu": "GalU", "gal u": "GalU", "galus": "GalU",
    "fcc pu": "FCCPU", "fccpu": "FCCPU", "fcclu": "FCCLU", "fcc lu": "FCCLU", "fccfip": "FIP", "fcc fip": "FIP",
    "endo-pgu": "endo-PGU", "endo-pg": "endo-PGU", "dpp-iv": "DPP-IV", "dppiv": "DPPIV", "dppu": "DPPU",
    "sumu": "SumU", "invu": "INVU", "kat": "kat", "dp": "DP", "dp°": "DP", "°dp": "DP", "skb": "SKB", "fip": "FIP", "hut": "HUT", "usp": "USP", "usp units": "USP", "gdus": "GDU", "su's": "SU", "spus": "SPU",
    "shu": "SHU", "orac": "ORAC",
    **{u.lower(): u for u in ("AG", "AGU", "AGSU", "AJDU", "ALU", "BGU", "BLGU", "BTU", "CU", "DU", "FAU", "FTU", "FU", "FYT",
       "GDU", "HCU", "HSU", "LU", "MCU", "NU", "PC", "PGU", "PU", "SAPU", "SPU", "SU", "TU", "XU", "MU", "HU")},
    **{".".join(u.lower()) + ".": u for u in ("CU", "DU", "LU", "PU", "SU", "HU", "XU", "HUT", "FIP", "GDU", "ALU")},
    **{".".join(u.lower()): u for u in ("CU", "DU", "LU", "PU", "SU", "HU", "XU", "HUT", "FIP", "GDU", "ALU")},
}  # fmt: skip
MULTIPLIER = "(?:" + "|".join(sorted(_MULTIPLIERS, key=len, reverse=True)) + ")"

_QUALIFIERS: dict[str, Qualifier] = {
    "<": "less-than", "less than": "less-than", "moins de": "less-than", "under": "less-than", "inferieur a": "less-than",
    "up to": "at-most", "jusqu'a": "at-most", "max": "at-most", "≤": "at-most", "maximum": "at-most",
    "at least": "at-least", "min": "at-least", "minimum": "at-least", "au moins": "at-least", "≥": "at-least", "not less than": "at-least",
    "more than": "more-than", "over": "more-than", "plus de": "more-than", ">": "more-than",
    "approx": "approximately", "approx.": "approximately", "approximately": "approximately", "about": "approximately",
    "environ": "approximately", "~": "approximately", "ca.": "approximately",
}  # fmt: skip
QUALIFIER = "(?:" + "|".join(sorted(map(re.escape, _QUALIFIERS), key=len, reverse=True)) + ")"

_AMOUNT = lazy(
    rf"(?:(?P<fraction>(?:\d{{1,2}} ?)?(?:[1-3]/[1-8](?!\d)|[½¼¾⅓⅔]))|(?P<number>{NUMBER}))(?:(?: ?- ?| to | a )(?P<high>{NUMBER}))?"
    rf" {{0,3}}(?:(?P<times>{MULTIPLIER})(?![a-z]) {{0,2}}(?:de |d')?)?(?P<words>[a-zα°%][a-zα.'°\-]*(?: [a-zα][a-zα.\-]*){{0,2}})?"
)
_START = lazy(r"[\d½¼¾⅓⅔.,](?<![\w.,].)(?<![a-z]-.)(?:(?<![.,])|(?=\d))")
"""what an amount begins with; the sign stands before what it follows, so that a search goes from sign to sign"""
_QUALIFIER_BEFORE = lazy(rf"(?<![\w.])({QUALIFIER}) ?$")
_QUALIFIER_ENDS = tuple({word[-3:] for word in _QUALIFIERS})
_QUALIFIER_LENGTH = 16
_POWER = lazy(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?) ?x ?10 ?(?:\^|e)? ?(?P<power>\d{1,2}) ?(?P<unit>cfu|ufc|cells|afu)(?!\w)"
)


class Amount(NamedTuple):
    """An amount found in text, with its span."""

    quantity: Quantity
    start: int
    end: int


def decimal(text: str, *, comma: bool = False) -> Decimal:
    """The number that some digits stand for; `comma` says that a comma parts the decimals (French).

    >>> decimal("1,000"), decimal("2,5", comma=True), decimal("1 000"), decimal("1/2"), decimal("12,500.5")
    (Decimal('1000'), Decimal('2.5'), Decimal('1000'), Decimal('0.5'), Decimal('12500.5'))
    """
    text = text.strip()
    if not text.isascii():
        for sign, spelled in _FRACTIONS.items():
            text = text.replace(sign, f" {spelled}")
    elif text.isdigit():
        return Decimal(text)
    if "/" in text:
        *whole, fraction = text.split()
        above, below = fraction.split("/")
        return (Decimal(whole[0]) if whole else Decimal(0)) + (Decimal(above) / Decimal(below)).quantize(
            Decimal("0.001")
        ).normalize()
    text = text.replace("'", "").replace(" ", "")
    commas, dots = text.count(","), text.count(".")
    if commas and dots:
        last = max(text.rfind(","), text.rfind("."))
        other = "," if text[last] == "." else "."
        return Decimal(text.replace(other, "").replace(",", "."))
    if commas:
        tail = len(text) - text.rfind(",") - 1
        grouped = commas > 1 or (tail == 3 and not comma and not text.startswith(("0,", ",")))
        return Decimal(text.replace(",", "" if grouped else "."))
    if dots > 1:
        return Decimal(text.replace(".", ""))
    return Decimal(text)


@cache
def unit_symbol(folded: str) -> str | None:
    """The symbol of a unit as some label spells it; None for what is no unit."""
    return _UNITS.get(folded) or _UNITS.get(folded.rstrip("."))


@lru_cache(maxsize=8_192)
def _quantity(low: str, high: str | None, times: str | None, unit: str | None, qualifier: str, comma: bool) -> Quantity:
    """The quantity that some digits and words stand for; a label repeats itself, so each is made once."""
    value = decimal(low, comma=comma)
    most = decimal(high, comma=comma) if high else None
    if times:
        factor = _MULTIPLIERS[times]
        value, most = _plain(value * factor), None if most is None else _plain(most * factor)
    return Quantity(
        value=value, unit=unit, max=most if most and most > value else None, qualifier=_QUALIFIERS.get(qualifier)
    )


def _unit(words: str | None) -> tuple[str | None, int]:
    """The unit that some words begin with, and its length."""
    if not words:
        return None, 0
    while True:
        for spelled in (words, words.rstrip(".-'")):
            if symbol := _UNITS.get(spelled):
                return symbol, len(words) if spelled + "." == words else len(spelled)
        cut = words.rfind(" ")
        if cut < 0:
            return _glued(words)
        words = words[:cut]


def _glued(word: str) -> tuple[str | None, int]:
    """A unit with a sign behind it that is no part of it: "%", "mg-", "mg'"."""
    if word[0] == "%":
        return "%", 1
    stop = next((i for i, char in enumerate(word) if not (char.isalpha() or char == ".")), len(word))
    known = _UNITS.get(word[:stop]) if stop < len(word) and word[stop] != "-" else None
    return (known, stop) if known else (None, 0)


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def find_amounts(folded: str, start: int, end: int, *, comma: bool = False, units_only: bool = True) -> list[Amount]:
    """Every amount in a stretch of folded text; with `units_only`, those that carry a unit."""
    found: list[Amount] = []
    at = start
    powers = folded.find("x", start, end) >= 0
    while begin := _START.search(folded, at, end):
        at = begin.start()
        if powers and (power := _POWER.match(folded, at, end)):
            value = _plain(decimal(power["number"], comma=comma) * 10 ** int(power["power"]))
            found.append(Amount(Quantity(value=value, unit=unit_symbol(power["unit"])), power.start(), power.end()))
            at = power.end()
            continue
        match = _AMOUNT.match(folded, at, end)
        if match is None:
            at += 1
            continue
        fraction, number, high, times, words = match.groups()
        unit, length = _unit(words)
        stop = (
            match.start("words") + length
            if length
            else match.end("times")
            if times
            else match.end("high")
            if high
            else match.end("number" if number else "fraction")
        )
        if unit or not units_only:
            before = None
            lead = folded[max(start, at - _QUALIFIER_LENGTH) : at]
            if lead.rstrip().endswith(_QUALIFIER_ENDS):
                before = _QUALIFIER_BEFORE.search(lead)
            quantity = _quantity(number or fraction, high, times, unit, before[1] if before else "", comma)
            begin_at = at - len(lead) + before.start() if before else at
            found.append(Amount(quantity, begin_at, stop))
        at = max(stop, at + 1)
    return found
