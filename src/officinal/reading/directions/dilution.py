# SPDX-License-Identifier: Apache-2.0
"""What to mix it in: 250-500 mL of water or juice."""

from __future__ import annotations

import re
from itertools import zip_longest

from officinal.label import Dilution
from officinal.patterns import compiled, lazy
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.vocabulary import RANGE, count, from_to

CUE = r"mix|dissol|dilu|stir|blend|shake|\badd|melang|ajout|delay"
LIQUIDS = lazy(
    r"\b(?:(?:fruit|coconut|almond|plant|nut|skim|soy|orange|apple|vegetable|non-dairy|oat) )?"
    r"(?:water|juices?|milk|smoothies?|liquid|beverages?|eau|jus(?: de fruits?)?|lait|liquide|boissons?|tea|yogh?urts?|yaourt|shakes?|milkshakes?|drinks?)\b"
)
_MIX = lazy(
    r"\b(?:mix|mixed|dissolve|dissolved|dilute|diluted|stir|blend|shake|add|melange[rz]?|diluer|diluez|dissoudre|ajouter|ajoutez|dissolvez|mixing|in|into|dans|with)\b"
)
_VOLUME = lazy(
    rf"{RANGE} ?-?(?:mls? )?(?P<unit>ml|mls|millilitres?|milliliters?|oz\.?|fl\.? ?oz\.?|ounces?|fluid ounces?|cups?|tasses?|glass(?:es)?|verres?|l|litres?|cl)\b(?: ?\([^)]{{0,30}}\))?(?: ?(?:\([^)]{{0,30}}\) )?(?:of|de|d'))?"
)
_VOLUME_UNITS = {"ml": "mL", "mls": "mL", "oz": "fl oz", "oz.": "fl oz", "fl oz": "fl oz", "fl. oz.": "fl oz", "fl. oz": "fl oz", "cl": "cL", "ounce": "fl oz", "ounces": "fl oz", "fluid ounces": "fl oz", "fluid ounce": "fl oz", "l": "L", "litre": "L", "litres": "L",
    "cup": "cup", "cups": "cup", "tasse": "cup", "tasses": "cup", "glass": "glass", "glasses": "glass", "verre": "glass", "verres": "glass"}  # fmt: skip
_STIRS = lazy(
    r"\b(?:mix|mixed|dissolve|dilute|stir|blend|shake|add|melange|diluer|dissoudre|ajouter|diluez|dissolvez|ajoutez|stirred|delayer)\w*\b"
)
_ANY_LIQUID = frozenset(("liquid", "liquide", "beverage", "boisson", "drink"))
_LONGEST = 160


def read_dilution(target: Dose, clause: Clause) -> None:
    """Put into a dose what a clause says to mix it in."""
    words, text = clause.words, clause.text
    volume = _volume(words)
    first = _STIRS.search(words)
    if first is None and (volume is None or compiled(r"\b(?:with|avec)\b[^,.;]*$").search(words[: volume.start()])):
        return
    if volume is None and compiled(r"in (?:the |your )?mouth|under|shake (?:well|before|bottle)").search(words):
        return
    if not _MIX.search(words):
        return
    begin = volume.start() if volume else (first.end() if first else 0)
    tail = words[begin : begin + _LONGEST]
    liquids = list(dict.fromkeys(m[0].strip() for m in LIQUIDS.finditer(tail)))
    if not liquids and volume is None:
        return
    specific = [liquid for liquid in liquids if liquid not in _ANY_LIQUID] or liquids
    last = max((begin + tail.rfind(each) + len(each) for each in liquids), default=volume.end() if volume else begin)
    printed = text[clause.start + begin : clause.start + begin + _LONGEST]
    places = [printed[tail.find(each) : tail.find(each) + len(each)] for each in specific]
    low, high = from_to(count(volume["low"]), count(volume["high"] or volume["low"])) if volume else (None, None)
    value = Dilution(min=low, max=high, unit=_unit(volume["unit"]) if volume else None, in_=tuple(places))
    target.put("dilute", value, (clause.start + begin, clause.start + last))


def _volume(words: str) -> re.Match[str] | None:
    """The first volume that is one of a liquid, or of a glass."""
    volumes = list(_VOLUME.finditer(words))
    for match, later in zip_longest(volumes, volumes[1:]):
        if LIQUIDS.search(words, match.end(), min(match.end() + 40, later.start() if later else len(words))):
            return match
        if compiled(r"glass|verre").search(match["unit"]):
            return match
    return None


def _unit(printed: str) -> str:
    return _VOLUME_UNITS.get(printed if printed in _VOLUME_UNITS else printed.rstrip("s"), "mL")
