# SPDX-License-Identifier: Apache-2.0
"""Whether the knowledge hangs together: `officinal knowledge audit`, run with the tests.

The form of each file is the schema's business; here is what no single file can tell: sources that exist, names
that mean one thing, periods that do not overlap, dates that can be, formulas that can be weighed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from officinal.errors import KnowledgeError, OfficinalError
from officinal.knowledge import files, schema
from officinal.knowledge.names import key
from officinal.label.toml_lines import line_of

_EARLIEST = dt.date(1850, 1, 1)


def audit(root: Path = files.ROOT, *, today: dt.date) -> list[str]:
    """Everything that is wrong with the knowledge under `root`, one line each; empty when it is sound.

    `today` bounds the dates on which something can have been read.
    """
    complaints: list[str] = []
    held: dict[str, dict[str, Any]] = {kind: {} for kind in files.KINDS}
    where: dict[int, Path] = {}
    for kind, model in files.KINDS.items():
        for path in files.paths(kind, root):
            try:
                read = files.read_file(path, model)
            except KnowledgeError as error:
                complaints.append(str(error))
                continue
            if read.id in held[kind]:
                complaints.append(
                    f"{path}: id: {read.id} is also the id of {where[id(held[kind][read.id])]}; rename one"
                )
            held[kind][read.id] = read
            where[id(read)] = path
    return [*complaints, *_Whole(held, where, today).complaints()]


class _Whole:
    """All files at once, for what only the whole can tell."""

    def __init__(self, held: dict[str, dict[str, Any]], where: dict[int, Path], today: dt.date) -> None:
        self.held, self.where, self.today = held, where, today

    def complaints(self) -> Iterator[str]:
        for kind, items in self.held.items():
            for item in items.values():
                for place, what in (*self._references(kind, item), *self._dates(item)):
                    yield self._at(item, place, what)
                if kind == "substances":
                    yield from (self._at(item, place, what) for place, what in _overlaps(item))
                    yield from (self._at(item, place, what) for place, what in self._formulas(item))
        yield from self._names()

    def _at(self, item: Any, place: tuple[str | int, ...], what: str) -> str:
        path = self.where[id(item)]
        line = line_of(path.read_text(encoding="utf-8"), place) or 1
        return f"{path}:{line}: {'.'.join(map(str, place))}: {what}"

    # --- what a file refers to exists

    def _references(self, kind: str, item: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for place, fact in facts(item):
            yield from self._known((*place, "source"), (fact.source,), "sources")
            if fact.market != "any":
                yield from self._known((*place, "market"), (fact.market,), "markets")
            if fact.verified == "general-knowledge" and fact.source != "general-knowledge":
                yield (
                    (*place, "verified"),
                    "what was read in a source is more than general knowledge; name how it was read",
                )
            if fact.source == "general-knowledge" and fact.verified != "general-knowledge":
                yield (*place, "verified"), "general knowledge is no source that anything can be verified in"
            population = getattr(fact, "population", None)
            if isinstance(population, str):
                yield from self._known((*place, "population"), (population,), "populations")
            if isinstance(forms := getattr(fact, "forms", None), tuple):
                yield from self._known((*place, "forms"), forms, "substances")
            if isinstance(fact, schema.Claim):
                yield from self._known((*place, "target"), (fact.target,), "targets")
                yield from self._known((*place, "together"), fact.together, "substances")
            if isinstance(fact, schema.Risk):
                yield from self._known((*place, "when_claimed"), fact.when_claimed, "targets")
                yield from self._known((*place, "unless_supplied"), fact.unless_supplied, "substances")
            if isinstance(fact, schema.Risk) and fact.what:
                yield from self._known(
                    (*place, "what"),
                    (fact.what,),
                    "conditions",
                    "drug_classes",
                    "substances",
                    "populations",
                    "diseases",
                )
            if isinstance(fact, schema.Use):
                yield from self._known((*place, "purposes"), fact.purposes, "purposes")
            if isinstance(fact, (schema.Origin, schema.NotDeclared)):
                yield from self._known((*place, "of"), (fact.of,), "substances")
            if isinstance(fact, schema.Declared):
                yield from self._known((*place, "group"), (fact.group,), "substances")
            if isinstance(fact, (schema.Yield, schema.Assay)):
                yield from self._known((*place, "nutrient"), (fact.nutrient,), "substances")
            if isinstance(fact, (schema.Spacing, schema.Interaction)):
                yield from self._known((*place, "substances"), fact.substances, "substances")
        if kind == "substances":
            yield from self._known(("of",), item.of, "substances")
            yield from self._known(("group",), (item.group,) if item.group else (), "substances")
        if kind == "purposes":
            yield from self._known(("source",), (item.source,), "sources")
        if kind in ("targets", "conditions", "drug_classes"):
            yield from self._known(("within",), item.within, kind)
        if isinstance(item, schema.Concept):
            yield from self._known(("near",), item.near, "targets")
        if kind == "studies":
            yield from self._known(("subjects",), item.subjects, "substances")
            yield from self._known(("tested",), item.tested, "substances")
            yield from self._known(("topics",), item.topics, "conditions", "diseases", "targets")
            for at, arm in enumerate(item.arms):
                yield from self._known(("arms", at, "given"), arm.given, "substances")

    def _known(
        self, place: tuple[str | int, ...], ids: Iterable[str], *kinds: str
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for each in ids:
            if not any(each in self.held[kind] for kind in kinds):
                yield place, f"there is no {' or '.join(kinds)} file {each}.toml; name one that exists or write it"

    # --- dates can be

    def _dates(self, item: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for place, fact in facts(item):
            for name, day in (("from", fact.from_), ("to", fact.to)):
                if day and day < _EARLIEST:
                    yield (*place, name), f"{day} is before any law or study that we cite"
        if isinstance(item, schema.Source):
            if item.date and item.read_on and item.read_on < item.date:
                yield ("read_on",), f"read on {item.read_on}, before it was published on {item.date}"
            for name, day in (("date", item.date), ("read_on", item.read_on)):
                if day and day > self.today:
                    yield (name,), f"{day} is not yet"

    # --- formulas can be weighed

    def _formulas(self, item: schema.Substance) -> Iterator[tuple[tuple[str | int, ...], str]]:
        from officinal.knowledge.formulas import composition

        elements = {
            nutrient.element
            for each in item.of
            if (nutrient := self.held["substances"].get(each)) is not None and nutrient.element
        }
        for at, form in enumerate(item.forms):
            try:
                holds = composition(form.formula)
            except OfficinalError as error:
                yield ("form", at, "formula"), str(error)
                continue
            if missing := elements - set(holds):
                yield (
                    ("form", at, "formula"),
                    f"{form.formula} holds no {', '.join(sorted(missing))}, which `of` says it supplies",
                )
        for at, gives in enumerate(item.yields):
            try:
                composition(gives.formula)
            except OfficinalError as error:
                yield ("yield", at, "formula"), str(error)

    # --- names mean one thing

    def _names(self) -> Iterator[str]:
        for kind in ("substances", "targets", "conditions", "drug_classes", "diseases", "populations", "purposes"):
            meant: dict[str, dict[str, Any]] = defaultdict(dict)
            for item in self.held[kind].values():
                for name in (*item.names.en, *item.names.fr):
                    meant[key(name)][item.id] = item
            for name, items in meant.items():
                allowed = 2 if any(getattr(each, "kind", None) == "allergen" for each in items.values()) else 1
                if len(items) > allowed:  # what is avoided may bear the name of what is added: lactose
                    first, *others = items.values()
                    also = ", ".join(other.id for other in others)
                    yield self._at(
                        first,
                        ("names",),
                        f"the name that folds to {name!r} is also a name of {also}; keep it in one file",
                    )


def facts(item: Any) -> Iterator[tuple[tuple[str | int, ...], schema.Fact]]:
    """Every statement with a passport that a file holds, with its place in the file."""
    if isinstance(item, schema.Fact):
        yield (), item
    for name, field in type(item).model_fields.items():
        held = getattr(item, name)
        written = field.alias or name
        if isinstance(held, schema.Fact):
            yield (written,), held
        elif isinstance(held, tuple):
            yield from (((written, at), each) for at, each in enumerate(held) if isinstance(each, schema.Fact))


def _overlaps(item: schema.Substance) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Two values for the same question that are in force on the same day."""
    asked: dict[object, list[tuple[int, schema.Value]]] = defaultdict(list)
    for at, value in enumerate(item.values):
        question = (value.kind, value.market, value.population, value.basis, value.forms, value.per, value.alone)
        for _, other in asked[question]:
            if (other.from_ or dt.date.min) <= (value.to or dt.date.max) and (value.from_ or dt.date.min) <= (
                other.to or dt.date.max
            ):
                yield (
                    ("value", at),
                    f"a second {value.kind} for {value.population} in {value.market} while the first is still in force; "
                    "date the older one's end",
                )
        asked[question].append((at, value))
