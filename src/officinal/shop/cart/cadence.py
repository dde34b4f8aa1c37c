# SPDX-License-Identifier: Apache-2.0
"""How often to deliver: as long as the jar lasts by its label, and round numbers beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from officinal.shop.cart.answer import LEAST_DAYS, MOST_DAYS

USUAL = (30, 60, 90)


def suggested(days: dict[str, Any] | None, quantity: int = 1) -> int | None:
    """How many whole days a quantity lasts at the label's dose (`days` of the dossier); None where that is not known.

    Servings per container ÷ servings a day, at the least dose where the label gives a range, rounded down so that the
    next delivery comes before the jar is empty.
    """
    if days is None:
        return None
    lasts = int(Decimal(str(days["exact"])) * quantity)
    return min(lasts, MOST_DAYS) if lasts >= LEAST_DAYS else None


def choices(days: dict[str, Any] | None, quantity: int = 1) -> list[int]:
    """The choices that a customer is given, the suggested one among them, from often to seldom."""
    return sorted({*USUAL, *filter(None, [suggested(days, quantity)])})
