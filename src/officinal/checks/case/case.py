# SPDX-License-Identifier: Apache-2.0
"""One label to be judged, in one market, on one day, with what is known; worked out once for all rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from officinal.checks.amounts import Interval, Supply, in_unit, supplies
from officinal.checks.case.dose import Dose, populations, same_day
from officinal.checks.case.intake import NOTHING, WHOLE, Intake, part_of
from officinal.checks.case.said import SaidClaim, as_words, gather
from officinal.checks.case.table import Excipient, Row, Table
from officinal.checks.licence import Licence
from officinal.knowledge import names, schema
from officinal.knowledge.load import Knowledge
from officinal.label import Directions, Label
from officinal.label.daily import daily_servings, together

if TYPE_CHECKING:
    from officinal.reading.reading import Reading

T = TypeVar("T")


class Case:
    """One label to be judged; everything that several rules need is worked out here, once."""

    def __init__(
        self,
        label: Label,
        *,
        know: Knowledge,
        market: schema.Market,
        as_of: dt.date,
        regime: str | None,
        reading: Reading | None = None,
        licence: Licence | None = None,
    ) -> None:
        self.label, self.know, self.market, self.as_of, self.regime = label, know, market, as_of, regime
        self.reading, self.licence = reading, licence
        self._made: dict[Any, Any] = {}

    def once(self, make: Callable[[Case], T]) -> T:
        """What several rules of one family need, worked out by the first that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    # --- what is in the jar

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The label's facts table, or one for each product of a kit."""
        label = self.label
        own = Table(
            "",
            label.serving,
            label.servings_per_container,
            label.medicinal_ingredients,
            label.non_medicinal_ingredients,
        )
        parts = tuple(
            Table(f"/parts/{at}", part.serving, part.servings_per_container, part.medicinal_ingredients, part.non_medicinal_ingredients, part.name)
            for at, part in enumerate(label.parts)
        )  # fmt: skip
        return (own, *parts) if own.rows or own.excipients or not parts else parts

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every table."""
        return tuple(row for table in self.tables for row in table.rows)

    @cached_property
    def excipients(self) -> tuple[Excipient, ...]:
        """Every non-medicinal ingredient of every table."""
        return tuple(each for table in self.tables for each in table.excipients)

    @cached_property
    def nameless(self) -> tuple[Row, ...]:
        """Rows whose ingredient name the page lost: nothing that depends on what is in the jar can be settled."""
        return tuple(row for row in self.rows if row.item.name is None and row.item.amount is not None)

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """What every row supplies, of which nutrient."""
        return tuple(supply for row in self.rows for supply in supplies(row, self.know))

    @cached_property
    def medicinal(self) -> frozenset[str]:
        """Every substance that the facts tables name or supply: rows, their sources, and the nutrients in them."""
        held = {supply.substance for supply in self.supplies}
        for row in self.rows:
            held.update(row.sources)
            if row.substance:
                held.add(row.substance)
        groups = (self.know.substances[each].group for each in held if each in self.know.substances)
        return frozenset(held | {group for group in groups if group})

    def intake(
        self, substance: str, unit: str, table: Table, *, forms: Iterable[str] = (), but: Iterable[str] = ()
    ) -> Intake | None:
        """How much of a substance a table's serving holds, in a unit; None when no row supplies it.

        With `forms`, only what those source materials supply counts, and what those of `but` supply never does. Of a
        row that names wanted and unwanted ones together, without saying how much is whose, anything may be wanted.
        """
        asked = (substance, unit, table, frozenset(forms), frozenset(but))
        if asked not in self._intakes:
            self._intakes[asked] = self._intake(*asked)
        return self._intakes[asked]

    @cached_property
    def _intakes(self) -> dict[Any, Intake | None]:
        return {}

    def most_a_day(self, substance: str, unit: str, table: Table, *, forms: Iterable[str] = ()) -> Decimal | None:
        """The most of a substance that a table's doses surely give a day; None where no dose or amount is known."""
        intake = self.intake(substance, unit, table, forms=forms)
        servings = [dose.servings.max for dose in self.doses(table) if dose.servings is not None and dose.servings.max]
        return max((intake.per_serving.low * each for each in servings), default=None) if intake else None

    def _intake(
        self, substance: str, unit: str, table: Table, forms: frozenset[str], but: frozenset[str]
    ) -> Intake | None:
        low = high = NOTHING.low
        counted, known = [], True
        for supply in self._apart.get((substance, table), ()):
            part = part_of(supply.row.item, forms, but) if forms or but else WHOLE
            if not part.high:
                continue
            counted.append(supply)
            amount = in_unit(supply, unit, self.know, market=self.market.id, as_of=self.as_of)
            if amount is None:
                known = False
            else:
                low, high = low + amount.low * part.low, high + amount.high * part.high
        return Intake(substance, unit, Interval(low, high), tuple(counted), known) if counted else None

    @cached_property
    def _apart(self) -> dict[tuple[str, Table], list[Supply]]:
        """What supplies a substance in a table, but for rows inside a row that supplies it, which counts them in."""
        by_substance: dict[str, list[Supply]] = {}
        for supply in self.supplies:
            by_substance.setdefault(supply.substance, []).append(supply)
        held: dict[tuple[str, Table], list[Supply]] = {}
        for substance, found in by_substance.items():
            rows = {supply.row.pointer for supply in found}
            for supply in found:
                if supply.row.blend is None or all(row.pointer not in rows for row in supply.row.around()):
                    held.setdefault((substance, supply.row.table), []).append(supply)
        return held

    @cached_property
    def supplied(self) -> tuple[tuple[str, Table], ...]:
        """Each nutrient or other substance that a table supplies, with the table, in the label's order."""
        return tuple(dict.fromkeys((supply.substance, supply.row.table) for supply in self.supplies))

    # --- how it is taken

    def doses(self, table: Table) -> tuple[Dose, ...]:
        """Each recommended dose, in servings of a table a day.

        Doses for other products of a kit are left out; one in the morning and one at night are one dose.
        """
        if table not in self._doses:
            self._doses[table] = tuple(
                Dose(
                    f"/directions/{first}",
                    directions[0],
                    populations(directions[0]),
                    together(directions, table.serving)
                    if len(directions) > 1
                    else daily_servings(directions[0], table.serving),
                )
                for first, directions in self._days
                if directions[0].part in (None, table.name) or directions[0].part not in self._products
            )
        return self._doses[table]

    @cached_property
    def _doses(self) -> dict[Table, tuple[Dose, ...]]:
        return {}

    @cached_property
    def _products(self) -> frozenset[str | None]:
        return frozenset(part.name for part in self.label.parts)

    @cached_property
    def _days(self) -> list[tuple[int, list[Directions]]]:
        """Directions in the label's order, the times of one day for the same people together."""
        days: list[tuple[int, list[Directions]]] = []
        for at, directions in enumerate(self.label.directions):
            if days and same_day(days[-1][1], directions):
                days[-1][1].append(directions)
            else:
                days.append((at, [directions]))
        return days

    # --- what it says

    @cached_property
    def claims(self) -> tuple[SaidClaim, ...]:
        """Every claim with what it is about."""
        find = self.know.target_phrases.ids
        return tuple(
            SaidClaim(f"/claims/{at}", claim, find(claim.target or claim.text) or find(claim.text))
            for at, claim in enumerate(self.label.claims)
        )

    @cached_property
    def statements(self) -> frozenset[str]:
        """Which of the statements that we know the label or page makes, by their phrases."""
        said, spoken, phrases = self._said, self._spoken, self.know.statement_phrases
        return frozenset(
            id_
            for first in spoken & phrases.keys()
            for id_, phrase, needed in phrases[first]
            if needed <= spoken and (len(needed) == 1 or phrase in said)
        )

    @cached_property
    def _words(self) -> list[str]:
        """Every word of the record, and of the page's text where there is one, a bar between two texts."""
        told: list[str] = []
        gather(self.label, told)
        return names.words_of_all([*told, self.reading.text] if self.reading else told)

    @cached_property
    def _said(self) -> str:
        """All that is said, as plain words."""
        return f" {' '.join(self._words)} "

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def page(self) -> str:
        """The text of the page, folded; empty where the label was read from none."""
        return names.fold(self.reading.text) if self.reading else ""

    def says(self, *phrases: str) -> bool:
        """Whether the label or page says any of these phrases, whatever their case and accents."""
        said, spoken = self._said, self._spoken
        return any(needed <= spoken and phrase in said for phrase, needed in map(as_words, phrases))

    @cached_property
    def free_from(self) -> tuple[tuple[str, str, str | None], ...]:
        """Each thing that the label says it is free from: pointer, words, what they mean."""
        return tuple(
            (f"/free_from/{at}", words, names.identify(words)) for at, words in enumerate(self.label.free_from)
        )

    # --- what things are made of

    def is_one_of(self, substance: str | None, wider: str) -> bool:
        """Whether a substance is, or belongs to, something wider: almond is a tree nut, lactose is milk."""
        seen: set[str] = set()
        while substance is not None and substance not in seen:
            if substance == wider:
                return True
            seen.add(substance)
            known = self.know.substances.get(substance)
            substance = known.group if known else None
        return False

    def origins(self, substance: str | None) -> tuple[schema.Origin, ...]:
        """What a substance is made from, as far as that is known to us."""
        known = self.know.substances.get(substance or "")
        return tuple(each for each in known.origins if each.in_force(self.market.id, self.as_of)) if known else ()
