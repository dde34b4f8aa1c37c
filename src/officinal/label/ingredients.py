# SPDX-License-Identifier: Apache-2.0
"""What is in the jar: medicinal ingredients with their sources, and everything else."""

from typing import Literal

from officinal.label.base import Extra, Identifier, Number, Record, Text
from officinal.label.quantity import Quantity


class SourceMaterial(Record):
    """What supplies an ingredient: "as citrate", "from 793 mg magnesium malate dihydrate"."""

    name: Text
    substance: Identifier | None = None
    amount: Quantity | None = None
    percent: Number | None = Extra()


class Standardisation(Record):
    """A marker that an extract is made to hold: 5 % withanolides, or 25 mg of them."""

    marker: Text
    percent: Number | None = None
    amount: Quantity | None = Extra()


class Extract(Record):
    """How an extract was made: drug-extract ratio, solvent, and the crude herb it stands for."""

    ratio: Text | None = None
    solvent: Text | None = None
    equivalent: Quantity | None = None
    equivalent_of: Text | None = Extra()


class ColumnAmount(Record):
    """The same row in another column of the table: per 100 g, per 2 scoops, for children."""

    basis: Text
    amount: Quantity | None = None
    daily_value_percent: Number | None = None


class MedicinalIngredient(Record):
    """One row of the facts table. A row whose name is not printed keeps its amount and has no name."""

    name: Text | None = None
    substance: Identifier | None = None
    amount: Quantity | None = None
    sources: tuple[SourceMaterial, ...] = ()
    daily_value_percent: Number | None = None
    daily_value_note: Literal["less-than", "not-established"] | None = Extra()
    kind: Literal["nutrition", "blend"] | None = Extra()
    part: Text | None = Extra()
    strain: Text | None = Extra()
    basis: Text | None = Extra()
    equivalents: tuple[Quantity, ...] = Extra(())
    extract: Extract | None = Extra()
    standardisation: tuple[Standardisation, ...] = Extra(())
    ingredients: tuple["MedicinalIngredient", ...] = Extra(())
    other_columns: tuple[ColumnAmount, ...] = Extra(())


class NonMedicinalIngredient(Record):
    """One entry of the non-medicinal (other) ingredients, with what it is made of where that is printed."""

    name: Text
    substance: Identifier | None = None
    purpose: Text | None = Extra()
    percent: Number | None = Extra()
    ingredients: tuple["NonMedicinalIngredient", ...] = Extra(())
