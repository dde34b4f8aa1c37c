# SPDX-License-Identifier: Apache-2.0
"""Numbers about a substance: intakes, upper levels, reference values, doses; what an IU of it is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from officinal.knowledge.schema.base import Fact, Id, Number, Unit

ValueKind = Literal[
    "recommended",  # recommended dietary allowance, per day
    "adequate",  # adequate intake, per day
    "upper",  # tolerable upper intake level, per day
    "safe-level",  # safe level of intake where no upper level could be set, per day
    "guidance",  # guidance level or national maximum for supplements, per day
    "label-reference",  # what 100 % means on a label: US Daily Value, EU nutrient reference value
    "dose-minimum",  # least daily dose of a market's monograph
    "dose-maximum",  # greatest daily dose of a market's monograph
    "prescription-above",  # above this daily dose the product is a prescription drug
    "zero-below",  # below this amount per serving a label may declare zero
]


class Value(Fact):
    """One number about a substance: a recommended intake, an upper level, a reference value, a dose."""

    kind: ValueKind
    population: Id = "adult"
    value: Number | None = None
    unit: Unit | None = None
    none_set: bool = False
    """the body looked and set none: no upper level, no reference value"""
    basis: Literal["total", "supplemental"] | None = None
    """what counts: all that is eaten, or only what supplements and fortified food add"""
    forms: tuple[Id, ...] = ()
    """holds only for the amount supplied by these substances (zinc picolinate, nicotinic acid, retinol)"""
    per: Literal["day", "serving", "package"] = "day"
    alone: bool = False
    """holds only where this is the only medicinal ingredient"""

    @model_validator(mode="after")
    def _number_or_none_set(self) -> Value:
        if self.none_set == (self.value is not None):
            raise ValueError("give either a value with its unit, or none_set = true")
        if self.value is not None and self.unit is None:
            raise ValueError("a value needs a unit")
        return self


class Equivalence(Fact):
    """`one` of a unit is `is` of another, for this substance or these forms of it (1 IU = 0.025 mcg)."""

    one: Unit
    is_: Number = Field(alias="is")
    of: Unit
    forms: tuple[Id, ...] = ()
