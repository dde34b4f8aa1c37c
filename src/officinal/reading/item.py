# SPDX-License-Identifier: Apache-2.0
"""What a finder returns: a part of the record, with the span behind each of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

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
        place_under(spans, f"{pointer}/{index}", item)
        values.append(item.value)
    return tuple(values)


def place_under(spans: dict[str, Where], pointer: str, item: Item[Any]) -> None:
    """Take the spans of an item up under a pointer."""
    for rest, span in item.spans.items():
        spans[pointer + rest] = span
