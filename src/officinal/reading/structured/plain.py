# SPDX-License-Identifier: Apache-2.0
"""Values as plain text: what markup and JSON escapes stood for."""

from __future__ import annotations

import html
from typing import Any


def plain(value: Any) -> str:
    """The text of a stated value, its HTML entities resolved; empty for what is neither text nor a whole number."""
    text = sound(str(value) if isinstance(value, int) and not isinstance(value, bool) else value)
    if "&" in text:
        try:
            text = html.unescape(text)
        except ValueError:  # a numeric entity too long to be a number
            return text.strip()
    return text.strip()


def sound(value: Any) -> str:
    """The text itself, NULs as spaces and halves of characters replaced; empty for what is no text."""
    if not isinstance(value, str):
        return ""
    text = value.replace("\0", " ")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
