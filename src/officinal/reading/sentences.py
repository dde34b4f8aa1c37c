# SPDX-License-Identifier: Apache-2.0
"""A stretch of text to its sentences, as spans."""

from __future__ import annotations

from officinal.patterns import lazy

_END = lazy(r"[.!?;\n](?:(?<=[.!?;])[\"'”»)*†‡]{0,3}\s+|(?<=\n))")
_END_OR_BAR = lazy(r"[.!?;\s](?:(?<=[.!?;])[\"'”»)*†‡]{0,3}\s+|(?<=\s)[|•]\s|(?<=\n))")
"""where bars or bullets part sentences too; slower, since any white space may stand before one"""
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
    barred = folded.find("|", start, end) >= 0 or folded.find("•", start, end) >= 0
    for match in (_END_OR_BAR if barred else _END).finditer(folded, start, end):
        at, after = match.span()
        sign = folded[at]
        if whole_lists and sign == ";":
            continue
        if sign == "." and _shortens(folded, begin, at, after):
            continue
        stop = at + 1 if sign in ".!?;" else at
        if stop > begin:
            found.append((begin, stop))
        begin = after
    if begin < end:
        found.append((begin, end))
    most = _LONGEST_LIST if whole_lists else _LONGEST
    if end - start > most:
        found = [piece for each in found for piece in _bounded(folded, *each, most)]
    return [piece for piece in found if _LETTER.search(folded, *piece)]


def _shortens(folded: str, begin: int, at: int, after: int) -> bool:
    """Whether the full stop at a place belongs to an abbreviation and ends no sentence."""
    if not _SHORT.search(folded, max(begin, at - 9), at + 1):
        return False
    return not (folded[at - 3 : at] == "etc" and folded[after : after + 1].isalpha())


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
