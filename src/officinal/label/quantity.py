# SPDX-License-Identifier: Apache-2.0
"""Amounts as a label prints them: a number, a unit, and how the number is meant."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from officinal.errors import UnitError
from officinal.label import units
from officinal.label.base import Extra, Number, Record, sane

UnitSymbol = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Qualifier = Literal["less-than", "at-most", "at-least", "more-than", "approximately"]


class Quantity(Record):
    """A value with its unit: 600 mg, 25 mcg RAE, 10000000000 CFU, 2.5-5 mL.

    `unit` is one of `units.known_units()` where we know it, else the unit as printed.
    `max` is the upper end when a range is printed; `qualifier` keeps "less than", "at least" and the like.
    """

    value: Number
    unit: UnitSymbol | None = None
    max: Number | None = Extra()
    qualifier: Qualifier | None = Extra()

    @model_validator(mode="after")
    def _range_goes_up(self) -> "Quantity":
        if self.max is not None and self.max <= self.value:
            raise ValueError("the upper end of a range must be above its lower end")
        return self

    @property
    def dimension(self) -> str | None:
        """What is measured ("mass", "international units", …); None for a unit we do not know."""
        return units.dimension(self.unit) if self.unit else None

    def to(self, unit: str, equivalences: Iterable[units.Equivalence] = ()) -> "Quantity":
        """The same quantity in another unit, exactly; raises `UnitError` where that is not possible."""
        value, most = self.ends_in(unit, tuple(equivalences))
        return Quantity.model_construct(value=value, max=most, unit=unit, qualifier=self.qualifier)

    def ends_in(self, unit: str, equivalences: tuple[units.Equivalence, ...] = ()) -> tuple[Decimal, Decimal | None]:
        """The value, and the upper end where there is one, in another unit, exactly; raises `UnitError`."""
        if self.unit is None:
            raise UnitError(f"cannot convert {self.value} to {unit}: it was printed without a unit")
        try:
            value = _converted(self.value, self.unit, unit, equivalences)
            most = None if self.max is None else _converted(self.max, self.unit, unit, equivalences)
        except ValueError:
            raise UnitError(f"{self.value} {self.unit} in {unit} has more digits than a label's number may") from None
        if most is not None and most <= value:
            raise UnitError(f"{self.value} to {self.max} {self.unit} is no range in {unit}")
        return value, most


@lru_cache(maxsize=10_000)
def _converted(value: Decimal, unit: str, to: str, equivalences: tuple[units.Equivalence, ...]) -> Decimal:
    return sane(units.convert(value, unit, to, equivalences))


class Span(Record):
    """A number or a range of numbers: 1, or 1 to 2. Either end may be open when only the other is printed."""

    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="after")
    def _goes_up(self) -> "Span":
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError("max is below min")
        return self


class Measure(Span):
    """A number or range of some unit: 1-2 scoops, 250-500 mL, 8 weeks."""

    unit: UnitSymbol | None = None
