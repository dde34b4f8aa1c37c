# SPDX-License-Identifier: Apache-2.0
"""The moment between two presses of one button, in which the first press places the order; found by `make faults`."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.site.test_buying import add, jar, reckoned

from officinal.shop.models import Order, Product
from officinal.site.pages import checkout

__all__ = ["jar"]


def test_who_presses_twice_for_the_last_unit_comes_to_the_order(
    client: Client, jar: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second press looked for the order before the first had placed it, and finds cart and stock gone by it."""
    add(client, jar, 3)
    sent = reckoned(client)
    first = client.post("/checkout/", sent)
    usual, looked = checkout._placed, []

    def too_early_at_first(key: str) -> Order | None:
        looked.append(key)
        return None if len(looked) == 1 else usual(key)

    monkeypatch.setattr(checkout, "_placed", too_early_at_first)
    second = client.post("/checkout/", sent)
    assert second.headers["Location"] == first.headers["Location"]
    assert Order.objects.count() == 1
