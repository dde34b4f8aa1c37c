# SPDX-License-Identifier: Apache-2.0
"""Directions while they are being put together: what is held so far, and where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from officinal.label import Directions, KeepApart, Measure
from officinal.label.use import Population
from officinal.reading.item import Item, Where, nested

_MOST_ITEMS = 40


@dataclass(slots=True)
class Dose:
    """One recommended dose; what is put first stays."""

    held: dict[str, object] = field(default_factory=dict)
    spans: dict[str, Where] = field(default_factory=dict)
    apart: list[Item[KeepApart]] = field(default_factory=list)
    block: int = -1
    """the line that it stands on"""
    under_heading: bool = False
    """whether it stood under a heading for directions: then "one tablet a day" elsewhere is no second dose"""
    others: list[tuple[Population, Where, tuple[Measure, Where] | None]] = field(default_factory=list)
    """further groups of people whom the same dose is for"""
    shares: list[Dose] = field(default_factory=list)
    """what is taken at each time of a day, where that differs; the rest is the same for all of them"""
    sentences: dict[str, Where] = field(default_factory=dict)
    """by pointer, the whole sentence that stated a value: what stands around the value belongs to it"""

    @property
    def servings(self) -> Measure | None:
        """How much is taken at one time, once that is read."""
        held = self.held.get("servings")
        return held if isinstance(held, Measure) else None

    def put(self, key: str, value: object, span: Where) -> None:
        """Hold a value unless one is held already."""
        if value is not None and key not in self.held:
            self.put_instead(key, value, span)

    def put_instead(self, key: str, value: object, span: Where) -> None:
        """Hold a value, whatever is held already."""
        self.held[key], self.spans[f"/{key}"] = value, span

    def items(self) -> list[Item[Directions]]:
        """The finished directions: for each group of people that the label names together, each share of a day."""
        people = [self, *self._for_others()]
        return [each._item() for one in people for each in (one._of_share(share) for share in one.shares or [Dose()])]

    def _for_others(self) -> Iterator[Dose]:
        for population, span, age in self.others:
            dose = replace(
                self, held={**self.held, "population": population}, spans={**self.spans, "/population": span}
            )
            dose.held.pop("age", None)
            dose.spans.pop("/age", None)
            if age:
                dose.put("age", *age)
            yield dose

    def _of_share(self, share: Dose) -> Dose:
        return replace(self, held={**self.held, **share.held}, spans={**self.spans, **share.spans})

    def _item(self) -> Item[Directions]:
        spans = dict(self.spans)
        spans[""] = self.spans.get("/servings") or next(
            iter(self.spans.values()), self.apart[0].spans[""] if self.apart else (0, 0)
        )
        apart = nested(spans, "/keep_apart", self.apart[:_MOST_ITEMS])
        spans.update({pointer: span for pointer, span in self.sentences.items() if pointer in spans})
        return Item(Directions.model_validate({**self.held, "keep_apart": apart}), spans)
