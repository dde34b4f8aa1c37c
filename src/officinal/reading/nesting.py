# SPDX-License-Identifier: Apache-2.0
"""How deeply a page nests, found in one pass: the HTML parser takes quadratic time on very deep nesting."""

from __future__ import annotations

import re

MOST_NESTED = 3_000
"""no page that people read comes near this; the parser still takes some hundredths of a second for it"""
_TAG = re.compile(
    rb"<(/?)(?:d(?:iv|l|etails|ir|ialog)|se(?:ction|arch)|summary|ul|ol|blockquote|a(?:rticle|side|ddress)|m(?:ain|enu)"
    rb"|h(?:eader|group)|f(?:ooter|igure|ieldset)|nav|center|pre|listing)\b"
)


def nesting(html: bytes) -> int:
    """An upper bound of how many elements of the kinds that the parser is slow for are open at once."""
    tags = html.count(b"<")
    if tags <= MOST_NESTED:
        return tags
    depth = deepest = 0
    for closes in _TAG.findall(html.lower()):
        if not closes:
            depth += 1
            if depth > deepest:
                deepest = depth
        elif depth:
            depth -= 1
    return deepest
