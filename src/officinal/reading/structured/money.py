# SPDX-License-Identifier: Apache-2.0
"""Prices as exact decimal strings, and comparing them."""

from __future__ import annotations

import re
from decimal import Decimal

_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_MOST_MINOR_DIGITS = 6
_LONGEST = 40


def is_price(stated: str) -> bool:
    """Whether a stated price has a digit in it and is no longer than a price is."""
    return len(stated) <= _LONGEST and any(each in "0123456789" for each in stated)


def amount_of(stated: str) -> Decimal | None:
    """The number of a price that is written as bare decimal digits; None for any other."""
    return Decimal(stated) if _DECIMAL.fullmatch(stated) else None


def same_price(stated: str) -> str:
    """A form that is equal for equal prices: `24.9` and `24.90` give one."""
    amount = amount_of(stated)
    return stated.casefold() if amount is None else str(amount.normalize())


def is_more(price: str, than: str) -> bool:
    """Whether one price is known to be more than another."""
    one, other = amount_of(price), amount_of(than)
    return one is not None and other is not None and one > other


def from_minor(minor: int | str, digits: int = 2) -> str | None:
    """`2499` cents as `24.99`; None for what is no count of minor units."""
    text = str(minor)
    if not (re.fullmatch("[0-9]{1,15}", text) and 0 <= digits <= _MOST_MINOR_DIGITS):
        return None
    return f"{Decimal(text).scaleb(-digits):.{digits}f}"
