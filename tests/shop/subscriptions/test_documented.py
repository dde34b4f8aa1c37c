# SPDX-License-Identifier: Apache-2.0
"""The days and prices of docs/explanation/subscriptions.md, each worked out again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from officinal.shop.models import Product, Subscription
from officinal.shop.subscriptions.periods import next_due, next_try
from officinal.shop.subscriptions.price import price_for

PAGE = Path(__file__).parents[3] / "docs/explanation/subscriptions.md"


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [each.strip() for each in line.strip().strip("|").split("|")] if line.startswith("|") else []


def rows(*heads: str) -> list[list[str]]:
    """The rows below the one heading of these columns."""
    lines = PAGE.read_text("utf-8").splitlines()
    (start,) = (at for at, line in enumerate(lines) if cells(line) == list(heads))
    found = []
    for line in lines[start + 2 :]:
        if not cells(line):
            break
        found.append(cells(line))
    assert found
    return found


def day(text: str) -> dt.date:
    """A day of a table."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("row", rows("due", "every", "clock runs on", "next"), ids=" ".join)
def test_the_next_day(row: list[str]) -> None:
    """As the table says."""
    assert next_due(day(row[0]), int(row[1]), today=day(row[2])) == day(row[3])


@pytest.mark.parametrize("row", rows("first attempt", "again after days", "today", "next attempt"), ids=" ".join)
def test_the_next_attempt(row: list[str]) -> None:
    """As the table says."""
    found = next_try(day(row[0]), [int(each) for each in row[1].split(",")], today=day(row[2]))
    assert (found.isoformat() if found else "none") == row[3]


@pytest.mark.parametrize(
    "row", rows("promised", "percent", "page says", "percent of the page", "promise lasts", "one costs"), ids=" ".join
)
def test_what_one_costs(row: list[str]) -> None:
    """As the table says."""
    until = dt.date(2026, 12, 31)
    page = Product(price=Decimal(row[2]), subscribe_percent_off=None if row[3] == "none" else Decimal(row[3]))
    held = Subscription(
        product=page, unit_price=Decimal(row[0]), percent_off=Decimal(row[1]), currency="CAD", price_until=until
    )  # fmt: skip
    on = until if row[4] == "yes" else until + dt.timedelta(days=1)
    assert price_for(held, on).one == Decimal(row[5])
