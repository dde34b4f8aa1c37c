# SPDX-License-Identifier: Apache-2.0
"""How much of a nutrient a serving supplies, and how much of a row counts towards it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from officinal.checks.amounts import Interval, Supply
from officinal.checks.case.table import Row
from officinal.label import MedicinalIngredient, Span


class Intake(NamedTuple):
    """How much of one nutrient a table supplies in a serving, in one unit.

    `known` is false when some row that supplies it could not be brought into the unit: then the interval is
    what is known of it, and the true amount is at least that.
    """

    substance: str
    unit: str
    per_serving: Interval
    supplies: tuple[Supply, ...]
    known: bool

    def per_day(self, servings: Span) -> Interval | None:
        """The least and most a day, for so many servings; None where the label sets no most."""
        if servings.max is None:
            return None
        return Interval(self.per_serving.low * (servings.min or Decimal(0)), self.per_serving.high * servings.max)

    @property
    def row(self) -> Row:
        """The row to point at."""
        return self.supplies[0].row


WHOLE = Interval(Decimal(1), Decimal(1))
NOTHING = Interval.nothing()
_ANY = Interval(Decimal(0), Decimal(1))


def part_of(item: MedicinalIngredient, forms: frozenset[str], but: frozenset[str]) -> Interval:
    """The least and most of a row that counts when only some source materials do."""
    if item.substance in but or (not item.sources and forms and item.substance not in forms):
        return NOTHING
    if item.substance in forms:
        return WHOLE
    counts: dict[bool | None, list[Decimal | None]] = {True: [], False: [], None: []}
    for source in item.sources:
        known = None if source.substance is None and not forms else _counts(source.substance, forms, but)
        counts[known].append(source.percent)
    if not counts[True] and not counts[None] and item.sources:
        return NOTHING
    if not counts[False] and not counts[None] and item.sources:
        return WHOLE
    wanted, rest = (_sum(counts[each]) if not counts[None] else None for each in (True, False))
    share = wanted if wanted is not None else 1 - rest if rest is not None else None
    return _ANY if share is None else Interval(share, share)


def _counts(form: str | None, forms: frozenset[str], but: frozenset[str]) -> bool:
    return (not forms or form in forms) and form not in but


def _sum(percents: list[Decimal | None]) -> Decimal | None:
    """The share that percents make; None where one is not printed, or none."""
    known = [each for each in percents if each is not None]
    return sum(known, Decimal(0)) / 100 if known and len(known) == len(percents) else None
