# SPDX-License-Identifier: Apache-2.0
"""The staff side: products with their labels, and their stock, in Django's admin."""

from officinal.shop.admin.product import ProductAdmin
from officinal.shop.admin.stock import LotAdmin, MovementAdmin, StockAdmin

__all__ = ["LotAdmin", "MovementAdmin", "ProductAdmin", "StockAdmin"]
