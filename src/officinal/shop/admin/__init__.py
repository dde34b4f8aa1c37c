# SPDX-License-Identifier: Apache-2.0
"""The staff side: products with their labels, their stock, orders with their money, subscriptions, in Django's admin."""

from officinal.shop.admin.orders import OrderAdmin
from officinal.shop.admin.payments import AttemptAdmin, MessageAdmin, RefundAdmin
from officinal.shop.admin.product import ProductAdmin
from officinal.shop.admin.stock import LotAdmin, MovementAdmin, StockAdmin
from officinal.shop.admin.subscriptions import SubscriptionAdmin

__all__ = [
    "AttemptAdmin",
    "LotAdmin",
    "MessageAdmin",
    "MovementAdmin",
    "OrderAdmin",
    "ProductAdmin",
    "RefundAdmin",
    "StockAdmin",
    "SubscriptionAdmin",
]
