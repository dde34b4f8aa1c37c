# SPDX-License-Identifier: Apache-2.0
"""A database that threads can race for, as the stock's tests have it."""

from tests.shop.stock.conftest import raced

__all__ = ["raced"]
