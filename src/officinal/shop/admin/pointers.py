# SPDX-License-Identifier: Apache-2.0
"""Single values of a record's plain data: read at a place, and written there without touching what stands beside it."""

from __future__ import annotations

from typing import Any

Place = tuple[str | int, ...]
"""where a value stands: ("net_amount", "unit")"""


def value_at(data: Any, place: Place) -> str:
    """The text at a place; empty where nothing stands there.

    >>> value_at({"sources": [{"name": "citrate"}]}, ("sources", 0, "name"))
    'citrate'
    """
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return ""
    return "" if data is None else str(data)


def put(data: Any, place: Place, text: str) -> None:
    """Write a text at a place. An empty text takes the value away, and with it what it leaves wholly empty.

    >>> row = {"name": "Zinc", "amount": {"value": "15", "unit": "mg"}}
    >>> put(row, ("amount", "unit"), "mcg"); put(row, ("sources", 0, "name"), "citrate"); row
    {'name': 'Zinc', 'amount': {'value': '15', 'unit': 'mcg'}, 'sources': [{'name': 'citrate'}]}
    >>> put(row, ("amount", "value"), ""); put(row, ("amount", "unit"), ""); put(row, ("sources", 0, "name"), ""); row
    {'name': 'Zinc', 'amount': None, 'sources': []}
    """
    key, *rest = place
    if not rest:
        data[key] = text or None
        return
    held = data.get(key) if isinstance(data, dict) else data[key] if key < len(data) else None
    if held is None:
        if not text:
            return
        held = [] if isinstance(rest[0], int) else {}
        if isinstance(data, list):
            data.append(held)
        else:
            data[key] = held
    put(held, tuple(rest), text)
    if not is_empty(held):
        return
    if isinstance(data, list):
        del data[key]
    elif isinstance(held, dict):
        data[key] = None


def is_empty(held: Any) -> bool:
    """Whether nothing is stated in a part of a record.

    >>> is_empty({"name": None, "sources": [], "amount": {"value": None}}), is_empty({"value": "0"})
    (True, False)
    """
    if isinstance(held, dict):
        return all(is_empty(each) for each in held.values())
    if isinstance(held, list):
        return all(is_empty(each) for each in held)
    return held is None
