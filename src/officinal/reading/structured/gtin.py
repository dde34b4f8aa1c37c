# SPDX-License-Identifier: Apache-2.0
"""Trade item numbers: GTIN-8, -12 (UPC), -13 (EAN) and -14."""

from __future__ import annotations

_LENGTHS = (8, 12, 13, 14)
_LONGEST_PRINTED = 30


def gtin_of(stated: str) -> str | None:
    """The digits of a number whose length and check digit are right; None for any other.

    The check digit is GS1's: weights 3 and 1 from the right, the sum a multiple of ten.
    """
    digits = stated[:_LONGEST_PRINTED].replace(" ", "").replace("-", "").replace("\N{NO-BREAK SPACE}", "")
    if len(digits) not in _LENGTHS or not (digits.isascii() and digits.isdigit()) or not int(digits):
        return None
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return None if total % 10 else digits
