# SPDX-License-Identifier: Apache-2.0
"""What every reading must be able to show: where each value stood, and what became of each letter of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from officinal.errors import OfficinalError
from officinal.label import to_dict
from officinal.reading import Reading, read_opened
from officinal.reading.sources import Opened

PAGES = Path(__file__).parent.parent / "pages"

NORMALISED = {
    "schema": "our own version number",
    "substance": "our identifier of what the printed name means",
    "unit": "written in one form: µg as mcg, gélules as capsule",
    "qualifier": "one word for <, less than, moins de",
    "daily_value_note": "one word for a footnote mark or <",
    "kind": "how the table or the sentence puts it",
    "dosage_form": "one word for the form",
    "population": "one word for whom",
    "per": "one word for the period",
    "food": "one word for before, with or after a meal",
    "time_of_day": "one word for when",
    "route": "one word for how it is taken",
    "as_needed": "yes or no",
    "trigger": "one word for what the sentence is about",
    "verb": "the verb in its plain form",
    "mark": "our judgement of the claim",
    "disclaimers": "one name for a long sentence",
    "availability": "one word for the state of the stock",
    "currency": "the code that €, £ or CA$ stands for",
    "basis": "the column's heading, or which column it is",
    "et_al": "yes or no",
    "languages": "which languages the text is in",
}
"""fields in our own vocabulary: their values need not stand on the page"""

IN_ORDER = frozenset(
    (
        "name",
        "brand",
        "what",
        "action",
        "free_from",
        "contains",
        "may_contain",
        "first_author",
        "authors",
        "target",
        "from",
        "in",
    )
)
"""fields whose words stand on the page in this order, though others may stand between them"""

_NUMBER_WORDS = {
    "a": "1", "an": "1", "each": "1", "per": "1", "single": "1", "once": "1", "daily": "1", "every": "1", "par": "1",
    "chaque": "1", "half": "0.5", "twice": "2", "thrice": "3", "other": "2", "bid": "2", "tid": "3",
    **{word: str(number) for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"]
    )},
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90",
    **{word: str(number) for number, word in enumerate(
        ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"]
    )},
    "une": "1", "demi": "0.5", "demie": "0.5", "vingt": "20", "trente": "30", "soixante": "60",
}  # fmt: skip
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75",
              "1/3": "0.333", "2/3": "0.667", "1/8": "0.125"}  # fmt: skip
_MULTIPLIERS = {
    "thousand": 3, "mille": 3, "million": 6, "millions": 6, "mill": 6, "billion": 9, "billions": 9, "bill": 9, "bil": 9,
    "bn": 9, "milliard": 9, "milliards": 9, "mrd": 9, "trillion": 12,
}  # fmt: skip
_DIGITS = re.compile(r"[.,]?\d(?:[\d.,'  \u2009]*\d)?")
_WORD = re.compile(r"[^\W\d_]+")
_TIMES_OF_DAY = re.compile(
    r"\b(?:morning|noon|afternoon|evening|night|bedtime|breakfast|lunch|dinner|matin|midi|soir|coucher)"
)
"""one in the morning and one at night is twice"""
_POWER = re.compile(r"10\s*(?:\^|e)?\s*(\d{1,2})")


def opened(data: bytes, name: str) -> Reading:
    """Read the bytes of a source under its name."""
    return read_opened(Opened(name, data, None, None))


def read_or_refused(page: Path) -> Reading | str:
    """What a page gives: a reading, or the message that refuses it."""
    try:
        return opened(page.read_bytes(), page.name)
    except OfficinalError as error:
        return str(error)


def sources() -> list[Path]:
    """Every page that stands beside an expected record."""
    return sorted(path for path in PAGES.glob("*/*") if path.suffix != ".toml" and path.with_suffix(".toml").exists())


def all_sources() -> list[Path]:
    """Every page, those of no product among them."""
    return sorted(path for path in PAGES.glob("*/*") if path.suffix != ".toml")


def whole(reading: Reading) -> None:
    """What holds of every reading, whatever was read."""
    assert strays(reading) == []
    assert lost(reading) == []
    assert 0 <= reading.coverage <= 1


def strays(reading: Reading) -> list[str]:
    """Spans that do not lie in the text."""
    spans = [*reading.spans.items(), *(("unread", each.span) for each in reading.unread)]
    return [f"{name} {span}" for name, span in spans if not 0 <= span[0] <= span[1] <= len(reading.text)]


def lost(reading: Reading) -> list[str]:
    """Stretches with letters or digits that are behind no field and not listed as unread either."""
    end = 0
    found: list[str] = []
    spans = sorted([*reading.spans.values(), *(each.span for each in reading.unread)])
    for start, stop in [*spans, (len(reading.text), len(reading.text))]:
        if start > end and any(map(str.isalnum, reading.text[end:start])):
            found.append(reading.text[end:start])
        end = max(end, stop)
    return found


def invented(reading: Reading) -> list[str]:
    """Values that neither their own span nor the nearest one around it bears out."""
    found = []
    for pointer, key, value in _leaves(to_dict(reading.label), "", ""):
        places = _places(reading, pointer)
        if key not in NORMALISED and not any(_says(place, pointer, key, value) for place in places):
            found.append(f"{pointer} = {value!r} is not in {places[0][:300]!r}")
    return found


def _leaves(data: Any, pointer: str, key: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(data, dict):
        for inner, value in data.items():
            yield from _leaves(value, f"{pointer}/{inner}", inner)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, f"{pointer}/{index}", key)
    elif data is not None:
        yield pointer, key, data


def _places(reading: Reading, pointer: str) -> list[str]:
    """The text behind a value's own span and behind the nearest pointer above it."""
    found: list[str] = []
    while pointer and len(found) < 2:
        if pointer in reading.spans:
            found.append(reading.text[slice(*reading.spans[pointer])])
        pointer = pointer.rpartition("/")[0]
    return found or [""]


