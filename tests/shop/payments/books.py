# SPDX-License-Identifier: Apache-2.0
"""What the shop's own books say of an order, held against each other each time."""

from __future__ import annotations

from decimal import Decimal

from tests.shop.orders_made import make_order
from tests.shop.payments.banks import Online

from officinal.shop.models import Order, Stock
from officinal.shop.payments.audit import audit
from officinal.shop.payments.gateway import Saved
from officinal.shop.stock.audit import audit as stock_audit


def stands(order: Order) -> tuple[str, Decimal, Decimal]:
    """The order's state, what was paid and what is given back; fails where any books disagree."""
    assert [*audit(), *stock_audit()] == []
    order.refresh_from_db()
    return order.state, order.paid, order.refunded


def allocated(order: Order) -> int:
    """How many units of the order's product belong to paid orders."""
    return Stock.objects.get(product=order.lines.get().product).allocated


def saved_card(online: Online) -> Saved:
    """A card that somebody saved with an order."""
    order = make_order(gateway=online.name, every_days=30)
    online.pays(order)
    begun = order.begun_subscriptions.get()
    return Saved(begun.payer, begun.method, begun.method_words)
