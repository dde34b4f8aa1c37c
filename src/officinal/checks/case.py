# SPDX-License-Identifier: Apache-2.0
"""The case that rules judge: one label, in one market, on one day, with what is known; worked out once for all rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from officinal.checks.amounts import Interval, Supply, in_unit, supplies
from officinal.checks.licence import Licence
from officinal.knowledge import names, schema
from officinal.knowledge.load import Knowledge
from officinal.label import (
    Claim,
    Directions,
    Label,
    MedicinalIngredient,
    NonMedicinalIngredient,
    Serving,
    Span,
)
from officinal.label.base import Record
from officinal.label.daily import daily_servings, together

if TYPE_CHECKING:
    from officinal.reading.reading import Reading

T = TypeVar("T")


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


class Dose(NamedTuple):
    """One recommended dose: whom it is for, and how many servings of a table it comes to a day."""

    pointer: str
    directions: Directions
    populations: tuple[str, ...]
    """our populations that it speaks to; empty where the label names people whose age we cannot tell"""
    servings: Span | None
    """None: the directions do not say how much a day, or not in the table's serving"""


class SaidClaim(NamedTuple):
    """One claim of the page and the targets that its words speak of."""

    pointer: str
    claim: Claim
    targets: tuple[str, ...]


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
        low = high = _NOTHING.low
        counted, known = [], True
        for supply in self._apart.get((substance, table), ()):
            part = _part(supply.row.item, forms, but) if forms or but else _WHOLE
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
                    _populations(directions[0]),
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
            if days and _same_day(days[-1][1], directions):
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
        _gather(self.label, told)
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
        return any(needed <= spoken and phrase in said for phrase, needed in map(_phrase, phrases))

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


_WHOLE = Interval(Decimal(1), Decimal(1))
_NOTHING = Interval.nothing()
_ANY = Interval(Decimal(0), Decimal(1))


def _part(item: MedicinalIngredient, forms: frozenset[str], but: frozenset[str]) -> Interval:
    """The least and most of a row that counts when only some source materials do."""
    if item.substance in but or (not item.sources and forms and item.substance not in forms):
        return _NOTHING
    if item.substance in forms:
        return _WHOLE
    counts: dict[bool | None, list[Decimal | None]] = {True: [], False: [], None: []}
    for source in item.sources:
        known = None if source.substance is None and not forms else _counts(source.substance, forms, but)
        counts[known].append(source.percent)
    if not counts[True] and not counts[None] and item.sources:
        return _NOTHING
    if not counts[False] and not counts[None] and item.sources:
        return _WHOLE
    wanted, rest = (_sum(counts[each]) if not counts[None] else None for each in (True, False))
    share = wanted if wanted is not None else 1 - rest if rest is not None else None
    return _ANY if share is None else Interval(share, share)


def _counts(form: str | None, forms: frozenset[str], but: frozenset[str]) -> bool:
    return (not forms or form in forms) and form not in but


def _sum(percents: list[Decimal | None]) -> Decimal | None:
    """The share that percents make; None where one is not printed, or none."""
    known = [each for each in percents if each is not None]
    return sum(known, Decimal(0)) / 100 if known and len(known) == len(percents) else None


_CHILDREN = {"infant": (0, 1), "age-1-3": (1, 4), "age-4-8": (4, 9), "age-9-13": (9, 14), "age-14-18": (14, 19)}
"""our populations below the adults, with the ages that they span"""
_ADULTS = {"pregnancy": "pregnancy", "breastfeeding": "breastfeeding", "woman": "adult-female", "man": "adult-male"}


def _populations(directions: Directions) -> tuple[str, ...]:
    """The populations of our knowledge that a dose speaks to; a dose for nobody in particular is for adults."""
    age = directions.age
    over = {"month": 12, "months": 12, "year": 1, "years": 1, None: 1}.get(age.unit) if age else None
    youngest = age.min / over if age and over and age.min is not None else None
    oldest = age.max / over if age and over and age.max is not None else None
    if directions.population in ("child", "adolescent", "infant") or (oldest is not None and oldest < 19):
        if youngest is None:
            return {"infant": ("infant",), "adolescent": ("age-14-18",)}.get(directions.population or "", ())
        return tuple(
            group for group, (start, end) in _CHILDREN.items() if youngest < end and (oldest is None or start <= oldest)
        )
    adults = _ADULTS.get(directions.population or "", "adult")
    if youngest is None or youngest >= 18:
        return (adults,)
    return (*(group for group, (_, end) in _CHILDREN.items() if youngest < end), adults)


def _same_day(day: list[Directions], more: Directions) -> bool:
    """Whether directions are for another time of a day that others, for the same people, have begun."""
    who = (more.population, more.age, more.weight, more.part)
    if any((each.population, each.age, each.weight, each.part) != who for each in day):
        return False
    times = [each.time_of_day for each in (*day, more)]
    plain = all(
        each.times is None and each.every is None and not each.as_needed and each.most_per_day == more.most_per_day
        for each in (*day, more)
    )
    return plain and all(times) and sum(map(len, times)) == len(set().union(*times))


def _gather(record: Record, told: list[str]) -> None:
    """Every word of a record, in the record's own order."""
    for held in record.__dict__.values():
        if not held:
            continue
        if isinstance(held, str):
            told.append(held)
        elif isinstance(held, tuple):
            for each in held:
                if isinstance(each, str):
                    told.append(each)
                elif isinstance(each, Record):
                    _gather(each, told)
        elif isinstance(held, Record):
            _gather(held, told)


@lru_cache(maxsize=4_000)
def _phrase(text: str) -> tuple[str, frozenset[str]]:
    """A phrase as plain words between blanks, and its words."""
    words = names.words(text)
    return f" {' '.join(words)} ", frozenset(words)
