# SPDX-License-Identifier: Apache-2.0
"""A lot is recalled: which orders have units of it, and what is to be done with each."""

from __future__ import annotations

from django.db.models import QuerySet

from officinal.shop.models import Lot, LotAllocation


def has_units_of(lot: Lot) -> QuerySet[LotAllocation]:
    """Every order line that has units of a lot, shipped or not, the newest order first; orders are read with them."""
    return lot.allocations.select_related("line__order", "line__product", "lot").order_by("-line__order_id", "pk")
