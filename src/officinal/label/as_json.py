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
            key: to_dict(getattr(value, name))
            for name, key, always in _fields(type(value))
            if always or not _nothing(getattr(value, name))
        }
    if isinstance(value, tuple):
        return [to_dict(each) for each in value]
    return plain(value) if isinstance(value, Decimal) else value


def _nothing(held: object) -> bool:
    """Whether a field holds nothing; the number 0 is something: a label can print it."""
    return held is None or held is False or held == ()


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
        raise RecordError(
            f"{source}: not valid JSON ({error}); give a file written by --format json", place=_at(error), kind="json"
        ) from None
    return from_dict(data, source=source)


def from_dict(data: object, *, source: str = "label") -> Label:
    """Make a label of plain data, as `to_dict` gives it; raises `RecordError`."""
    if not isinstance(data, dict):
        raise RecordError(f"{source}: a label is an object with keys, not {type(data).__name__}", kind="no-object")
    try:
        return Label.model_validate(_python_keys(data, _DEEPEST))
    except _TooDeep:
        raise RecordError(
            f"{source}: nested more than {_DEEPEST} levels deep; no label is, so mend the file", kind="too-deep"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = "/" + "/".join(_written_key(part) for part in first["loc"])
        problem = _IN_OUR_WORDS.get(first["type"], first["msg"].removeprefix("Value error, "))
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise RecordError(f"{source}: {place}: {problem}{more}", place=place, kind=first["type"]) from None


def _at(error: Exception) -> str:
    return f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""


_DEEPEST = 60
_PYTHON_KEYS = {"schema": "schema_", "from": "from_", "in": "in_"}
_WRITTEN_KEYS = {python: written for written, python in _PYTHON_KEYS.items()}
_NO_SUCH_KEY = "_no such key: "
_IN_OUR_WORDS = {
    "extra_forbidden": "the record has no such key; see docs/reference/record.md",
    "missing": "this key is needed here",
}


class _TooDeep(Exception):
    pass


def _python_keys(data: Any, deepest: int) -> Any:
    """The same data under the names that Python allows, lists as tuples."""
    if not deepest:
        raise _TooDeep
    if isinstance(data, dict):
        return {_python_key(key): _python_keys(value, deepest - 1) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(_python_keys(each, deepest - 1) for each in data)
    return data


def _python_key(key: object) -> str:
    if key in _WRITTEN_KEYS or not isinstance(key, str):  # Python's own names are no keys of a file
        return f"{_NO_SUCH_KEY}{key}"
    return _PYTHON_KEYS.get(key, key)


def _written_key(part: str | int) -> str:
    return _WRITTEN_KEYS.get(str(part), str(part)).removeprefix(_NO_SUCH_KEY)
