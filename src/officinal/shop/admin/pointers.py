# SPDX-License-Identifier: Apache-2.0
"""Single values of a record's plain data: read at a place, and written there without touching what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
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


def put_all(data: dict[str, Any], edits: Mapping[Place, str]) -> None:
    """Write texts at their places. An empty text takes a value away, and with it what is then wholly empty.

    >>> row = {"name": "Zinc", "amount": {"value": "15", "unit": "mg"}}
    >>> put_all(row, {("amount", "unit"): "mcg", ("sources", 0, "name"): "citrate"}); row
    {'name': 'Zinc', 'amount': {'value': '15', 'unit': 'mcg'}, 'sources': [{'name': 'citrate'}]}
    >>> put_all(row, {("amount", "value"): "", ("amount", "unit"): "", ("sources", 0, "name"): ""}); row
    {'name': 'Zinc', 'amount': None, 'sources': []}
    """
    for place, text in edits.items():
        _put(data, place, text)
    for place, text in edits.items():
        if not text:
            _tidy(data, place)


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


def _put(data: Any, place: Place, text: str) -> None:
    key, *rest = place
    if not rest:
        data[key] = text or None
        return
    held = _held(data, key)
    if held is None:
        if not text:
            return
        held = [] if isinstance(rest[0], int) else {}
        if isinstance(data, list):
            data.append(held)
        else:
            data[key] = held
    _put(held, tuple(rest), text)


def _tidy(data: Any, place: Place) -> None:
    """Take away what stands on the way to a place and is empty, the innermost first."""
    key, *rest = place
    held = _held(data, key)
    if not rest or held is None:
        return
    _tidy(held, tuple(rest))
    if not is_empty(held):
        return
    if isinstance(data, list) and isinstance(key, int):
        del data[key]
    else:
        data[key] = [] if isinstance(held, list) else None


def _held(data: Any, key: str | int) -> Any:
    if isinstance(data, list):
        return data[key] if isinstance(key, int) and key < len(data) else None
    return data.get(key)
