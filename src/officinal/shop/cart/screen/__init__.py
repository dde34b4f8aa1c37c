# SPDX-License-Identifier: Apache-2.0
"""The products of a cart, looked at together as on one shelf. It informs, never blocks, and keeps nothing.

The method stands in docs/explanation/screening.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from officinal.shop.cart.screen.facts import ALLERGENS, facts
from officinal.shop.cart.screen.notes import KINDS, SEVERITIES, Asked, Note, Placed
from officinal.shop.models import Product

__all__ = ["ALLERGENS", "Note", "Screening", "screen", "together"]


@dataclass(frozen=True, slots=True)
class Screening:
    """What was noticed, the gravest first, and what could not be known."""

    notes: tuple[Note, ...] = ()
    unknown: tuple[str, ...] = ()
    """names of products with an ingredient whose name is lost"""
    looked_at: int = 0


def screen(shelf: Sequence[tuple[Product, int]], *, avoided: Sequence[str], as_of: dt.date, locale: str) -> Screening:
    """Look at products together; how many jars of each are bought does not change what is taken a day."""
    products = {product.pk: product for product, _quantity in shelf}.values()
    return together(
        [
            Placed(each.name, each.slug, facts(each.label_json, each.market, each.regime, as_of))
            for each in products
        ],
        Asked(as_of, locale, tuple(avoided)),
    )  # fmt: skip


def together(shelf: Sequence[Placed], asked: Asked) -> Screening:
    """Look at labels together."""
    notes = [note for kind in KINDS for note in kind(shelf, asked)]
    return Screening(
        tuple(sorted(notes, key=lambda note: SEVERITIES.index(note.severity))),
        tuple(each.name for each in shelf if each.facts.nameless),
        len(shelf),
    )
