# SPDX-License-Identifier: Apache-2.0
"""Products with stock for the tests of the shop."""

from __future__ import annotations

import datetime as dt

from officinal.shop.models import Product
from officinal.shop.stock.receive import receive

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


def stock_up(product: Product, units: int, *, lot: str = "", expires_on: dt.date | None = None) -> Product:
    """Units on the shelf; none for none."""
    if units:
        receive(product, units, now=NOW, lot=lot, expires_on=expires_on)
        product.refresh_from_db(fields=["in_stock"])
    return product
