# SPDX-License-Identifier: Apache-2.0
"""The name cell of a facts row: the ingredient's name, what supplies it, how an extract was made.

Magnesium (as citrate and oxide)                    name, two sources
Vitamin B6 (pyridoxine hydrochloride)               name, a source, since we know the compound
Riboflavin (Vitamin B2)                             a name with another name
Turmeric (Curcuma longa) root extract 10:1, 95% curcuminoids
"""

from __future__ import annotations

from officinal.knowledge.names import identify, kind_of
from officinal.label import Extract
from officinal.patterns import compiled, lazy
from officinal.reading.document import Document
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.facts.extract import read_making, read_stated_after, says_how
from officinal.reading.facts.name_cell import (
    AS,
    AS_INSIDE,
    ELEMENTAL,
    MARKS,
    PARTS,
    NameCell,
    NameParts,
)
from officinal.reading.facts.sources import read_chemical_form, read_clause, read_sources, read_unclosed
from officinal.reading.item import Item, Where

_STRAIN = lazy(
    r"(?<![\w-])((?:[A-Z]{1,6}[- ]?\d{1,6}[A-Za-z]?|GG|NCFM|ATCC[ -]?\d+|DSM[ -]?\d+|R\d{3,4}|[A-Z]{2}-?\d{2,5}|CNCM I-\d+)(?:®|™)?)(?![\w-])"
)
_BEGINNING = lazy(r"[^(\[,]*(?:[(\[][^)\]]*[)\]]?)?")
_BRACKETED = lazy(r"\([^)]*\)?")


def _tidied(name: str) -> str:
    """A name without what cutting left behind: empty and open brackets, marks of footnotes, loose signs."""
    name = name.replace(" ,", ",")
    if "(" in name or "[" in name:
        name = compiled(r"\(\s*\)|\[\s*\]").sub("", name).replace(" )", ")").replace(" ,", ",").strip(MARKS)
        name = compiled(r"[;,]\s*\)").sub(")", name)
        name = compiled(r"\s*[(\[]$").sub("", name)
    name = name.replace(" )", ")").strip(MARKS)
    if "*" in name or not name.isascii():
        name = compiled(r"(?<=[A-Za-z0-9)])[*†‡§]+").sub("", name).strip(MARKS)
    return name


def read_name(document: Document, start: int, end: int, *, comma: bool = False) -> NameParts:
    """The parts of a name cell, in the order in which they must be told apart; `comma` says that a comma parts decimals."""
    cell = NameCell(document, start, end, comma=comma)
    if cell.start >= cell.end:
        return cell.parts
    _in_one_language(cell)
    brackets = groups(cell.folded, cell.start, cell.end)
    first = next((b for b in brackets if b[0] > cell.start), None)
    head = cell.folded[cell.start : first[0] if first else cell.end].strip()
    cell.parts.substance = identify(head, nutrient=True) or identify(cell.folded[cell.start : cell.end], nutrient=True)
    read_stated_after(cell, brackets)
    for begin, end in brackets:
        if not any(a <= begin < b for a, b in cell.cut):
            _bracket(cell, begin, end)
    read_unclosed(cell, brackets)
    read_clause(cell, brackets)
    read_making(cell, cell.start, cell.end)
    _name(cell)
    return cell.parts


def _substance(name: str) -> str | None:
    """What a row's name means, or its beginning, "Iron (bisglycinate) for women"; "Ginger, turmeric" means neither."""
    known = identify(name, nutrient=True)
    beginning = _BEGINNING.match(name) if known is None else None
    if beginning is None or beginning.end() == len(name):
        return known
    known = identify(beginning[0], nutrient=True)
    listed = {identify(each, nutrient=True) for each in name[beginning.end() :].split(",")[1:]} if known else set()
    return None if kind_of(known) in {kind_of(each) for each in listed - {known}} else known


def _in_one_language(cell: NameCell) -> None:
    """ "Iron / Fer": a name said again in the other language is one name."""
    if cell.folded.find(" / ", cell.start, cell.end) < 0:
        return
    halves = pieces(cell.folded, cell.start, cell.end, "/")
    if len(halves) != 2:
        return
    first, second = (identify(_BRACKETED.sub("", cell.folded[a:b])) for a, b in halves)
    if first and first == second:
        cell.end = halves[0][1]


def _bracket(cell: NameCell, begin: int, end: int) -> None:
    """Decide what a bracket holds, and cut it out of the name if it is no part of it."""
    inner = trim(cell.text, begin + 1, end - 1, MARKS)
    words = cell.folded[inner[0] : inner[1]]
    if not words:
        cell.cut.append((begin, end))
        return
    clause = AS.match(words)
    if clause:
        read_sources(cell, inner[0] + clause.end(), inner[1])
        cell.cut.append((begin, end))
        return
    known = len(cell.cut)
    if says_how(cell, *inner):
        if not _rest_named(cell, inner, cell.cut[known:]):
            cell.cut.append((begin, end))
        return
    if words in PARTS or words.removesuffix("s") in PARTS:
        cell.parts.part = (cell.text[inner[0] : inner[1]], inner)
        cell.cut.append((begin, end))
        return
    if ELEMENTAL.fullmatch(words):
        cell.parts.basis = ("elemental", inner)
        cell.cut.append((begin, end))
        return
    split = AS_INSIDE.search(words)
    if split and kind_of(cell.parts.substance) in ("nutrient", None):
        read_sources(cell, inner[0] + split.end(), inner[1])
        cell.cut.append((inner[0] + split.start(), end - 1))
        return
    read_chemical_form(cell, begin, end, inner)


def _rest_named(cell: NameCell, inner: Where, cuts: list[Where]) -> bool:
    """Whether a bracket still holds a name when what says how is cut out: "(Piper nigrum; 95 % piperine)"."""
    if not cuts or not any(char in cell.text[inner[0] : inner[1]] for char in ";,"):
        return False
    first = min(a for a, _ in cuts)
    return first - inner[0] > 5 and compiled(r"[a-z]{3} [a-z]{3}").search(cell.folded[inner[0] : first]) is not None


def _name(cell: NameCell) -> None:
    """What is left when sources and the like are cut out is the name as printed."""
    kept, at = [], cell.start
    for begin, end in sorted(cell.cut):
        if begin > at:
            kept.append((at, begin))
        at = max(at, end)
    kept.append((at, cell.end))
    words = [cell.text[a:b].strip(MARKS) for a, b in kept]
    name = _tidied(" ".join(word for word in words if word))
    if name.count(")") > name.count("(") and name.endswith(")"):
        name = name[:-1].strip(MARKS)
    cell.parts.name = name or None
    cell.parts.substance = _substance(name) if name else None
    if cell.ratio or cell.solvent or cell.crude:
        value = Extract(ratio=cell.ratio, solvent=cell.solvent, equivalent=cell.crude, equivalent_of=cell.crude_of)
        cell.parts.extract = Item(value, {"": (cell.start, cell.end), **cell.extract_spans})
    if kind_of(cell.parts.substance) in ("organism", None) and name:
        strain = _STRAIN.search(cell.text, cell.start, cell.end)
        if strain and compiled(r"(?:bacillus|bacter|coccus|saccharomyces|^[lb]\. )").search(
            cell.folded[cell.start : cell.end]
        ):
            cell.parts.strain = (strain[1], strain.span(1))
