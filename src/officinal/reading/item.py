# SPDX-License-Identifier: Apache-2.0
"""What a finder returns: a part of the record, with the span behind each of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
Where = tuple[int, int]


@dataclass(slots=True)
class Item(Generic[T]):
    """A value and its spans, by JSON pointer relative to the value ("" is the value itself)."""

    value: T
    spans: dict[str, Where] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where in the text the value begins."""
        return self.spans[""][0]


def nested(spans: dict[str, Where], pointer: str, items: Iterable[Item[T]]) -> tuple[T, ...]:
    """Take the items up as a list under a pointer: their spans go into `spans`, their values come back."""
    values = []
    for index, item in enumerate(items):
        spans.update({f"{pointer}/{index}{rest}": span for rest, span in item.spans.items()})
        values.append(item.value)
    return tuple(values)
