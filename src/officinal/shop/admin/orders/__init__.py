# SPDX-License-Identifier: Apache-2.0
"""Orders in the admin: the list, the page of one, what is done to it, and what is printed for it."""

from officinal.shop.admin.orders.orders import OrderAdmin

__all__ = ["OrderAdmin"]
