# SPDX-License-Identifier: Apache-2.0
"""Parsing the JSON that pages really hold: comments, trailing commas, wrappers, stray escapes; in linear time."""

from __future__ import annotations

import html
import json
import re
from typing import Any

_OPENING_MARKS = re.compile(r"(?:[\s;]*+(?://|/\*)?\s*+(?:<!\[CDATA\[|<!--)\s*+(?:\*/|-->)?)*+[\s;]*+")
_CLOSING_MARKS = ("-->", "]]>", "*/", "/*", "//", ";")
_MOST_CLOSING_MARKS = 8
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\u2028\u2029\ufeff]++"
_STRING_OR_FOREIGN = re.compile(rf"({_STRING})|//[^\n]*+|/\*.*?(?:\*/|\Z)|{_CONTROLS}", re.DOTALL)
_STRING_OR_COMMA = re.compile(rf"({_STRING})|,(?=\s*+[}}\]])", re.DOTALL)
_NOT_LINE_END = re.compile(r"[^\n]")
_ESCAPE = re.compile(r"\\(?:([\"\\/bfnrt]|u[0-9a-fA-F]{4})|(.))", re.DOTALL)


def parse_tolerant(script: str) -> Any:
    """The data of a script, its numbers as text; raises `ValueError` beyond repair, `RecursionError` beyond depth."""
    text = _unwrap(script)
    try:
        return _DECODER.decode(text)
    except ValueError:
        text = _mend(text)
    try:
        return _DECODER.decode(text)
    except ValueError:
        if "&quot;" not in text:
            raise
    return _DECODER.decode(_mend(html.unescape(text)))


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
    """The text with spaces for comments, foreign characters and trailing commas, and without stray backslashes.

    Nothing moves to another line or column, so that an error still names its true place.
    """
    return _STRING_OR_COMMA.sub(_blank, _STRING_OR_FOREIGN.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    """A string without its stray backslashes; spaces for anything else."""
    string: str | None = found[1]
    if string is None:
        return _NOT_LINE_END.sub(" ", found[0])
    return _ESCAPE.sub(_without_stray_backslash, string) if "\\" in string else string


def _without_stray_backslash(found: re.Match[str]) -> str:
    return found[0] if found[1] else found[2]


def _nothing(_: str) -> None:
    """NaN and Infinity are no JSON, and state nothing."""


_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=_nothing)
