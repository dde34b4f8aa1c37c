# SPDX-License-Identifier: Apache-2.0
"""Amounts of money: exact decimals, rounded to the smallest coin of their currency, halves up.

>>> percent_off(Decimal("46.19"), Decimal(20))
Decimal('36.95')
>>> split(Decimal("10.00"), [Decimal(1), Decimal(1), Decimal(1)])
(Decimal('3.34'), Decimal('3.33'), Decimal('3.33'))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from officinal.errors import AskedForUnknown, MoneyError
from officinal.shop.money.books import currencies

MOST = Decimal("999999999999.99")
"""amounts above this are refused, so that no product of an amount and a percent loses a digit"""


def exponent(currency: str) -> int:
    """How many decimal places a currency's money has; raises `AskedForUnknown` for one that the table lacks."""
    known = currencies()
    if currency not in known:
        raise AskedForUnknown(f"the currency {currency!r} is not known here; known are {', '.join(sorted(known))}")
    return known[currency]


def rounded(amount: Decimal, currency: str = "CAD") -> Decimal:
    """An amount to the smallest coin of its currency, halves away from nothing."""
    return amount.quantize(Decimal(1).scaleb(-exponent(currency)), rounding=ROUND_HALF_UP)


def exact(amount: Decimal, currency: str = "CAD", *, what: str = "the amount") -> Decimal:
    """An amount in its currency's places; raises `MoneyError` if it is below nothing, too large or has a part of a coin."""
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise MoneyError(f"{what} is {amount!r}; give a decimal number")
    if not 0 <= amount <= MOST:
        raise MoneyError(f"{what} is {amount}; give one from 0 to {MOST}")
    if (coins := rounded(amount, currency)) != amount:
        raise MoneyError(f"{what} is {amount}, finer than the smallest coin of {currency}; give {coins} or another")
    return coins


def percent_of(amount: Decimal, percent: Decimal, currency: str = "CAD") -> Decimal:
    """So many percent of an amount, rounded once."""
    return rounded((amount * percent).scaleb(-2), currency)


def percent_off(price: Decimal, percent: Decimal, currency: str = "CAD") -> Decimal:
    """A price less so many percent, rounded once; raises `MoneyError` unless the percent is from 0 to 100."""
    if not (percent.is_finite() and 0 <= percent <= 100):
        raise MoneyError(f"{percent} % cannot be taken off a price; give a percent from 0 to 100")
    return percent_of(price, 100 - percent, currency)


def total(amounts: Iterable[Decimal], currency: str = "CAD") -> Decimal:
    """The sum of amounts, with the currency's places even where there are none."""
    return sum(amounts, rounded(Decimal(0), currency))


def split(amount: Decimal, weights: Sequence[Decimal], currency: str = "CAD") -> tuple[Decimal, ...]:
    """An amount shared out by weights so that the parts sum to it: each gets its whole coins, and those that are left
    go to the largest remainders, of equal ones to the first. Raises `MoneyError` where there is nothing to share by.
    """
    places = exponent(currency)
    coins = int(exact(amount, currency).scaleb(places))
    shares = [Fraction(weight) for weight in weights]
    whole = sum(shares)
    if any(share < 0 for share in shares) or (coins and not whole):
        raise MoneyError(
            f"{amount} cannot be shared out by {[str(weight) for weight in weights]}; give weights above 0"
        )
    if not coins:
        return (rounded(Decimal(0), currency),) * len(weights)
    parts = [divmod(coins * share, whole) for share in shares]
    left = coins - sum(part for part, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    for place in by_remainder[:left]:
        parts[place] = (parts[place][0] + 1, Fraction(0))
    return tuple(Decimal(part).scaleb(-places) for part, _ in parts)
