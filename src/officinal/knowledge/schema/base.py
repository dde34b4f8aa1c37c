# SPDX-License-Identifier: Apache-2.0
"""What every fact has: exact numbers, known units, words in two languages, and its passport."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from officinal.label import known_units

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]

Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def _exact(value: object) -> object:
    if isinstance(value, (float, bool)):
        raise ValueError("a number must be exact: write it without a decimal point, or in quotes")
    return value


Number = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, allow_inf_nan=False)]
"""An exact number; TOML numbers with a point are read as decimals, never as floats."""


def _known_unit(unit: str) -> str:
    if unit not in _UNITS:
        raise ValueError(f"{unit} is not a unit we know; see officinal.label.known_units()")
    return unit


_UNITS = frozenset(known_units())

Unit = Annotated[str, BeforeValidator(_known_unit)]


Verified = Literal["law", "official", "third-party", "computed", "general-knowledge"]
"""How we came to a fact, surest first.

law: read in the text of a statute or regulation · official: read at the body that issued it, or in the
publication itself · third-party: read in someone else's account of it · computed: worked out here from
formulas and atomic masses · general-knowledge: not read anywhere; never makes more than an `info` finding.
"""


class Model(BaseModel):
    """A frozen piece of knowledge; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Names(Model):
    """Names or phrases in the languages of labels; the first of each list is the one that is shown."""

    en: tuple[Words, ...] = Field(min_length=1)
    fr: tuple[Words, ...] = ()


class Text(Model):
    """One sentence in each language."""

    en: Words
    fr: Words | None = None


class Fact(Model):
    """The passport that every statement carries."""

    market: Id = "any"
    from_: dt.date | None = Field(None, alias="from")
    """first day in force; none where we know no beginning"""
    to: dt.date | None = None
    """last day in force; a fact that has ended is kept and dated, never deleted"""
    source: Id
    section: Words | None = None
    verified: Verified
    note: Words | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Fact:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"ends on {self.to}, before it begins on {self.from_}")
        return self

    def in_force(self, market: str, as_of: dt.date) -> bool:
        """Whether this holds in a market on a day."""
        return (
            self.market in ("any", market)
            and (self.from_ is None or self.from_ <= as_of)
            and (self.to is None or as_of <= self.to)
        )


class Amount(Model):
    """A number with its unit."""

    value: Number
    unit: Unit
