# SPDX-License-Identifier: Apache-2.0
"""The facts tables of a label: rows, blends, and the non-medicinal ingredients beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from officinal.label import MedicinalIngredient, NonMedicinalIngredient, Serving


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a facts table; rows inside a blend come after their blend."""

    pointer: str
    item: MedicinalIngredient
    table: Table
    blend: Row | None
    substance: str | None
    """what the row's name means to us"""
    sources: tuple[str, ...]
    """the source materials that we know, by id"""

    def around(self) -> Iterator[Row]:
        """The rows that it stands under."""
        row = self.blend
        while row is not None:
            yield row
            row = row.blend


class Excipient(NamedTuple):
    """One non-medicinal ingredient; those that a mixture is made of come after it."""

    pointer: str
    item: NonMedicinalIngredient
    mixture: Excipient | None

    @property
    def substance(self) -> str | None:
        """What its name means to us."""
        return self.item.substance


class Table:
    """One facts table with its non-medicinal ingredients: the label's own, or that of one product of a kit."""

    def __init__(
        self,
        pointer: str,
        serving: Serving | None,
        servings_per_container: Any,
        medicinal: tuple[MedicinalIngredient, ...],
        non_medicinal: tuple[NonMedicinalIngredient, ...],
        name: str | None = None,
    ) -> None:
        self.pointer, self.serving, self.servings_per_container = pointer, serving, servings_per_container
        self.name = name
        """of the product of a kit"""
        self.rows = tuple(self._rows(f"{pointer}/medicinal_ingredients", medicinal, None))
        self.excipients = tuple(_excipients(f"{pointer}/non_medicinal_ingredients", non_medicinal, None))

    def _rows(self, pointer: str, items: tuple[MedicinalIngredient, ...], blend: Row | None) -> Iterator[Row]:
        for at, item in enumerate(items):
            sources = tuple([each.substance for each in item.sources if each.substance])
            row = Row(f"{pointer}/{at}", item, self, blend, item.substance, sources)
            yield row
            if item.ingredients:
                yield from self._rows(f"{row.pointer}/ingredients", item.ingredients, row)


def _excipients(
    pointer: str, items: tuple[NonMedicinalIngredient, ...], mixture: Excipient | None
) -> Iterator[Excipient]:
    for at, item in enumerate(items):
        each = Excipient(f"{pointer}/{at}", item, mixture)
        yield each
        if item.ingredients:
            yield from _excipients(f"{each.pointer}/ingredients", item.ingredients, each)
