# SPDX-License-Identifier: Apache-2.0
"""A name cell of a facts row while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from officinal.label import Extract, Quantity, SourceMaterial, Standardisation
from officinal.patterns import lazy
from officinal.reading.amounts import Amount
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where

AS = lazy(
    r"(?:(?:naturally occurring )?(?:as|from|fr|fro|in the form of|supplied as|supplied by|sourced from|derived from|provided by|yielded from)(?: the)?"
    r"|sous(?: la)? forme (?:de |d')|provenant (?:de |du |des |d')|comme|a partir (?:de |d')|issue? (?:de |du |des |d')|tiree? (?:de |du |des |d')|en tant que|\(as)(?: |(?<=[ '(]))",
)
AS_INSIDE = lazy(r" (?:as|from|sous forme (?:de|d')|provenant (?:de|du|d')) ?(?<=[ '])")
RATIO = lazy(r"(?<![\w.])(\d{1,3}(?:[.,]\d{1,2})?(?: ?- ?\d{1,3})?) ?: ?(\d{1,3})(?![\w:])")
_LONGEST = 600
"""no name cell is longer; what lies behind is not read"""
SOLVENT = lazy(
    r"(?:\d{1,3} ?%(?: v/v)? ?)?(?:ethanol|alcohol|ethanolic|aqueous ethanol|glycerin|glycerol|water|methanol|alcool|eau|acetone)(?: ?(?:and|/|:|et|\+) ?(?:water|eau))?(?: \d{1,3} ?%(?: v/v)?)?"
)
PARTS = frozenset(
    [
        "root",
        "roots",
        "leaf",
        "leaves",
        "seed",
        "seeds",
        "fruit",
        "fruits",
        "flower",
        "flowers",
        "bark",
        "rhizome",
        "berry",
        "berries",
        "herb",
        "bulb",
        "stem",
        "peel",
        "whole",
        "aerial",
        "mycelium",
        "fruiting",
        "body",
        "aerial",
        "parts",
        "aerial",
        "part",
        "root",
        "bark",
        "flowering",
        "tops",
        "hull",
        "husk",
        "pod",
        "kernel",
        "racine",
        "feuille",
        "feuilles",
        "graine",
        "graines",
        "fleur",
        "fleurs",
        "ecorce",
        "rhizomes",
        "tige",
        "parties",
        "aeriennes",
        "sommites",
        "fleuries",
        "baie",
        "baies",
        "bulbe",
    ]
) | {
    "fruiting body",
    "aerial parts",
    "aerial part",
    "root bark",
    "stem bark",
    "flowering tops",
    "parties aeriennes",
    "whole plant",
    "whole herb",
    "whole fruit",
    "inner leaf",
    "seed husk",
    "root and rhizome",
}
MARKS = "*†‡§^#+•·.…/:;,–—- \t\u00a0"
_ICON = lazy(r" (?:i|\?|ⓘ|ℹ|info)$")
"""the sign of a tooltip behind a name"""
ELEMENTAL = lazy(r"(?:elemental|elementaire)s?\b")


@dataclass(slots=True)
class NameParts:
    """What stands in the name cell."""

    name: str | None
    span: Where
    substance: str | None = None
    sources: list[Item[SourceMaterial]] = field(default_factory=list)
    equivalents: list[Amount] = field(default_factory=list)
    extract: Item[Extract] | None = None
    standardisation: list[Item[Standardisation]] = field(default_factory=list)
    part: tuple[str, Where] | None = None
    basis: tuple[str, Where] | None = None
    strain: tuple[str, Where] | None = None


class NameCell:
    """One name cell while it is read; `comma` says that a comma parts decimals on this page."""

    def __init__(self, document: Document, start: int, end: int, *, comma: bool = False) -> None:
        self.text, self.folded, self.comma = document.text, document.folded, comma
        end = min(end, start + _LONGEST)
        start, end = trim(self.text, start, end, MARKS)
        icon = _ICON.search(self.folded, max(start, end - 6), end)
        self.start, self.end = trim(self.text, start, icon.start() if icon else end, MARKS)
        self.parts = NameParts(None, (self.start, self.end))
        self.cut: list[Where] = []
        self.ratio: str | None = None
        self.solvent: str | None = None
        self.crude: Quantity | None = None
        self.crude_of: str | None = None
        self.extract_spans: dict[str, Where] = {}
