# SPDX-License-Identifier: Apache-2.0
"""What the finders found, before it becomes one record."""

from __future__ import annotations

from dataclasses import dataclass, field

from officinal.label import (
    Citation,
    Claim,
    Directions,
    NonMedicinalIngredient,
    Offer,
    RiskInformation,
    Serving,
)
from officinal.reading.facts.sheet import Table
from officinal.reading.identity import Identity
from officinal.reading.item import Item, Where


@dataclass
class StudyFound:
    """A citation, with the heading it stands under and what the page says of it."""

    citation: Item[Citation]
    heading: Item[str] | None = None
    summary: Item[str] | None = None


@dataclass
class Gathered:
    """Everything that the finders found, before it becomes one record."""

    identity: Identity
    tables: list[Table] = field(default_factory=list)
    serving: Item[Serving] | None = None
    per_container: Item[object] | None = None
    non_medicinal: list[Item[NonMedicinalIngredient]] = field(default_factory=list)
    directions: list[Item[Directions]] = field(default_factory=list)
    risk: list[Item[RiskInformation]] = field(default_factory=list)
    claims: list[Item[Claim]] = field(default_factory=list)
    free_from: list[Item[str]] = field(default_factory=list)
    contains: list[Item[str]] = field(default_factory=list)
    may_contain: list[Item[str]] = field(default_factory=list)
    disclaimers: list[Item[str]] = field(default_factory=list)
    storage: list[Item[str]] = field(default_factory=list)
    codes: dict[str, Item[str]] = field(default_factory=dict)
    studies: list[StudyFound] = field(default_factory=list)
    licence: Item[str] | None = None
    identity_statement: Item[str] | None = None
    offer: Item[Offer] | None = None
    framed: list[Where] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    per_containers: list[Item[object]] = field(default_factory=list)
    servings: list[Item[Serving]] = field(default_factory=list)
