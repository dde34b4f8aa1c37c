# SPDX-License-Identifier: Apache-2.0
"""Where two records differ, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

ABSENT = None


class FieldChange(NamedTuple):
    """One value that would become another; empty text for a value that is not there."""

    field: str
    before: str
    after: str


def differences(before: Any, after: Any, at: str = "") -> Iterator[FieldChange]:
    """Each differing value of two plain records, by its JSON pointer.

    >>> list(differences({"name": "Zinc", "badges": []}, {"name": "Iron", "badges": ["vegan"]}))
    [FieldChange(field='/name', before='Zinc', after='Iron'), FieldChange(field='/badges/0', before='', after='vegan')]
    """
    if before == after and type(before) is type(after):
        return
    held = [each for each in (before, after) if each is not ABSENT]
    if held and all(isinstance(each, dict) for each in held):
        one, other = before or {}, after or {}
        for key in dict.fromkeys((*one, *other)):
            yield from differences(one.get(key), other.get(key), f"{at}/{key}")
    elif held and all(isinstance(each, list) for each in held):
        for place, (one, other) in enumerate(zip_longest(before or [], after or [], fillvalue=ABSENT)):
            yield from differences(one, other, f"{at}/{place}")
    else:
        yield FieldChange(at, _said(before), _said(after))


def _said(value: Any) -> str:
    return "" if value is ABSENT else str(value)
