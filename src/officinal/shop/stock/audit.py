# SPDX-License-Identifier: Apache-2.0
"""Does every number of the stock agree with the others? The ledger's sums, the lots, the holds, the orders' own.

Each question is one statement, so that it sees one moment: what is being changed meanwhile is no disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

_LEDGER = "SELECT {by}, SUM(on_hand) on_hand, SUM(held) held, SUM(allocated) allocated FROM shop_movement GROUP BY {by}"
_OWN = (
    "SELECT own.lot_id, SUM(own.quantity) units FROM shop_lotallocation own WHERE NOT own.shipped GROUP BY own.lot_id"
)

_PRODUCTS = f"""
SELECT product.id, product.in_stock,
       COALESCE(stock.on_hand, 0), COALESCE(stock.held, 0), COALESCE(stock.allocated, 0),
       COALESCE(ledger.on_hand, 0), COALESCE(ledger.held, 0), COALESCE(ledger.allocated, 0),
       COALESCE(lots.on_hand, 0), COALESCE(lots.allocated, 0), COALESCE(holds.units, 0)
FROM shop_product product
LEFT JOIN shop_stock stock ON stock.product_id = product.id
LEFT JOIN ({_LEDGER.format(by="product_id")}) ledger ON ledger.product_id = product.id
LEFT JOIN (SELECT product_id, SUM(on_hand) on_hand, SUM(allocated) allocated FROM shop_lot GROUP BY product_id) lots
    ON lots.product_id = product.id
LEFT JOIN (SELECT product_id, SUM(quantity) units FROM shop_hold GROUP BY product_id) holds
    ON holds.product_id = product.id
ORDER BY product.id
"""

_LOTS = f"""
SELECT lot.id, lot.on_hand, lot.allocated,
       COALESCE(ledger.on_hand, 0), COALESCE(ledger.allocated, 0), COALESCE(own.units, 0)
FROM shop_lot lot
LEFT JOIN ({_LEDGER.format(by="lot_id")}) ledger ON ledger.lot_id = lot.id
LEFT JOIN ({_OWN}) own ON own.lot_id = lot.id
ORDER BY lot.id
"""

_LINES = """
SELECT line.id, line.quantity, SUM(own.quantity)
FROM shop_orderline line JOIN shop_lotallocation own ON own.line_id = line.id
GROUP BY line.id, line.quantity HAVING SUM(own.quantity) > line.quantity
ORDER BY line.id
"""


def audit() -> Iterator[str]:
    """Each disagreement as a sentence; none where all is well."""
    for key, shown, on_hand, held, allocated, *others in _asked(_PRODUCTS):
        row = (on_hand, held, allocated)
        yield from _differ(f"product {key}: the ledger's sums", tuple(others[:3]), row)
        yield from _differ(f"product {key}: the lots", tuple(others[3:5]), (on_hand, allocated))
        yield from _differ(f"product {key}: the holds", others[5], held)
        yield from _differ(f"product {key}: the mark that it is in stock", bool(shown), on_hand > held + allocated)
        if min(row) < 0 or held + allocated > on_hand:
            yield f"product {key}: {held} held and {allocated} allocated of {on_hand}"
    for key, on_hand, allocated, moved, moved_to_orders, own in _asked(_LOTS):
        yield from _differ(f"lot {key}: the ledger's sums", (moved, moved_to_orders), (on_hand, allocated))
        yield from _differ(f"lot {key}: the orders' own units", own, allocated)
        if not 0 <= allocated <= on_hand:
            yield f"lot {key}: {allocated} allocated of {on_hand}"
    for key, ordered, own in _asked(_LINES):
        yield f"line {key}: {own} units are the order's own, {ordered} were ordered"


def _asked(question: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [tuple(map(int, row)) for row in cursor.fetchall()]


def _differ(what: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"{what} are {found}, its row says {expected}"
