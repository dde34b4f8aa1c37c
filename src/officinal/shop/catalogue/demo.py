# SPDX-License-Identifier: Apache-2.0
"""The demonstration catalogue: label files that come with Officinal, put into the shop."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from officinal.label import from_toml
from officinal.shop.catalogue.publish import publish
from officinal.shop.models import Product, Stock
from officinal.shop.stock.receive import receive

DEMO = Path(__file__).parent.parent / "demo"


def entries() -> list[dict[str, Any]]:
    """What the catalogue's file lists."""
    listed: list[dict[str, Any]] = tomllib.loads(
        (DEMO / "catalogue.toml").read_text(encoding="utf-8"), parse_float=Decimal
    )["product"]
    return listed


def load_demo(*, as_of: dt.date, now: dt.datetime) -> Iterator[Product]:
    """Put each product into the shop, or bring it up to date; other products stay as they are, and so does stock."""
    for entry in entries():
        path = DEMO / "labels" / entry["file"]
        label = from_toml(path.read_text(encoding="utf-8"), source=path.name)
        product = Product.objects.filter(slug=entry["slug"]).first() or Product(slug=entry["slug"])
        product.market, product.regime = entry["market"], entry.get("regime", "")
        product.price = Decimal(str(entry["price"])) if "price" in entry else None
        product.currency = entry.get("currency", "CAD")
        percent = entry.get("subscribe_percent_off")
        product.subscribe_percent_off = None if percent is None else Decimal(str(percent))
        product.weight_g = entry.get("weight_g")
        publish(product, label, as_of=as_of, reason="demonstration catalogue", must_have_reason=False)
        _stock(product, entry, now)
        yield product


def _stock(product: Product, entry: dict[str, Any], now: dt.datetime) -> None:
    """Its first units, with their lots, where it never had any."""
    if Stock.objects.filter(product=product).exists():
        return
    for lot in entry.get("lot", []):
        receive(
            product, lot["units"], now=now, lot=lot["code"], expires_on=lot["expires_on"], reason="opening stock"
        )  # fmt: skip
