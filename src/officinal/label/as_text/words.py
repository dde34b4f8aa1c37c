# SPDX-License-Identifier: Apache-2.0
"""Numbers, amounts and lists in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from officinal.label.as_json import plain
from officinal.label.quantity import Measure, Quantity, Span

_BIG = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_SAID = {
    "less-than": "less than ",
    "at-most": "up to ",
    "at-least": "at least ",
    "more-than": "more than ",
    "approximately": "about ",
}
_PLURALS = {
    **{f"{unit}": f"{unit}s" for unit in (
        "capsule", "tablet", "caplet", "softgel", "scoop", "teaspoon", "tablespoon", "drop", "spray", "sachet", "lozenge",
        "ampoule", "packet", "dropperful", "cup", "piece", "serving", "chew", "bar", "strip", "vial", "capful", "tea bag",
        "minute", "hour", "day", "week", "month", "year",
    )},
    "gummy": "gummies",
    "glass": "glasses",
}  # fmt: skip


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def as_sentence(words: str) -> str:
    """The words as a sentence, with a full stop."""
    words = capital(words.strip())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def in_a_row(words: Iterable[str], last: str = "and") -> str:
    """Things in a sentence: a, b and c."""
    *before, end = words
    return f"{', '.join(before)} {last} {end}" if before else end


def printed_number(value: Decimal) -> str:
    """A number with its thousands apart: 1,250.5."""
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


def printed_amount(amount: Quantity) -> str:
    """An amount in words: 600 mg, less than 1 g, 10 billion CFU."""
    if amount.max is not None:
        number = f"{printed_number(amount.value)}-{printed_number(amount.max)}"
    else:
        number = _billions(amount.value) if amount.unit == "CFU" else printed_number(amount.value)
    return f"{_SAID.get(amount.qualifier or '', '')}{number} {printed_unit(amount.unit, amount.max or amount.value)}".strip()


def _billions(value: Decimal) -> str:
    """A count of organisms: 2.5 billion. What has more than three decimal places then is written out."""
    for word, size in _BIG:
        whole, rest = divmod(int(value), size)
        if whole and value == int(value) and rest * 1000 % size == 0:
            thousandths = f"{rest * 1000 // size:03}".rstrip("0")
            return f"{whole:,}{'.' if thousandths else ''}{thousandths} {word}"
    return printed_number(value)


def printed_unit(unit: str | None, value: Decimal) -> str:
    """A unit as it is printed behind a number."""
    return (_PLURALS.get(unit, unit) if value > 1 else unit) if unit else ""


def printed_ends(span: Span) -> str:
    """The numbers of a range in words: 2, 1 to 2, up to 4, at least 1."""
    least, most = (None if end is None else printed_number(end) for end in (span.min, span.max))
    if least is None:
        return f"up to {most}" if most else ""
    if most is None:
        return f"at least {least}"
    return least if span.min == span.max else f"{least} to {most}"


def printed_measure(measure: Measure) -> str:
    """A number or range with its unit."""
    ends = printed_ends(measure)
    return f"{ends} {printed_unit(measure.unit, measure.max or measure.min or Decimal(1))}".strip() if ends else ""
