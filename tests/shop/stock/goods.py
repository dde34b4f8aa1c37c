# SPDX-License-Identifier: Apache-2.0
"""Products, lots and orders for the tests of the stock: no more of each than stock asks for."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

from officinal.shop.models import Lot, Order, OrderLine, Product, Stock
from officinal.shop.stock import rows
from officinal.shop.stock.audit import audit
from officinal.shop.stock.available import available
from officinal.shop.stock.receive import receive

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
SOON = NOW + dt.timedelta(minutes=15)
DAY = dt.timedelta(days=1)
_number = itertools.count()


def product(units: int = 0, *, name: str = "Magnesium") -> Product:
    """A product, with so many units that have no lot number."""
    made = Product.objects.create(slug=f"product-{next(_number)}", name=name, label_json="{}")
    if units:
        receive(made, units, now=NOW)
    return made


def lot(of: Product, code: str, units: int, expires_on: dt.date | None = None) -> Lot:
    """Units of a lot, received."""
    return receive(of, units, now=NOW, lot=code, expires_on=expires_on, reason="delivery")


def order(*lines: tuple[Product, int], email: str = "somebody@example.com") -> Order:
    """An order that awaits its payment; it holds nothing yet."""
    nothing = Decimal(0)
    made = Order.objects.create(
        key=f"order-{next(_number)}", email=email, gateway="manual", currency="CAD", subtotal=nothing,
        shipping=nothing, tax=nothing, total=nothing, placed_at=NOW,
    )  # fmt: skip
    OrderLine.objects.bulk_create(
        OrderLine(order=made, product=each, name=str(each), quantity=number, unit_price=nothing, total=nothing)
        for each, number in lines
    )
    return made


def wanted(of: Order) -> dict[int, int]:
    """How many of each product an order asks for."""
    units: dict[int, int] = {}
    for line in of.lines.all():
        units[line.product_id] = units.get(line.product_id, 0) + line.quantity
    return units


def can_be_sold(of: Product, now: dt.datetime = NOW) -> int:
    """How many of a product can be sold."""
    return available([of.pk], now=now)[of.pk]


def own(of: Order) -> dict[str, int]:
    """How many units an order has, by the code of their lot."""
    units: dict[str, int] = {}
    for line in of.lines.all():
        for each in line.lots.select_related("lot"):
            units[each.lot.code] = units.get(each.lot.code, 0) + each.quantity
    return units


def stands(of: Product) -> tuple[int, int, int]:
    """The stock row: on hand, held, allocated; nothing where there is none."""
    row = Stock.objects.filter(pk=of.pk).first()
    return (row.on_hand, row.held, row.allocated) if row else (0, 0, 0)


def sound() -> None:
    """Fail where the numbers of the stock disagree."""
    assert list(audit()) == []


def without_conditions() -> str:
    """The statement that changes a stock row, its conditions left out."""
    lines = rows._MOVE.splitlines()
    assert len([line for line in lines if "  AND" in line]) == 2
    return "\n".join(line for line in lines if "  AND" not in line)
