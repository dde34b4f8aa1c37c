# SPDX-License-Identifier: Apache-2.0
"""rates/taxes/<country>.toml: sales taxes by place and day, and how each class of goods is treated."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from officinal.knowledge.files import read_file
from officinal.knowledge.schema import Fact, Id, Model, Number, Source
from officinal.shop.money.books.base import RATES, CurrencyCode, Names, PlaceCode

TaxClass = Literal["nhp", "basic_grocery", "prescription", "general"]
"""nhp: natural health product · basic_grocery: food that the law zero-rates · prescription: a drug dispensed on
prescription · general: anything else"""

Treated = Literal["taxable", "zero-rated", "exempt"]


class Tax(Model):
    """A tax, and the registration that a shop needs to charge it."""

    id: Id
    registration: Id
    names: Names


class Rate(Fact):
    """So many percent of a tax on goods delivered in these places."""

    tax: Id
    places: tuple[PlaceCode, ...] = Field(min_length=1)
    percent: Annotated[Number, Field(gt=0, le=100)]


class Treatment(Fact):
    """How the taxes of one registration treat a class of goods."""

    of: Id
    tax_class: TaxClass
    treatment: Treated


class Delivery(Fact):
    """That delivery by the seller is taxed like what is delivered."""

    of: Id


class NoProvincialTax(Fact):
    """That these places have no sales tax of their own: looked up, and none found."""

    places: tuple[PlaceCode, ...] = Field(min_length=1)


class TaxBook(Model):
    """The file."""

    id: Id
    currency: CurrencyCode
    sources: tuple[Source, ...] = Field(alias="source")
    taxes: tuple[Tax, ...] = Field(alias="tax")
    rates: tuple[Rate, ...] = Field(alias="rate")
    no_provincial_tax: tuple[NoProvincialTax, ...] = ()
    treatments: tuple[Treatment, ...] = Field(alias="treatment")
    deliveries: tuple[Delivery, ...] = Field(alias="delivery")
    exports: tuple[Fact, ...] = Field((), alias="export")

    @property
    def registrations(self) -> tuple[str, ...]:
        """What a shop can be registered for."""
        return tuple(dict.fromkeys(tax.registration for tax in self.taxes))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything in it that needs a source."""
        return (*self.rates, *self.no_provincial_tax, *self.treatments, *self.deliveries, *self.exports)


@cache
def tax_book(country: str = "ca") -> TaxBook:
    """The taxes of a country, from its file."""
    book: TaxBook = read_file(RATES / "taxes" / f"{country}.toml", TaxBook)
    return book
