# SPDX-License-Identifier: Apache-2.0
"""The record as people read it: each field with its name and value, and the place where it stood in the source.

What fields and our own words are called stands in `record.toml`; the label's words stay as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from officinal.checks.check import place_in_source
from officinal.knowledge.load import load
from officinal.label import Dilution, Label, Measure, MedicinalIngredient, Price, Quantity, Span
from officinal.label.base import Record
from officinal.reading import Reading
from officinal.shop.dossier.amounts import quantity
from officinal.shop.dossier.forms import form_name
from officinal.shop.dossier.pieces import measure, number, span, unit_word
from officinal.site.desk.upright import upright

MOST_LISTED = 200
"""entries of one list of the record that are shown"""
_WORDS = Path(__file__).with_name("record.toml")
_TOGETHER = {"free_from": "contents", "contains": "contents", "may_contain": "contents", "disclaimers": "statements", "storage": "statements"}  # fmt: skip
_NAMED_BY = ("name", "text", "heading", "marker", "from", "basis", "population", "kind", "code")
"""the field that tells which of a list is meant; shown first, without its own name"""
_IN_LINE = 4
"""leaves that a thing may have, to stand in the line of the thing it belongs to"""
_CODED = frozenset(("disclaimers", "languages", "population", "per", "food", "kind", "trigger", "mark", "route", "time_of_day", "availability", "daily_value_note"))  # fmt: skip
"""fields whose values are words of ours"""


@dataclass(slots=True)
class Leaf:
    """One value: what its field is called, the value in words, its place in the record and in the source."""

    name: str
    value: str
    pointer: str
    at: int
    span: tuple[int, int] | None = None
    part: str = ""
    """the piece of the source that it is linked to"""
    findings: list[int] = field(default_factory=list)
    """the numbers of the findings that are marked at it"""
    within: list[int] = field(default_factory=list)
    """the numbers of all findings on it or on the thing it belongs to"""

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return f"r{self.at}"

    @property
    def links(self) -> str:
        """The marks by which a page lights what belongs together."""
        return " ".join([self.id, *(f"f{each}" for each in self.within)])


@dataclass(slots=True)
class Item:
    """What is said of one thing, and how deep it lies within others."""

    depth: int
    leaves: list[Leaf] = field(default_factory=list)
    nameless: bool = False
    """an ingredient whose name the source does not give"""


@dataclass(slots=True)
class Section:
    """Items under one heading."""

    title: str
    items: list[Item] = field(default_factory=list)
    cut: bool = False
    """whether a list of it is longer than what is shown"""


def sections(label: Label, reading: Reading | None, language: str) -> list[Section]:
    """All that the record holds, by sections; what is not stated is not listed."""
    found: dict[str, Section] = {}
    walk = _Walk(reading, language)
    for key, value in _fields(label):
        if key == "schema":
            continue
        name = _TOGETHER.get(key) or (key if key in _words()["sections"] else "identity")
        items = list(islice(walk.items(key, value, f"/{key}"), MOST_LISTED + 1))
        if items:
            section = found.setdefault(name, Section(word("sections", name, language)))
            section.items += items[:MOST_LISTED]
            section.cut = section.cut or len(items) > MOST_LISTED
    order = list(_words()["sections"])
    return [found[name] for name in sorted(found, key=order.index)]


def leaves(listed: Iterable[Section]) -> list[Leaf]:
    """Every value, in order."""
    return [leaf for section in listed for item in section.items for leaf in item.leaves]


class _Walk:
    """Goes through a record and turns its fields into items."""

    def __init__(self, reading: Reading | None, language: str) -> None:
        self._reading, self._language, self._number = reading, language, 0

    def items(self, key: str, value: Any, pointer: str, depth: int = 0) -> Iterator[Item]:
        """What a field holds, as items; a list of things has one for each."""
        if isinstance(value, tuple):
            for at, each in enumerate(value):
                if _is_leaf(each):
                    yield Item(depth, [self._leaf(key, each, f"{pointer}/{at}")])
                else:
                    yield from self._thing(each, f"{pointer}/{at}", depth)
        elif _leaves_in(value) <= _IN_LINE:
            yield Item(depth, list(self._in_line(key, value, pointer)))
        else:
            yield from self._thing(value, pointer, depth)

    def _thing(self, thing: Record, pointer: str, depth: int) -> Iterator[Item]:
        """What stands in one line, then what is long, below it."""
        listed = sorted(_fields(thing), key=lambda held: held[0] not in _NAMED_BY)
        line = Item(depth, nameless=isinstance(thing, MedicinalIngredient) and thing.name is None)
        for key, value in listed:
            if _leaves_in(value) <= _IN_LINE:
                line.leaves += self._in_line(key, value, f"{pointer}/{key}")
        if line.leaves:
            line.leaves = _without_echo(line.leaves)
            line.leaves[0].name = "" if listed[0][0] in _NAMED_BY else line.leaves[0].name
            yield line
        for key, value in listed:
            if _leaves_in(value) > _IN_LINE:
                yield from self.items(key, value, f"{pointer}/{key}", depth + 1)

    def _in_line(self, key: str, value: Any, pointer: str) -> Iterator[Leaf]:
        """The leaves of something small; its first has the name of the field that it stands in."""
        if isinstance(value, tuple):
            for at, each in enumerate(value):
                yield from self._in_line(key, each, f"{pointer}/{at}")
        elif _is_leaf(value):
            yield self._leaf(key, value, pointer)
        else:
            for at, (inner, held) in enumerate(_fields(value)):
                yield from self._in_line(inner if at else key, held, f"{pointer}/{inner}")

    def _leaf(self, key: str, value: Any, pointer: str) -> Leaf:
        self._number += 1
        name, words = word("fields", key, self._language), upright(_said(key, value, self._language))
        return Leaf(name, words, pointer, self._number, place_in_source(self._reading, pointer)[0])


def _without_echo(listed: list[Leaf]) -> list[Leaf]:
    """Leaves that say something new: no substance that is called what is printed, no field's name twice in a row."""
    said, kept = set[str](), list[Leaf]()
    for leaf in listed:
        if not (leaf.pointer.endswith("/substance") and leaf.value.casefold() in said):
            said.add(leaf.value.casefold())
            kept.append(leaf)
    for before, leaf in reversed(list(pairwise(kept))):
        leaf.name = "" if leaf.name == before.name else leaf.name
    return kept


