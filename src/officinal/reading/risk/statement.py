# SPDX-License-Identifier: Apache-2.0
"""A statement of risk while it is being read."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind, Trigger
from officinal.patterns import compiled
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where


class Statement:
    """One sentence, taken apart: what it asks for, and each thing that triggers it."""

    def __init__(
        self, document: Document, start: int, end: int, holds: frozenset[str], *, certain: bool, kind: RiskKind | None
    ) -> None:
        self.text, self.folded = document.text, document.folded
        self.start, self.end, self.certain, self.heading_kind = start, end, certain, kind
        self.words = self.folded[start:end]
        self.holds = holds
        """which patterns it may hold"""
        self.items: list[Item[RiskInformation]] = []
        self.by_heading = False
        """whether only the heading above says that it is a statement of risk"""
        self.allergy_span: Where | None = None
        self.duration_span: Where | None = None

    def add(
        self, kind: RiskKind, trigger: Trigger, what: Where | None, action: tuple[str, Where] | None, noun: str = ""
    ) -> None:
        """Enter one trigger, with what it is as printed and what to do."""
        spans: dict[str, Where] = {"": (self.start, self.end)}
        if what:
            what = trim(self.text, *what, " .,;:()")
            spans["/what"] = what
        if action:
            spans["/action"] = action[1]
        name = self.text[slice(*what)] + noun if what else None
        if trigger == "allergy" and name:
            name = compiled(r"(?i)\s*(?:-derived|derived|ingredients?)$").sub("", name)
        self.items.append(
            Item(
                RiskInformation(kind=kind, trigger=trigger, what=name or None, action=action[0] if action else None),
                spans,
            )
        )
