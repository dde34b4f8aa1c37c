# SPDX-License-Identifier: Apache-2.0
"""How deeply a page nests, found in one pass: the HTML parser takes quadratic time on very deep nesting."""

from __future__ import annotations

import re

from officinal.reading.patterns import lazy

MOST_NESTED = 3_000
"""no page that people read comes near this; the parser still takes some hundredths of a second for it"""
_TAG = lazy(
    r"<(/?)(?:div|section|ul|ol|dl|blockquote|article|main|aside|header|footer|nav|details|center|figure|fieldset"
    r"|address|dir|menu|hgroup|summary|search|pre|listing|dialog)\b",
    re.IGNORECASE,
)


def nesting(html: str) -> int:
    """An upper bound of how many elements of the kinds that the parser is slow for are open at once."""
    opened = html.count("<") - html.count("</")
    if opened <= MOST_NESTED:
        return opened
    depth = deepest = 0
    for match in _TAG.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
