# SPDX-License-Identifier: Apache-2.0
"""Short seals that a page shows in a row: "Vegan · Gluten Free · Third-party tested"."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Where

_FREE = r"(?:[a-z]+ ?[- ]free|sans [a-z]+|(?:no|zero|sans ajout de) (?:added )?(?:sugar|artificial [a-z]+|gluten|gelatin|dairy|soy|fillers|preservatives|caffeine|calories|sucre)|no added [a-z]+)"
_DIET = r"(?:100 ?% )?(?:certified |certifiee? )?(?:vegan|vegetarian|vegetalien(?:ne)?|vegane?|vegetarien(?:ne)?|kosher|halal|organic(?: herbs)?|biologique|bio|keto|paleo|non[- ]?gmo|gmo[- ]?free|non-ogm|plant|pectin|whole food|plant-based|wholefood)(?:[- ](?:friendly|certified|certifiee?s?|based|verified|approved|society(?: approved)?|project verified))?"
_CHECKED = r"(?:(?:third|3rd)[- ]party|lab|batch|purity|potency|independently|clinically|heavy[- ]metal|banned[- ]substance|informed [a-z]+|sustainably|ethically|responsibly|wild|locally|dermatologist|doctor|physician|gmp|nsf|usp|ifos|msc|b corp|iso|haccp)[- ](?:tested|studied|sourced|caught|certified|verified|formulated|approved|harvested|made)(?: for sport)?"
_MADE = r"(?:made|fabriquee?|faite?|produced|produit|conditionne|product|proudly made) (?:in|au|en|aux|of|du|de) (?:[a-z]+)(?: [a-z]+)?|fabrication [a-z]+|(?:letterbox|eco|travel|kid|family|pocket)[- ]friendly|cruelty[- ]free|recyclable(?: packaging)?|hypoallergenic|fair[- ]trade|carbon neutral|informed[- ](?:sport|choice)|friend of the sea|gmp|practitioner (?:grade|strength)|professional strength|suitable for (?:vegans|vegetarians)(?: and (?:vegans|vegetarians))?|teste (?:par (?:un )?tiers|en laboratoire)|one-a-day|whole30 approved"
BADGE = lazy(f"{_FREE}|{_DIET}|{_CHECKED}|{_MADE}")
_TILE = lazy(f"(?:{_DIET})(?= |$)|(?:{_CHECKED})(?= |$)|(?:{_FREE})(?= |$)|(?:{_MADE})(?= |$)")
_BETWEEN = lazy(r"\s*(?:\||•|·|\t|✓|✔|/|,|[-–—](?=\s)|;|\*)?\s*")
_LONGEST = 160


def badges_of(document: Document, block: Block) -> list[Where]:
    """The seals of a line that holds nothing else, each with its span; empty for any other line."""
    if block.end - block.start > _LONGEST:
        return []
    folded = document.folded
    start, end = trim(document.text, block.body if block.kind == "item" else block.start, block.end, " *†.,|•·✓✔")
    found: list[Where] = []
    for begin, stop in _pieces(folded, start, end):
        if BADGE.fullmatch(folded, begin, stop):
            found.append((begin, stop))
            continue
        tiled = _tiles(folded, begin, stop)
        if not tiled:
            return []
        found += tiled
    return found


def _pieces(folded: str, start: int, end: int) -> list[Where]:
    """The parts of a line between its separators."""
    spans, at = [], start
    for match in compiled(r"\s*(?:\||•|·|\t|\*|,(?=\s)|\s[-–—/](?=\s)|;|\s{2,})\s*").finditer(folded[start:end]):
        spans.append((at, start + match.start()))
        at = start + match.end()
    spans.append((at, end))
    return [(a, b) for a, b in spans if b > a]


def _tiles(folded: str, start: int, end: int) -> list[Where]:
    """A line that is nothing but seals one behind the other, as a page's row of small boxes comes out as text."""
    found, at = [], start
    while at < end:
        match = _TILE.match(folded, at, end)
        if match is None:
            return []
        found.append((at, match.end()))
        between = _BETWEEN.match(folded, match.end(), end)
        at = between.end() if between else match.end()
    return found
