# SPDX-License-Identifier: Apache-2.0
"""A stretch of text to its sentences, as spans."""

from __future__ import annotations

from officinal.reading.patterns import lazy

_END = lazy(r"[.!?;\s](?:(?<=[.!?;])[\"'”»)*†‡]{0,3}\s+|(?<=\s)[|•]\s|(?<=\n))")
_SHORT = lazy(
    r"(?:^|[\s(])(?:e\.?g|i\.?e|vs|dr|mr|st|approx|vit|no|nos|spp|sp|var|ssp|subsp|equiv|min|max|temp|fig|al|etc|ex|p|env|incl|mg|std|tab|caps?|mfg|dist|lbs?|oz|yrs?|hrs?|tbsp|tsp|[a-z])\.$"
)


_LETTER = lazy(r"\w")
_LONGEST = 2_000
_LONGEST_LIST = 20_000


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
    most = _LONGEST_LIST if whole_lists else _LONGEST
    return [piece for b, e in found for piece in _bounded(folded, b, e, most) if _LETTER.search(folded, *piece)]


def _bounded(folded: str, start: int, end: int, most: int) -> list[tuple[int, int]]:
    """A run without a full stop that is too long for any sentence, cut at white space."""
    if end - start <= most:
        return [(start, end)]
    found = []
    while end - start > most:
        cut = folded.rfind(" ", start, start + most)
        cut = cut if cut > start else start + most
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]
