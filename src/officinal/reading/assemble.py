# SPDX-License-Identifier: Apache-2.0
"""What was found, put together: one label, the span of every field, what is unread, and the share accounted for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from officinal.label import Claim, Directions, Label, Part, RiskInformation, Study
from officinal.patterns import lazy
from officinal.reading.document import Document
from officinal.reading.facts.sheet import Table
from officinal.reading.gather import Gathered, StudyFound
from officinal.reading.identity import dosage_form, is_control
from officinal.reading.item import Item, Where, nested, place_under
from officinal.reading.reading import Reading, Unread

T = TypeVar("T")
Said = TypeVar("Said", str, Directions, RiskInformation, Claim)
NOT_UNDERSTOOD = "not understood"
FRAME = "heading or footnote"
CONTROL = "shop controls"
_LEAST_REPEATED = 2
_FAR = 1 << 62
"""behind every place in a text"""
_LETTER = lazy(r"[^\W_]")


def assemble(document: Document, found: Gathered, *, source: str) -> Reading:
    """The reading that the findings make."""
    spans: dict[str, Where] = {}
    label = _label(document, found, spans)
    unread, coverage = _account(document, spans, found.framed + [f for t in found.tables for f in t.framed])
    problems = tuple(
        dict.fromkeys(
            [*document.problems, *found.problems, *(p for t in found.tables for p in t.problems), *_doubts(label)]
        )
    )
    return Reading(label, document.text, spans, unread, problems, coverage, document.is_text, source)


def _label(document: Document, found: Gathered, spans: dict[str, Where]) -> Label:
    identity = found.identity
    tables = _distinct(found.tables)
    kit = _kit(tables)
    rows = [row for table in tables for row in table.rows]
    units = (
        [(found.serving.value.unit, found.serving.spans.get("/unit", found.serving.spans[""]))]
        if found.serving and found.serving.value.unit
        else []
    )
    units += [
        (d.value.servings.unit, d.spans["/servings"])
        for d in found.directions
        if d.value.servings and d.value.servings.unit
    ]
    form = dosage_form(document, identity, units)
    return Label(
        brand=_one(spans, "/brand", identity.brand),
        name=_one(spans, "/name", identity.name),
        tagline=_one(spans, "/tagline", identity.tagline),
        highlights=nested(spans, "/highlights", identity.highlights),
        badges=nested(spans, "/badges", identity.badges),
        licence_number=_one(spans, "/licence_number", found.licence),
        dosage_form=_one(spans, "/dosage_form", form),
        net_amount=_one(spans, "/net_amount", identity.net_amount),
        serving=None if kit else _one(spans, "/serving", found.serving),
        servings_per_container=None if kit else _one(spans, "/servings_per_container", found.per_container),
        medicinal_ingredients=() if kit else nested(spans, "/medicinal_ingredients", rows),
        non_medicinal_ingredients=()
        if kit
        else nested(spans, "/non_medicinal_ingredients", _not_medicinal(found.non_medicinal, rows)),
        directions=nested(spans, "/directions", _unique(_for_parts(document, found.directions, kit))),
        risk_information=nested(spans, "/risk_information", _unique(found.risk)),
        claims=nested(spans, "/claims", _unique(found.claims)),
        free_from=nested(spans, "/free_from", found.free_from),
        contains=nested(spans, "/contains", found.contains),
        disclaimers=nested(spans, "/disclaimers", _unique(found.disclaimers)),
        studies=nested(spans, "/studies", [_study(s) for s in found.studies]),
        offer=_one(spans, "/offer", found.offer),
        may_contain=nested(spans, "/may_contain", found.may_contain),
        storage=nested(spans, "/storage", _unique(found.storage)),
        identity_statement=_one(spans, "/identity_statement", found.identity_statement),
        parts=nested(spans, "/parts", _parts(kit, found)),
    )


def _one(spans: dict[str, Where], pointer: str, item: Item[T] | None) -> T | None:
    if item is None:
        return None
    place_under(spans, pointer, item)
    return item.value


def _unique(items: list[Item[Said]]) -> list[Item[Said]]:
    """Each value once: what a page says twice is one statement."""
    if len(items) < _LEAST_REPEATED:
        return items
    seen: set[str] = set()
    kept = []
    for item in items:
        key = (item.value if isinstance(item.value, str) else item.value.model_dump_json()).lower()
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _distinct(tables: list[Table]) -> list[Table]:
    """The tables without those that say the same again (a page often carries its table twice)."""
    if len(tables) < _LEAST_REPEATED:
        return tables
    kept: list[Table] = []
    holding: dict[tuple[str, str], list[int]] = {}
    for table in tables:
        mine = {(r.value.substance or (r.value.name or "").lower(), repr(r.value.amount)) for r in table.rows}
        shared = Counter(at for said in mine for at in holding.get(said, ()))
        again = min((at for at, count in shared.items() if count > len(mine) / 2), default=None)
        if again is not None:
            kept[again].framed += [(b.start, b.end) for b in table.blocks]
            continue
        for said in mine:
            holding.setdefault(said, []).append(len(kept))
        kept.append(table)
    return kept


def _kit(tables: list[Table]) -> list[Table]:
    """Two or more tables, each with a name of its own, are a kit."""
    filled = [t for t in tables if t.rows]
    names = {t.name.value for t in filled if t.name}
    return filled if len(filled) > 1 and len(names) == len(filled) else []


def _parts(kit: list[Table], found: Gathered) -> list[Item[Part]]:
    parts = []
    servings, containers = _Placed(found.servings), _Placed(found.per_containers)
    listed = _Placed(found.non_medicinal)
    for index, table in enumerate(kit):
        assert table.name is not None
        spans: dict[str, Where] = {"": (table.blocks[0].start, table.blocks[-1].end), "/name": table.name.spans[""]}
        until = kit[index + 1].blocks[0].start if index + 1 < len(kit) else _FAR
        serving = next(iter(servings.between(table.name.start, until)), None)
        container = next(iter(containers.between(table.name.start, until)), None)
        others = listed.between(table.blocks[0].start, until)
        part = Part(
            name=table.name.value,
            serving=_one(spans, "/serving", serving),
            servings_per_container=_one(
                spans, "/servings_per_container", found.per_container if len(kit) == 1 else container
            ),
            medicinal_ingredients=nested(spans, "/medicinal_ingredients", table.rows),
            non_medicinal_ingredients=nested(spans, "/non_medicinal_ingredients", _not_medicinal(others, table.rows)),
        )
        parts.append(Item(part, spans))
    return parts


class _Placed:
    """Items by where they stand, found without going through all of them."""

    def __init__(self, items: list[Item[Any]]) -> None:
        self._items = sorted(enumerate(items), key=lambda each: each[1].start)
        self._starts = [item.start for _, item in self._items]

    def between(self, start: int, until: int) -> list[Item[Any]]:
        """Those that begin between two places, in the order in which they were found."""
        held = self._items[bisect_left(self._starts, start) : bisect_left(self._starts, until)]
        return [item for _, item in sorted(held, key=lambda each: each[0])]


def _for_parts(document: Document, directions: list[Item[Directions]], kit: list[Table]) -> list[Item[Directions]]:
    """Directions that begin with the name of one product of a kit are for that product."""
    by_length: dict[int, dict[str, tuple[int, str]]] = {}
    for at, table in enumerate(kit):
        assert table.name is not None
        name = table.name.value
        by_length.setdefault(len(name), {})[name.lower()] = (at, name)
    for item in directions:
        begun = [
            names[words]
            for length, names in by_length.items()
            if (words := document.text[item.start : item.start + length].lower()) in names
        ]
        if begun:
            name = max(begun)[1]
            item.spans["/part"] = (item.start, item.start + len(name))
            item.value = item.value.model_copy(update={"part": name})
    return directions


def _not_medicinal(others: list[Item[Any]], rows: list[Item[Any]]) -> list[Item[Any]]:
    """A full list of ingredients names the medicinal ones again: these are not repeated."""
    known = {r.value.substance for r in rows} | {s.substance for r in rows for s in r.value.sources}
    names = {(r.value.name or "").lower() for r in rows} | {s.name.lower() for r in rows for s in r.value.sources}
    kept = []
    seen: set[str] = set()
    for item in others:
        key = item.value.name.lower()
        if (item.value.substance and item.value.substance in known) or item.value.name.lower() in names or key in seen:
            continue
        seen.add(key)
        kept.append(item)
    return kept


def _study(found: StudyFound) -> Item[Study]:
    spans: dict[str, Where] = {}
    place_under(spans, "/citation", found.citation)
    spans[""] = found.citation.spans[""]
    study = Study(
        heading=_one(spans, "/heading", found.heading),
        citation=found.citation.value,
        summary=_one(spans, "/summary", found.summary),
    )
    return Item(study, spans)


def _account(document: Document, spans: dict[str, Where], framed: list[Where]) -> tuple[tuple[Unread, ...], float]:
    """Every letter and digit of the text is behind a field, or in the unread rest with a reason."""
    text = document.text
    behind = _merged(spans.values())
    frames = _merged(framed)
    unread: list[Unread] = []
    own = missed = 0
    for block in document.blocks:
        if block.aside:
            unread += [Unread(gap, block.aside) for gap in _gaps(text, block.start, block.end, behind)]
            continue
        if block.kind == "statement":
            unread += [Unread(gap, "stated as data") for gap in _gaps(text, block.start, block.end, behind)]
            continue
        size = block.end - block.start
        own += size
        for gap in _gaps(text, block.start, block.end, behind):
            rest = _gaps(text, *gap, frames)
            missed += sum(e - s for s, e in rest)
            control = bool(rest) and is_control(document.folded[block.start : block.end])
            missed -= sum(e - s for s, e in rest) if control else 0
            unread += [Unread(each, CONTROL if control else NOT_UNDERSTOOD) for each in rest]
            unread += [Unread(each, FRAME) for each in _gaps(text, *gap, rest)]
    unread.sort(key=lambda each: each.span)
    return tuple(unread), 1 - missed / own if own else 0.0


def _merged(spans: Iterable[Where]) -> list[Where]:
    furthest: dict[int, int] = {}
    for start, end in spans:
        if end > furthest.get(start, -1):
            furthest[start] = end
    merged: list[Where] = []
    begin, stop = 0, -1
    for start in sorted(furthest):
        end = furthest[start]
        if start > stop:
            if stop >= 0:
                merged.append((begin, stop))
            begin, stop = start, end
        elif end > stop:
            stop = end
    if stop >= 0:
        merged.append((begin, stop))
    return merged


def _gaps(text: str, start: int, end: int, covered: list[Where]) -> list[Where]:
    """The stretches between two places that some merged spans leave open and that hold a letter or digit."""
    found = []
    at = start
    index = bisect_right(covered, (start, _FAR))
    if index and (stop := covered[index - 1][1]) > at:
        if stop >= end:
            return []
        at = stop
    while index < len(covered) and (span := covered[index])[0] < end:
        if span[0] > at:
            found.append((at, span[0]))
        at = max(at, span[1])
        index += 1
    if at < end:
        found.append((at, end))
    return [gap for gap in found if _LETTER.search(text, *gap)]


def _doubts(label: Label) -> list[str]:
    """What the record lacks and a person should know."""
    nameless = sum(1 for row in label.medicinal_ingredients if row.name is None)
    if nameless:
        return [
            f"{nameless} amount{'s have' if nameless > 1 else ' has'} no ingredient name on the page; the name was not guessed"
        ]
    if not label.medicinal_ingredients and not label.parts:
        return ["no medicinal ingredient with an amount could be read"]
    return []
