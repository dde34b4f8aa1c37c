# SPDX-License-Identifier: Apache-2.0
"""Parsing the JSON that pages really hold: comments, trailing commas, wrappers, stray escapes; in linear time."""

from __future__ import annotations

import html
import json
import re
from contextlib import suppress
from typing import Any

_OPENING_MARKS = re.compile(r"(?:[\s;]*+(?://|/\*)?\s*+(?:<!\[CDATA\[|<!--)\s*+(?:\*/|-->)?)*+[\s;]*+")
_CLOSING_MARKS = ("-->", "]]>", "*/", "/*", "//", ";")
_MOST_CLOSING_MARKS = 8
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_STRING_OR_COMMENT = re.compile(rf"({_STRING})|//[^\n]*+|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING_OR_COMMA = re.compile(rf"({_STRING})|,(?=\s*+[}}\]])", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([\"\\/bfnrt]|u[0-9a-fA-F]{4})|(.))", re.DOTALL)


def parse_tolerant(script: str) -> Any:
    """The data of a script, its numbers as text; raises `ValueError` beyond repair, `RecursionError` beyond depth."""
    text = _unwrap(script)
    try:
        return _DECODER.decode(text)
    except ValueError as error:
        problem = error
    for mend in (_mend, _mend_entities) if "&quot;" in text else (_mend,):
        with suppress(ValueError):
            return _DECODER.decode(mend(text))
    raise problem


def _unwrap(script: str) -> str:
    """The script without the HTML comment or CDATA section around it, and without a closing semicolon."""
    opening = _OPENING_MARKS.match(script)
    text = script[opening.end() if opening else 0 :].rstrip()
    for _ in range(_MOST_CLOSING_MARKS):
        mark = next((each for each in _CLOSING_MARKS if text.endswith(each)), None)
        if mark is None:
            break
        text = text.removesuffix(mark).rstrip()
    return text


def _mend(text: str) -> str:
    """The text without comments, then without trailing commas, its strings left as they are but for wrong escapes."""
    return _STRING_OR_COMMA.sub(_keep, _STRING_OR_COMMENT.sub(_keep_mended, text))


def _mend_entities(text: str) -> str:
    """The text of a script whose very quotes were written as HTML entities."""
    return _mend(html.unescape(text))


def _keep(found: re.Match[str]) -> str:
    return found[1] or ""


def _keep_mended(found: re.Match[str]) -> str:
    string = found[1] or ""
    return _ESCAPE.sub(_without_stray_backslash, string) if "\\" in string else string


def _without_stray_backslash(found: re.Match[str]) -> str:
    return found[0] if found[1] else found[2]


def _nothing(_: str) -> None:
    """NaN and Infinity are no JSON, and state nothing."""


_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=_nothing)
