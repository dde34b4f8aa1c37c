# SPDX-License-Identifier: Apache-2.0
"""The product's identity as it is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from officinal.label import Quantity
from officinal.reading.document import Block, Document
from officinal.reading.item import Item

HEAD = 40
"""how many blocks the name and what belongs to it stand among"""


@dataclass(slots=True)
class Identity:
    """What the head of the page says of the product."""

    name: Item[str] | None = None
    brand: Item[str] | None = None
    tagline: Item[str] | None = None
    highlights: list[Item[str]] = field(default_factory=list)
    badges: list[Item[str]] = field(default_factory=list)
    net_amount: Item[Quantity] | None = None
    name_block: Block | None = None


def stated_value(document: Document, field: str) -> Item[str] | None:
    """What the page states as data of a field, first of all."""
    values = document.structured.get(field)
    return Item(values[0][0], {"": values[0][1:]}) if values else None
