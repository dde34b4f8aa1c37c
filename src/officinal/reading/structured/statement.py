# SPDX-License-Identifier: Apache-2.0
"""One thing that a page states as data, and where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "name",
    "brand",
    "price",
    "currency",
    "availability",
    "sku",
    "gtin",
    "regular_price",
    "description",
    "url",
    "image",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """A field, its value as stated, and the path to it: `json-ld Product.offers.price`."""

    field: Field
    value: str
    path: str
