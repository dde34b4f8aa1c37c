# SPDX-License-Identifier: Apache-2.0
"""Does every number of the stock agree with the others? The ledger's sums, the lots, the holds, the orders' own."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Sum

from officinal.shop.models import Hold, Lot, LotAllocation, Movement, Stock


def audit() -> Iterator[str]:
    """Each disagreement as a sentence; none where all is well."""
    rows = {row.pk: row for row in Stock.objects.all()}
    moved = _by_product(Movement.objects, "on_hand", "held", "allocated")
    lots = _by_product(Lot.objects, "on_hand", "allocated")
    holds = _by_product(Hold.objects, "quantity")
    own = {
        each["product"]: each["units"]
        for each in LotAllocation.objects.filter(shipped=False)
        .order_by()
        .values(product=F("line__product"))
        .annotate(units=Sum("quantity"))
    }
    for key, row in rows.items():
        stands = (row.on_hand, row.held, row.allocated)
        checks = {
            "the ledger's sums": (moved.get(key, (0, 0, 0)), stands),
            "the lots": (lots.get(key, (0, 0)), (row.on_hand, row.allocated)),
            "the holds": (holds.get(key, (0,)), (row.held,)),
            "the orders' own units": ((own.get(key, 0),), (row.allocated,)),
        }
        for what, (found, expected) in checks.items():
            if tuple(found) != tuple(expected):
                yield f"product {key}: {what} are {found}, its row says {expected}"
        if min(stands) < 0 or row.held + row.allocated > row.on_hand:
            yield f"product {key}: {row.held} held and {row.allocated} allocated of {row.on_hand}"


def _by_product(manager: object, *fields: str) -> dict[int, tuple[int, ...]]:
    rows = manager.order_by().values_list("product").annotate(*(Sum(field) for field in fields))  # type: ignore[attr-defined]
    return {key: tuple(int(each or 0) for each in sums) for key, *sums in rows}
