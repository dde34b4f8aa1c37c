# SPDX-License-Identifier: Apache-2.0
"""What the tests of bringing in and taking out share: a shelf, and a look at what a file would do to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.shop.shelf import NOW
from tests.site.conftest import TODAY, magnesium, put

from officinal.shop.exchange.bring_in import bring_in
from officinal.shop.exchange.carry_out import carry_out_all
from officinal.shop.exchange.weigh import Change, Terms, weigh_all
from officinal.shop.models import Product
from officinal.shop.stock.available import available

Bring = Callable[..., list[Change]]


def units(product: Product) -> int:
    """How many can be sold."""
    return available([product.pk], now=NOW)[product.pk]


@pytest.fixture
def shelf(db: None) -> dict[str, Product]:
    """A clean product with stock, and one that never had any."""
    return {
        "clean": put("magnesium", magnesium(), units=3),
        "plain": put("plain", magnesium(name="Plain Magnesium"), units=0),
    }


@pytest.fixture
def look(db: None) -> Bring:
    """What would come of a file."""

    def bring(data: bytes, **terms: Any) -> list[Change]:
        return list(weigh_all(bring_in(data, "products.csv").entries(), Terms(as_of=TODAY, **terms)))

    return bring


@pytest.fixture
def apply(db: None) -> Bring:
    """What came of a file."""

    def bring(data: bytes, now: dt.datetime = NOW, **terms: Any) -> list[Change]:
        return list(carry_out_all(bring_in(data, "products.csv").entries(), Terms(as_of=TODAY, **terms), now=now))

    return bring
