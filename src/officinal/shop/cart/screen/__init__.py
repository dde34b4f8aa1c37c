# SPDX-License-Identifier: Apache-2.0
"""The products of a cart, looked at together as on one shelf. It informs, never blocks, and keeps nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from officinal.shop.models import Product

ALLERGENS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screening:
    """What was noticed."""

    notes: tuple[object, ...] = ()


def screen(shelf: Sequence[tuple[Product, int]], *, avoided: Sequence[str], as_of: dt.date, locale: str) -> Screening:
    """Look at the products together."""
    return Screening()
