# SPDX-License-Identifier: Apache-2.0
"""A shop that knows a bank which keeps cards; and databases that threads can race for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.shop.stock.conftest import raced  # noqa: F401
from tests.shop.subscriptions import bank

from officinal.shop.payments.registry import gateway


@pytest.fixture(autouse=True)
def the_bank(settings: Any) -> Iterator[bank.Bank]:
    """A bank with empty books, in the place of a real one."""
    settings.SHOP_GATEWAY_MAKERS = {**settings.SHOP_GATEWAY_MAKERS, "bank": f"{bank.__name__}.make"}
    gateway.cache_clear()
    bank.THE.__init__()  # type: ignore[misc]
    yield bank.THE
    gateway.cache_clear()