def _fields(thing: Record) -> Iterator[tuple[str, Any]]:
    """The fields that hold something and are for people, under the names that files use."""
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if name != "verb" and value is not None and value is not False and value != ():
            yield name.rstrip("_"), value


def _is_leaf(value: Any) -> bool:
    return isinstance(value, (Quantity, Price, Span)) or not isinstance(value, (tuple, Record))


def _leaves_in(value: Any) -> int:
    """How many leaves one thing has; of a list the longest of its things."""
    if _is_leaf(value):
        return 1
    if isinstance(value, tuple):
        return max(map(_leaves_in, value))
    return sum(_leaves_in(held) for _, held in _fields(value))


def _said(key: str, value: Any, language: str) -> str:
    if key in _CODED and isinstance(value, str):
        return word("words", value, language)
    if value is True:
        return word("words", "yes", language)
    if isinstance(value, Quantity):
        return quantity(value, language) or ""
    if isinstance(value, Dilution):
        return " ".join(filter(None, (measure(value, language), ", ".join(value.in_))))
    if isinstance(value, Measure):
        return measure(value, language) or ""
    if isinstance(value, Span):
        return span(value, language) or ""
    if isinstance(value, Price):
        return f"{value.symbol or ''}{format(value.value, 'f')} {value.currency or ''}".strip()
    if isinstance(value, Decimal):
        return number(value, language, 9)
    if key == "dosage_form":
        return form_name(value, language)
    if key == "substance":
        return load().name(value, language)
    if key == "unit":
        return unit_word(value, Decimal(2), language)
    return str(value)


def word(kind: str, key: str, language: str) -> str:
    """What a section, a field or a word of ours is called; one without a name by itself."""
    held = _words()[kind].get(key)
    return held[language == "fr"] if held else key


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
