# SPDX-License-Identifier: Apache-2.0
"""What a file states of one product, and a row of it that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from officinal.label import Label


class Taken(NamedTuple):
    """A label, and the whole percent of its text that was understood where it was read from a page."""

    label: Label
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One product as a file states it; what it does not state is not in it."""

    line: int
    slug: str
    name: str = ""
    """as the file calls it, for people"""
    offer: Mapping[str, Any] = field(default_factory=dict)
    """fields of the product by name; only those stated"""
    read_label: Callable[[], Taken] | None = None
    """reads the label, which takes its time; raises `OfficinalError`. None where the file holds no label"""
    agree: Mapping[str, str] = field(default_factory=dict)
    """what stands in columns for eyes, and must agree with the label"""
    opening_stock: int | None = None
    shown: bool = True
    """whether another shop shows it; what is shown here already does not follow it"""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be used, and why."""

    line: int
    slug: str
    reason: str
