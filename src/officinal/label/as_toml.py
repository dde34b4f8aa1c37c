# SPDX-License-Identifier: Apache-2.0
"""The record as TOML, the form that people keep and edit. TOML has no null: what is not stated is not written."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from officinal.errors import RecordError
from officinal.label.as_json import from_dict, to_dict
from officinal.label.record import Label


def to_toml(label: Label) -> str:
    """The label as TOML text; lists that are empty are left out too."""
    import tomli_w

    return tomli_w.dumps(_without_nulls(to_dict(label)), multiline_strings=False)


def from_toml(text: str, *, source: str = "label") -> Label:
    """Read a label from TOML text; raises `RecordError` that names the source, the place and what was expected."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"{at[1]}:{at[2]}" if at else ""
        raise RecordError(f"{source}: not valid TOML ({error}); mend that line", place=place, kind="toml") from None
    return from_dict(data, source=source)


def _without_nulls(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None and value != []}
    if isinstance(data, list):
        return [_without_nulls(each) for each in data]
    return data
