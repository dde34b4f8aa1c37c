# SPDX-License-Identifier: Apache-2.0
"""How to reach somebody, as a text gives it: telephone, e-mail, website, a postal address in the United States."""

from __future__ import annotations

import re

from officinal.patterns import lazy

_PHONE = lazy(
    r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)|\b1[ -]8\d\d[ -][A-Z0-9][A-Z0-9 -]{5,12}"
)
_EMAIL = lazy(r"(?<=\w)@[\w-]{1,63}\.[a-z]{2,}", re.IGNORECASE)
_SITE = lazy(r"\bhttps?://\w|\bwww\.\w|(?<=\w)\.(?:com|ca|org|net)\b", re.IGNORECASE)
_US_ADDRESS = lazy(r",\s*[A-Z]{2}\.? {1,2}\d{5}(?:-\d{4})?\b")


def has_phone(text: str) -> bool:
    """Whether a telephone number of North America stands in a text."""
    return _PHONE.search(text) is not None


def has_contact(text: str) -> bool:
    """Whether a telephone number, an e-mail address or a website stands in a text."""
    return any(each.search(text) for each in (_EMAIL, _SITE, _PHONE))


def has_us_address(text: str) -> bool:
    """Whether a postal address of the United States stands in a text, to be known by state and ZIP code."""
    return _US_ADDRESS.search(text) is not None
