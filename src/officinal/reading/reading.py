# SPDX-License-Identifier: Apache-2.0
"""What reading gives: the record, the span behind every field, the unread rest, and the share accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from officinal.label import Label, to_dict
from officinal.reading.item import Where


class Unread(NamedTuple):
    """A stretch of the text that is behind no field, and why."""

    span: Where
    reason: str
    """not understood, heading, footnote, or what it belongs to: navigation, reviews, related products, …"""


@dataclass(frozen=True, slots=True)
class Reading:
    """The record that a source gave, and how every part of the source's text was used."""

    label: Label
    text: str
    """the text that the spans point into: the source itself, or the visible text of a page and what it states as data"""
    spans: dict[str, Where]
    """by JSON pointer into the label: start and end in the text"""
    unread: tuple[Unread, ...]
    problems: tuple[str, ...]
    coverage: float
    """the share of the product's own text that is behind a field or known to be a heading or footnote, 0 to 1"""
    is_text: bool
    source: str
    _firsts: dict[str, Where] = field(default_factory=dict, init=False, repr=False, compare=False)

    def first_within(self, pointer: str) -> Where | None:
        """The first span of what lies below a field that has none of its own, as a list of ingredients has not."""
        if not self._firsts:
            for at, span in self.spans.items():
                while at := at.rpartition("/")[0]:
                    self._firsts[at] = min(span, self._firsts.get(at, span))
        return self._firsts.get(pointer)

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain data; the text is included where it is not the source itself."""
        data: dict[str, Any] = {
            "label": to_dict(self.label),
            "spans": {pointer: list(span) for pointer, span in self.spans.items()},
            "unread": [
                {"span": list(each.span), "reason": each.reason, "text": self.text[slice(*each.span)]}
                for each in self.unread
            ],
            "problems": list(self.problems),
            "coverage": round(self.coverage, 4),
        }
        return data if self.is_text else {**data, "text": self.text}
