# SPDX-License-Identifier: Apache-2.0
"""Reading a JSON source so that its numbers stay exact."""

from __future__ import annotations

import json
from typing import Any

from officinal.errors import SourceError

_WAY_ON = "export or save it again, or give the product page instead"
_MOST_DIGITS = 18


def parse_json(text: str, name: str) -> Any:
    """The data of a JSON source: decimals stay text, whole numbers are ints; raises `SourceError` with the place."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SourceError(
            name,
            f"is not valid JSON at {place} ({error.msg})",
            _WAY_ON,
            kind="json",
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise SourceError(name, "is JSON nested too deeply to read", _WAY_ON, kind="nested") from None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _nothing(_: str) -> None:
    """NaN and Infinity are no JSON, and state nothing."""


_DECODER = json.JSONDecoder(parse_float=str, parse_int=_whole, parse_constant=_nothing)
