# SPDX-License-Identifier: Apache-2.0
"""What the data files have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from officinal.knowledge.schema import Text, Words

RATES = Path(__file__).parent.parent.parent / "rates"

PlaceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
"""a country (ISO 3166-1) or a part of one (ISO 3166-2)"""

CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""of ISO 4217"""

Grams = Annotated[int, Field(gt=0, strict=True)]


class Names(Text):
    """A name of which neither language may be missing."""

    fr: Words
