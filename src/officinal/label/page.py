# SPDX-License-Identifier: Apache-2.0
"""What a page adds to the label: the studies it cites and the offer it makes."""

from typing import Literal

from officinal.label.base import Extra, Number, Record, Text
from officinal.label.quantity import Measure

Availability = Literal["in_stock", "out_of_stock", "pre_order", "back_order", "limited", "discontinued"]


class Citation(Record):
    """A published work as the page cites it; parts that the page does not give are null."""

    first_author: Text | None = None
    year: int | None = None
    journal: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    doi: Text | None = None
    authors: tuple[Text, ...] = Extra(())
    et_al: bool = Extra(False)
    title: Text | None = Extra()
    pmid: Text | None = Extra()
    url: Text | None = Extra()


class Study(Record):
    """A cited study: the heading it stands under, what the page says of it, and the citation."""

    heading: Text | None = None
    citation: Citation
    summary: Text | None = Extra()


class Price(Record):
    """Money as printed: a "$" without a country has a symbol and no currency."""

    value: Number
    currency: Text | None = None
    symbol: Text | None = None


class Subscription(Record):
    """Subscribe and save: the discount, or the price, or both, as printed."""

    percent_off: Number | None = None
    price: Price | None = Extra()
    every: Measure | None = Extra()


class Offer(Record):
    """What it costs and whether it is there."""

    price: Price | None = None
    subscription: Subscription | None = None
    availability: Availability | None = None
    regular_price: Price | None = Extra()
    sku: Text | None = Extra()
    gtin: Text | None = Extra()
