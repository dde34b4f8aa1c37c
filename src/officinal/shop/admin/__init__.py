# SPDX-License-Identifier: Apache-2.0
"""The staff side: products with their labels in Django's admin."""

from officinal.shop.admin.product import ProductAdmin

__all__ = ["ProductAdmin"]