def _says(text: str, pointer: str, key: str, value: Any) -> bool:
    words = str(value)
    if re.fullmatch(r"[0-9.]+", words) and _number_in(text, Decimal(words)):
        return True
    if "/times/" in pointer and len(_TIMES_OF_DAY.findall(_plain(text))) == int(words):
        return True
    if _plain(words) in _plain(text) or _bare(words) in _bare(text):
        return True
    return key in IN_ORDER and _in_order(text, words)


@cache
def _plain(text: str) -> str:
    """Case, white space, the kind of quote and dash, and marks of trade and footnote do not count."""
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    return " ".join(re.sub("[®™©*†‡§]", " ", text).split())


_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00ad": ""})


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", _plain(text))


def _in_order(text: str, words: str) -> bool:
    """Each word stands in the text behind the one before; "animal byproducts" stands on "byproduct"."""
    there = [_stem(word) for word in re.findall(r"\w+", _plain(text))]
    at = 0
    for word in re.findall(r"\w+", _plain(words)):
        while at < len(there) and not (there[at] == _stem(word) or _NUMBER_WORDS.get(there[at]) == word):
            at += 1
        if word == "containing" and at == len(there):
            return "contain" in text.lower() or "contien" in text.lower()
        at += 1
    return at <= len(there)


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _number_in(text: str, value: Decimal) -> bool:
    powers = {0, *(_MULTIPLIERS[word] for word in _words(text) if word in _MULTIPLIERS)}
    powers |= {int(found) for found in _POWER.findall(text)}
    return any(number.scaleb(power) == value for number in _numbers(text) for power in powers)


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text.replace(".", "")))


@cache
def _numbers(text: str) -> frozenset[Decimal]:
    """Every number that some stretch of digits, a fraction or a word in the text can stand for."""
    said = {_NUMBER_WORDS[word] for word in _words(text) if word in _NUMBER_WORDS}
    fractions = {number for sign, number in _FRACTIONS.items() if sign in text}
    said |= fractions
    for run in _DIGITS.findall(text):
        parts = re.split(r"[  \u2009']", run)
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                said |= _readings("".join(parts[first:last]))
    whole = {number for number in said if re.fullmatch(r"\d{1,2}", number)}
    said |= {f"{number}{fraction[1:]}" for number in whole for fraction in fractions}
    return frozenset(number for each in said if (number := _decimal(each)) is not None)


def _readings(digits: str) -> set[str]:
    """1,000 may be a thousand or one; 1.234,5 has two readings too; 1-2,3 are numbers of their own."""
    both = {digits.replace(",", "").strip("."), digits.replace(".", "").replace(",", ".").strip(".")}
    return both | {digits.replace(",", "."), *re.split("[.,]", digits)}


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
