# SPDX-License-Identifier: Apache-2.0
"""The record as JSON: numbers as strings, so that nothing is rounded on the way."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import ValidationError

from officinal.errors import RecordError
from officinal.label.base import Record
from officinal.label.record import Label


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Per field: its name in Python, its key in JSON, and whether it is written even when empty."""
    return tuple((name, name.rstrip("_"), not field.json_schema_extra) for name, field in model.model_fields.items())


def to_dict(value: Any) -> Any:
    """A record, or any part of one, as plain lists, dicts and strings in the record's own key order."""
    if isinstance(value, Record):
        return {
            key: to_dict(held)
            for name, key, always in _fields(type(value))
            if (held := getattr(value, name)) not in (None, (), False) or always
        }
    if isinstance(value, tuple):
        return [to_dict(each) for each in value]
    return plain(value) if isinstance(value, Decimal) else value


def plain(number: Decimal) -> str:
    """A number without exponent, as a label would print it."""
    return format(number, "f")


def to_json(label: Label, *, indent: int | None = 2) -> str:
    """The label as JSON text."""
    return json.dumps(to_dict(label), ensure_ascii=False, indent=indent)


def from_json(text: str | bytes, *, source: str = "label") -> Label:
    """Read a label from JSON text; raises `RecordError` that names the source, the key and what was expected."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{source}: not valid JSON ({error}); give a file written by --format json") from None
    return from_dict(data, source=source)


def from_dict(data: object, *, source: str = "label") -> Label:
    """Make a label of plain data, as `to_dict` gives it; raises `RecordError`."""
    if not isinstance(data, dict):
        raise RecordError(f"{source}: a label is an object with keys, not {type(data).__name__}")
    try:
        return Label.model_validate(_python_keys(data))
    except ValidationError as error:
        first = error.errors()[0]
        place = "/" + "/".join(str(part).rstrip("_") for part in first["loc"])
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise RecordError(f"{source}: {place}: {first['msg']}{more}") from None


_PYTHON_KEYS = {"schema": "schema_", "from": "from_", "in": "in_"}


def _python_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {_PYTHON_KEYS.get(key, key): _python_keys(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(_python_keys(each) for each in data)
    return data
