# SPDX-License-Identifier: Apache-2.0
"""Where a parcel goes, as far as tax and delivery need to know: a country, and in Canada a province or territory."""

from __future__ import annotations

import re
from dataclasses import dataclass

from officinal.errors import AskedForUnknown
from officinal.shop.money.books import places
from officinal.shop.money.words import Words, words

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its code of ISO 3166: CA-QC, US, FR."""

    code: str

    @property
    def country(self) -> str:
        """The two letters of its country."""
        return self.code[:2]

    def within(self, code: str) -> bool:
        """Whether it is that place or a part of it."""
        return self.code == code or self.country == code


def place(country: str, province: str = "") -> Place:
    """A place from an address's codes: ("CA", "QC") or ("CA-QC"); raises `AskedForUnknown` and names what exists."""
    code = f"{country}-{province}" if province else country
    if not _CODE.fullmatch(code):
        raise AskedForUnknown(f"{code!r} is no place's code; write it as CA-QC or US")
    if code.startswith("CA") and code not in places():
        raise AskedForUnknown(f"there is no province or territory {code!r}; choose one of {', '.join(provinces())}")
    return Place(code)


def provinces() -> dict[str, Words]:
    """The provinces and territories of Canada with their names, by code."""
    return {code: words(names) for code, names in places().items() if code.startswith("CA-")}
