# SPDX-License-Identifier: Apache-2.0
"""On which line of a TOML file a value stands, so that an error or a finding can name it."""

from __future__ import annotations

import re
from collections.abc import Sequence


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """The line, from 1, of the key or table at a place such as ("value", 2, "unit"); the nearest above that can be found.

    >>> line_of('a = 1\\n[[value]]\\nunit = "mg"\\n[[value]]\\nunit = "g"\\n', ("value", 1, "unit"))
    5
    """
    lines = text.splitlines()
    start, end, found, depth = 0, len(lines), None, ""
    for at, part in enumerate(place):
        if isinstance(part, int):
            continue
        number = place[at + 1] if at + 1 < len(place) and isinstance(place[at + 1], int) else None
        depth = f"{depth}.{part}" if depth else part
        headers = _headers(lines, depth, start, end)
        if headers and (number is None or int(number) < len(headers)):
            start = headers[int(number or 0)]
            end = next((line for line in headers if line > start), end)
            found = start
        elif (line := _key(lines, str(part), start, end)) is not None:
            start = found = line
            if number is not None:
                found = start = _inline(lines, line, int(number), end)
        else:
            break
    return None if found is None else found + 1


def line_of_pointer(text: str, pointer: str) -> int | None:
    """The same for a JSON pointer: /medicinal_ingredients/0/amount."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return line_of(text, [int(part) if part.isdigit() else part for part in parts])


def _headers(lines: list[str], name: str, start: int, end: int) -> list[int]:
    """The lines that open a table of this dotted name, between two lines."""
    header = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\s*\]\]?\s*(?:#.*)?$")
    return [at for at in range(start, end) if header.match(lines[at])]


def _key(lines: list[str], key: str, start: int, end: int) -> int | None:
    """The first line from `start` that sets a key, before the next table's header."""
    setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    inside = re.compile(rf"[{{,]\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for at in range(start, end):
        if at > start and re.match(r"\s*\[", lines[at]) and not lines[at].strip().endswith(","):
            return None
        if setting.match(lines[at]) or inside.search(lines[at]):
            return at
    return None


def _inline(lines: list[str], line: int, number: int, end: int) -> int:
    """The line of the n-th entry of an array that is written over several lines, one entry each; else its first."""
    if "]" in lines[line]:
        return line
    entries = [at for at in range(line + 1, end) if re.match(r"\s*[{\"'\[\d]", lines[at])]
    closed = next((at for at in range(line + 1, end) if re.match(r"\s*\]", lines[at])), end)
    entries = [at for at in entries if at < closed]
    return entries[number] if number < len(entries) else line
