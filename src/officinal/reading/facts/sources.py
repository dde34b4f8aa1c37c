# SPDX-License-Identifier: Apache-2.0
"""What supplies a nutrient: "as citrate and oxide", the compounds in a bracket."""

from __future__ import annotations

from officinal.knowledge.names import identify, kind_of, source_of, substances
from officinal.label import SourceMaterial
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, Amount, decimal, find_amounts
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.facts.name_cell import (
    AS,
    AS_INSIDE,
    MARKS,
    NameCell,
)
from officinal.reading.item import Item, Where

_AND = lazy(r"[ ,]+(?:and|et|with|plus|avec)[ ]+|\s*[&+]\s+|\s+/\s+")
_OF = lazy(r"of |de |d'")
_PERCENT_BEFORE = lazy(rf"{NUMBER} ?%$")
_AMOUNT_FIRST = lazy(rf"{NUMBER} ?(?:%|m?c?g;)")
_PERCENT_OF = lazy(rf"({NUMBER}) ?%(?: of)?(?: ?\[[^\]]*\])? ?(?:as |from |from the |naturally )?")


def _is_form(known: str | None, nutrient: str | None, words: str) -> bool:
    """Whether a name is a chemical form of a nutrient, and not just its other name (vitamin D3 is cholecalciferol)."""
    if known is None or known == nutrient or nutrient is None:
        return False
    if kind_of(known) == "non-medicinal":
        return nutrient in known
    if kind_of(known) != "compound":
        return False
    return not any(other != nutrient and nutrient.startswith(other) for other in substances()[known].of)


def read_chemical_form(cell: NameCell, begin: int, end: int, inner: Where) -> None:
    """A bracket of compounds names sources; a bracket of another name belongs to the name."""
    listed = things_listed(cell, *inner)
    nutrient = cell.parts.substance
    if kind_of(nutrient) not in ("nutrient", "amino-acid", "other"):
        return
    known = [source_of(nutrient, cell.folded[a:b]) for a, b in listed]
    is_form = [_is_form(k, nutrient, cell.folded[a:b]) for k, (a, b) in zip(known, listed, strict=True)]
    if (listed and (all(is_form) or (any(is_form) and len(listed) > 1))) or _AMOUNT_FIRST.match(cell.folded, *inner):
        read_sources(cell, *inner)
        cell.cut.append((begin, end))


def read_unclosed(cell: NameCell, brackets: list[Where]) -> None:
    """An opening bracket that the page never closed: what is behind it is read like a bracket."""
    words = cell.text[cell.start : cell.end]
    if words.count("(") + words.count("[") <= words.count(")") + words.count("]"):
        return
    for at in range(cell.start, cell.end):
        if cell.text[at] in "([" and not any(a <= at < b for a, b in brackets):
            clause = AS.match(cell.folded, at + 1, cell.end)
            if clause:
                read_sources(cell, clause.end(), cell.end)
                cell.cut.append((at, cell.end))
            return


def read_clause(cell: NameCell, brackets: list[Where]) -> None:
    """ "Vitamin C as calcium ascorbate": a source clause outside brackets."""
    if cell.parts.sources:
        return
    for match in AS_INSIDE.finditer(cell.folded, cell.start, cell.end):
        at = match.start()
        if any(a <= at < b for a, b in (*brackets, *cell.cut)) or cell.parts.sources:
            continue
        stop = next((a for a, _ in brackets if a > at), cell.end)
        percent = _PERCENT_BEFORE.search(cell.folded[cell.start : at])
        begin = cell.start + percent.start() if percent else match.end()
        read_sources(cell, begin, stop)
        cell.cut.append((begin if percent else at, stop))
        return


def things_listed(cell: NameCell, start: int, end: int) -> list[Where]:
    """The things that some words list, parted by commas, "and" and the like; a known name is one thing."""
    spans = []
    for begin, stop in pieces(cell.folded, start, end, ",;"):
        if identify(cell.folded[begin:stop]):
            spans.append((begin, stop))
            continue
        inside = groups(cell.folded, begin, stop)
        at = begin
        for match in _AND.finditer(cell.folded, begin, stop):
            if not any(a <= match.start() < b for a, b in inside):
                spans.append((at, match.start()))
                at = match.end()
        spans.append((at, stop))
    return [trimmed for each in spans if (trimmed := _without_and(cell, *each))[0] < trimmed[1]]


def _without_and(cell: NameCell, start: int, end: int) -> Where:
    start, end = trim(cell.text, start, end, MARKS)
    lead = compiled(r"(?:and|et|plus|&|with) ").match(cell.folded[start:end])
    return (start + lead.end(), end) if lead else (start, end)


def read_sources(cell: NameCell, start: int, end: int) -> None:
    """Each of the sources that some words list."""
    for begin, stop in things_listed(cell, start, end):
        read_source(cell, begin, stop)


def read_source(cell: NameCell, start: int, end: int, amount: Amount | None = None) -> None:
    """One source: its name, without the amount, percent or "as" that stand around it."""
    whole = (start, end)
    percent = None
    share = _PERCENT_OF.match(cell.folded, start, end)
    if share and share.end() < end:
        percent, start = decimal(share[1], comma=cell.comma), share.end()
    lead = AS.match(cell.folded, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    if amount is None:
        inside = find_amounts(cell.folded, start, end, comma=cell.comma)
        if len(inside) == 1 and inside[0].quantity.unit != "%":
            amount = inside[0]
            start, end = _around(cell, start, end, amount)
    start, end = trim(cell.text, start, end, MARKS + "([")
    lead = AS.match(cell.folded, start, end) or _OF.match(cell.folded, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    if start >= end:
        return
    name = cell.text[start:end]
    spans = {"": whole, "/name": (start, end)}
    if amount:
        spans["/amount"] = (amount.start, amount.end)
    material = SourceMaterial(
        name=name,
        substance=source_of(cell.parts.substance, cell.folded[start:end]),
        amount=amount.quantity if amount else None,
        percent=percent,
    )
    cell.parts.sources.append(Item(material, spans))


def _around(cell: NameCell, start: int, end: int, amount: Amount) -> Where:
    """The name beside an amount: behind it, or before it."""
    behind = trim(cell.text, amount.end, end, MARKS + ")]")
    before = trim(cell.text, start, amount.start, MARKS + "([")
    return behind if behind[1] - behind[0] > 2 else before
