# SPDX-License-Identifier: Apache-2.0
"""The stock in the admin: what there is, what comes in, lots and their recall, and the ledger."""

from officinal.shop.admin.stock.ledger import MovementAdmin
from officinal.shop.admin.stock.lots import LotAdmin
from officinal.shop.admin.stock.products import StockAdmin

__all__ = ["LotAdmin", "MovementAdmin", "StockAdmin"]
