# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import connection
from tests.shop.stock.goods import DAY, NOW, SOON, lot, order, product, sound, wanted

from officinal.shop.models import Movement, Order
from officinal.shop.stock.allocate import allocate
from officinal.shop.stock.audit import audit
from officinal.shop.stock.hold import hold

pytestmark = pytest.mark.django_db


def a_busy_shop() -> None:
    """Some of everything: two lots, a hold, an order that has units of both lots."""
    jar = product(2)
    lot(jar, "A", 3, NOW.date() + DAY)
    paid, asked = order((jar, 4)), order((jar, 1))
    allocate(paid, now=NOW)
    hold(asked, wanted(asked), until=SOON, now=NOW)


def test_where_all_is_well_nothing_is_said() -> None:
    """An empty shop, and one in which everything happened by the verbs."""
    sound()
    a_busy_shop()
    sound()


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("UPDATE shop_stock SET on_hand = 6", ["ledger's sums", "the lots"]),
        ("UPDATE shop_stock SET held = 0", ["ledger's sums", "the holds"]),
        ("UPDATE shop_stock SET allocated = 3", ["ledger's sums", "the lots"]),
        ("UPDATE shop_lot SET on_hand = 9 WHERE code = 'A'", ["the lots", "ledger's sums"]),
        ("UPDATE shop_lot SET allocated = 0 WHERE code = ''", ["the lots", "ledger's sums", "orders' own units"]),
        ("DELETE FROM shop_hold", ["the holds"]),
        ("UPDATE shop_hold SET quantity = 2", ["the holds"]),
        ("DELETE FROM shop_lotallocation WHERE quantity = 1", ["orders' own units"]),
        ("UPDATE shop_lotallocation SET shipped = true WHERE quantity = 1", ["orders' own units"]),
        ("UPDATE shop_lotallocation SET quantity = 9 WHERE quantity = 1", ["orders' own units", "were ordered"]),
        ("DELETE FROM shop_movement WHERE kind = 'held'", ["ledger's sums"]),
        ("DELETE FROM shop_stock", ["ledger's sums", "the lots", "the holds"]),
        ("UPDATE shop_product SET in_stock = true", ["mark that it is in stock"]),
    ],
)
def test_each_disagreement_is_told(mistake: str, told: list[str]) -> None:
    """Whatever somebody's SQL changes alone, the audit finds."""
    a_busy_shop()
    with connection.cursor() as cursor:
        cursor.execute(mistake)
    said = " | ".join(audit())
    assert [word for word in told if word not in said] == []


def test_a_movement_too_many_is_told() -> None:
    """The ledger's sums are the rows: an entry without its change is found, by product and by lot."""
    a_busy_shop()
    paid = Order.objects.filter(lines__lots__isnull=False).distinct().get()
    stray = paid.movements.filter(kind="allocated").latest("pk")
    Movement.objects.create(product=stray.product, lot=stray.lot, kind="received", on_hand=1, at=NOW)
    assert len([said for said in audit() if "ledger's sums" in said]) == 2
