# SPDX-License-Identifier: Apache-2.0
"""Who sells, and on what terms: one TOML file that a shop owner can read, named by OFFICINAL_SHOP.

Without one, the demonstration's seller sells. A key that is not known, missing, or of the wrong kind stops the start.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from officinal.errors import OfficinalError

_Days = Annotated[int, Field(ge=1, le=3650)]


class SellerError(OfficinalError):
    """The seller's file cannot be used: names the file, the key, and what it may be."""


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Read):
    """A text in both languages, with places for {number} and {total}."""

    en: str
    fr: str

    @field_validator("en", "fr")
    @classmethod
    def _places(cls, text: str) -> str:
        try:
            text.format(number="", total="")
        except (KeyError, IndexError, ValueError):
            raise ValueError("only {number} and {total} can stand in braces") from None
        return text

    def in_(self, language: str) -> str:
        """The text of a language."""
        return self.fr if language == "fr" else self.en


class Seller(_Read):
    """Who sells and on what terms."""

    name: str = Field(min_length=1)
    address: list[str] = Field(min_length=1)
    """as it stands on an invoice, line by line"""
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    """where customers write to, and where mail comes from"""
    province: str
    """from where goods are sent"""
    time_zone: ZoneInfo = ZoneInfo("UTC")
    """by whose clock a day begins, deliveries are due, and customers are told when to pay"""
    registrations: dict[str, str] = {}
    """by tax: the number under which it is charged; a tax without one is not charged"""
    how_to_pay: Words
    """what a customer who pays by hand must do; {number} and {total} are put in"""

    hold_minutes: int = Field(15, ge=1, le=1440)
    """how long units are held for somebody who pays by card"""
    pay_within_days: _Days = 5
    """how long they are held for somebody who pays by hand"""
    price_promise_days: _Days = 365
    """how long a subscription keeps its price"""
    remind_days_before: _Days = 3
    """how long before a delivery its customer is told of it"""
    retry_after_days: list[_Days] = [1, 3, 5]
    """a renewal that was declined is tried again after so many days, then it is given up"""
    forget_cart_days: _Days = 60
    most_of_one: int = Field(50, ge=1, le=1000)
    """of one product in an order"""
    largest_order: Decimal = Field(Decimal(20000), gt=0)


def read_seller(path: Path) -> Seller:
    """Read a seller's file. Raises `SellerError`."""
    try:
        return Seller.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except OSError as error:
        raise SellerError(
            f"{path}: cannot be read ({error.strerror}); OFFICINAL_SHOP names the seller's file"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SellerError(f"{path}: is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SellerError(f"{path}: {place}: {first['msg']}; shop/demo/seller.toml shows how it is written") from None


@lru_cache
def seller() -> Seller:
    """Who sells here."""
    return read_seller(settings.SHOP_SELLER_FILE)
