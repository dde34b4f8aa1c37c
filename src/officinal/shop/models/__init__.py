# SPDX-License-Identifier: Apache-2.0
"""The shop's tables."""

from officinal.shop.models.cart import Cart, CartLine
from officinal.shop.models.message import Message, RestockRequest
from officinal.shop.models.order import Order, OrderEvent, OrderLine
from officinal.shop.models.payment import Attempt, Payer, Refund, WebhookEvent
from officinal.shop.models.product import Facet, LabelVersion, Product
from officinal.shop.models.stock import Hold, Lot, LotAllocation, Movement, Stock
from officinal.shop.models.subscription import Cycle, Subscription, SubscriptionEvent

__all__ = [
    "Attempt",
    "Cart",
    "CartLine",
    "Cycle",
    "Facet",
    "Hold",
    "LabelVersion",
    "Lot",
    "LotAllocation",
    "Message",
    "Movement",
    "Order",
    "OrderEvent",
    "OrderLine",
    "Payer",
    "Product",
    "Refund",
    "RestockRequest",
    "Stock",
    "Subscription",
    "SubscriptionEvent",
    "WebhookEvent",
]
