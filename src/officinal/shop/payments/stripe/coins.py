# SPDX-License-Identifier: Apache-2.0
"""Amounts as Stripe counts them: whole numbers of the smallest coin."""

from __future__ import annotations

from decimal import Decimal

from officinal.shop.money.amount import exact, exponent


def coins(amount: Decimal, currency: str) -> int:
    """How many of the smallest coin. Raises `MoneyError`, `AskedForUnknown`."""
    return int(exact(amount, currency).scaleb(exponent(currency)))


def amount(number: int, currency: str) -> Decimal:
    """So many of the smallest coin, in the currency's own unit. Raises `AskedForUnknown`."""
    return Decimal(number).scaleb(-exponent(currency))
