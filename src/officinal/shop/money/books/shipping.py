# SPDX-License-Identifier: Apache-2.0
"""rates/shipping/<name>.toml: what a shop charges for delivery, by zone, method and weight."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import Field, model_validator

from officinal.knowledge.files import read_file
from officinal.knowledge.schema import Id, Model, Number
from officinal.knowledge.schema import Words as Said
from officinal.shop.money.books.base import RATES, CurrencyCode, Grams, Names, PlaceCode


class Zone(Model):
    """Places that cost the same."""

    id: Id
    names: Names
    places: tuple[PlaceCode, ...] = Field(min_length=1)


class Method(Model):
    """A way of delivering that a shopper can choose."""

    id: Id
    names: Names


class Band(Model):
    """What a parcel up to a weight costs."""

    up_to_g: Grams
    amount: Number


class Beyond(Model):
    """What each further step of weight, begun or full, costs above the last band."""

    step_g: Grams
    amount: Number


class ShippingRate(Model):
    """What one method costs in one zone, for a time."""

    method: Id
    zone: Id
    from_: dt.date = Field(alias="from")
    to: dt.date | None = None
    """last day in force; a rate that has ended is kept and dated"""
    flat: Number
    """charged where there are no bands, or where a weight is not known"""
    free_from: Number | None = None
    """goods, after what is taken off, from which delivery is free"""
    bands: tuple[Band, ...] = ()
    beyond: Beyond | None = None

    @model_validator(mode="after")
    def _bands_rise(self) -> ShippingRate:
        steps = [(band.up_to_g, band.amount) for band in self.bands]
        if any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(steps)):
            raise ValueError("the bands must rise in weight, and not fall in amount")
        if bool(self.bands) != (self.beyond is not None):
            raise ValueError("bands need `beyond`, so that no weight is without an amount; without bands leave it out")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> ShippingRate:
        if self.to and self.to < self.from_:
            raise ValueError(f"ends on {self.to}, before it begins on {self.from_}")
        return self

    def in_force(self, on: dt.date) -> bool:
        """Whether this holds on a day."""
        return self.from_ <= on and (self.to is None or on <= self.to)


class ShippingBook(Model):
    """The file."""

    id: Id
    currency: CurrencyCode
    decided_by: Said
    """who set these amounts"""
    example: bool = False
    """made up, to show how it works"""
    zones: tuple[Zone, ...] = Field(alias="zone")
    methods: tuple[Method, ...] = Field(alias="method")
    rates: tuple[ShippingRate, ...] = Field(alias="rate")


@cache
def shipping_book(path: Path = RATES / "shipping" / "ca.toml") -> ShippingBook:
    """The delivery charges of a file; the demonstration shop's where none is named."""
    book: ShippingBook = read_file(path, ShippingBook)
    return book
