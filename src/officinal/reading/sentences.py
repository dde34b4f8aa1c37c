# SPDX-License-Identifier: Apache-2.0
"""A stretch of text to its sentences, as spans."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?;](?:[\"'”»)*†‡]{0,3})\s+|\s[|•]\s|\n")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:e\.?g|i\.?e|vs|dr|mr|st|approx|vit|no|nos|spp|sp|var|ssp|subsp|equiv|min|max|temp|fig|al|etc|ex|p|env|incl|mg|std|tab|caps?|mfg|dist|lbs?|oz|yrs?|hrs?|tbsp|tsp|[a-z])\.$"
)


def sentences(folded: str, start: int, end: int, *, whole_lists: bool = False) -> list[tuple[int, int]]:
    """The sentences between two places of folded text; a full stop behind an abbreviation ends none.

    With `whole_lists` a semicolon ends none either: it parts the groups of a list of ingredients.
    """
    found = []
    begin = start
    for match in _END.finditer(folded, start, end):
        if whole_lists and folded[match.start()] in ";|•":
            continue
        if folded[match.start()] == "." and _SHORT.search(folded, max(begin, match.start() - 9), match.start() + 1):
            follows = folded[match.end() : match.end() + 1]
            if not (folded[match.start() - 3 : match.start()] in ("etc",) and follows.isalpha()):
                continue
        stop = match.start() + (1 if folded[match.start()] in ".!?;" else 0)
        if stop > begin:
            found.append((begin, stop))
        begin = match.end()
    if begin < end:
        found.append((begin, end))
    return [(b, e) for b, e in found if any(c.isalnum() for c in folded[b:e])]
