# SPDX-License-Identifier: Apache-2.0
"""rates/currencies.toml: how many decimal places the money of a currency has."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from officinal.knowledge.files import read_file
from officinal.knowledge.schema import Fact, Id, Model, Source
from officinal.shop.money.books.base import RATES, CurrencyCode


class Currency(Fact):
    """How many decimal places the money of a currency has."""

    code: CurrencyCode
    exponent: Annotated[int, Field(ge=0, le=4)]


class CurrencyBook(Model):
    """The file."""

    id: Id
    sources: tuple[Source, ...] = Field(alias="source")
    currencies: tuple[Currency, ...] = Field(alias="currency")


@cache
def currency_book() -> CurrencyBook:
    """The file as it stands."""
    book: CurrencyBook = read_file(RATES / "currencies.toml", CurrencyBook)
    return book


@cache
def currencies() -> dict[str, int]:
    """The decimal places of each currency that is known here."""
    return {currency.code: currency.exponent for currency in currency_book().currencies}
