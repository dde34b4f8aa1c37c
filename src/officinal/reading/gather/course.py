# SPDX-License-Identifier: Apache-2.0
"""A page while its blocks are gone through."""

from __future__ import annotations

from officinal.knowledge.fold import fold
from officinal.label.use import RiskKind
from officinal.reading.directions import DirectionsReader
from officinal.reading.document import Block, Document
from officinal.reading.find_offer import OfferReader
from officinal.reading.gather.found import Gathered
from officinal.reading.item import Item
from officinal.reading.language import decimal_comma


class Course:
    """A page while its blocks are gone through: what the readers share."""

    def __init__(self, document: Document, blocks: list[Block], found: Gathered) -> None:
        self.document, self.blocks, self.found = document, blocks, found
        self.folded = document.folded
        self.comma = decimal_comma(self.folded, found.languages)
        self.directions = DirectionsReader(document)
        self.offer = OfferReader(document)
        self.group: list[Block] = []
        self.listed = ""
        self.prose: list[Block] = []
        self.last_heading: Block | None = None
        self.risk_kind: RiskKind | None = None
        self.counted = 0
        self.seals: list[Item[str]] = []
        self.study_prose: dict[int, bool] = {}
        self.cited: set[tuple[str | None, int | None]] = set()
        """author and year of each study found so far"""
        self.bilingual = found.languages == ("en", "fr")
        self.subjects = tuple(fold(i.value) for i in (found.identity.name, found.identity.brand) if i)
