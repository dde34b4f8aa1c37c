# SPDX-License-Identifier: Apache-2.0
"""Amounts of money as people write them."""

from __future__ import annotations

from decimal import Decimal

_SIGNS = {"CAD": "$", "USD": "US$", "EUR": "€", "GBP": "£"}


def price(amount: Decimal, currency: str, language: str) -> str:
    """A price as a language writes it; its parts never wrap.

    >>> price(Decimal("1046.19"), "CAD", "en"), price(Decimal("46.19"), "CAD", "fr")
    ('$1,046.19', '46,19\\xa0$')
    """
    sign = _SIGNS.get(currency, currency + "\u00a0")
    number = f"{amount.quantize(Decimal('0.01')):,.2f}"
    if language.startswith("fr"):
        return number.replace(",", "\u202f").replace(".", ",") + "\u00a0" + sign.strip()
    return f"{sign}{number}"
