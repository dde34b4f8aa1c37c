# SPDX-License-Identifier: Apache-2.0
"""How an extract was made: ratio, solvent, the crude herb it stands for, what it is standardised to."""

from __future__ import annotations

from officinal.knowledge.names import identify
from officinal.label import Standardisation
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, Amount, decimal, find_amounts
from officinal.reading.facts.brackets import trim
from officinal.reading.facts.name_cell import (
    AS,
    ELEMENTAL,
    MARKS,
    RATIO,
    SOLVENT,
    NameCell,
)
from officinal.reading.facts.sources import read_source, read_sources, things_listed
from officinal.reading.item import Item, Where

_STANDARD = lazy(
    rf"(?:(?:standardi[sz]ed?|std\.?)(?: extract)?(?: to(?: contain)?| for| at)?|titre(?:e)? a|normalise(?:e)? a|standardise(?:e)? a|providing|containing|contains|contenant|yielding|min(?:imum|\.)?|fournissant|dont)?"
    rf" ?(?:(?:a )?(?:minimum|min\.?) (?:of )?|at least |au moins )?(?P<percent>{NUMBER}) ?%(?: ?-? ?(?:of |de |d'|en ))? ?(?P<marker>[a-z][a-z0-9 '\-]{{2,50}}?)(?= (?:and|et|&) \d|[^a-z0-9 '\-]|$)"
)
_PROVIDING = lazy(
    r"(?:providing|provides|yielding|containing|contains|supplying|fournissant|contenant|apportant|dont|of which|including|standardi[sz]ed to(?: contain)?)\b[: ]+"
)
_CRUDE = lazy(
    r"(?:equal to|equivalent to|equiv\.?(?: to)?|eq\. ?to|equiv\. to dry|from|qce|dhe|dhq|dhe[:=]|corresponding to|equivalente? (?:a|de)|equivalant a|equivaut a|ehs|qeb|=)[: ]*"
)
_SAYS_MORE = (
    "equi", "eq.", "correspond", "provid", "yield", "contain", "suppl", "fourn", "conten", "apport", "dont", "of which",
    "includ", "standardi",
)  # fmt: skip
"""one of these stands in every name that says more"""
_EQUALS = lazy(
    r",? ?\b(?:equal to|equivalent to|equiv\.?(?: to)?|eq\. to|corresponding to|equivalente? (?:a|de)|equivalant a|equivaut a|which is equivalent to)(?: about| approximately| at least)? "
)
_NEXT = lazy(r"[;,] | std\.? | standardi")
_SOLVENT_LABEL = lazy(
    r"(?:extraction )?solvents?(?: used)?:? ?|extract(?:ed)? (?:with|in|using) |solvant(?: d'extraction)? ?:? ?|dans |menstruum:? ?"
)


def read_stated_after(cell: NameCell, brackets: list[Where]) -> None:
    """ "… extract equivalent to dry leaf 3 g standardised to contain …": said without brackets."""
    words = cell.folded[cell.start : cell.end]
    if not any(each in words for each in _SAYS_MORE):
        return
    for match in _EQUALS.finditer(cell.folded, cell.start, cell.end):
        if any(a <= match.start() < b for a, b in (*brackets, *cell.cut)):
            continue
        stop = min(
            [
                m.start()
                for m in (
                    _PROVIDING.search(cell.folded, match.end(), cell.end),
                    _NEXT.search(cell.folded, match.end(), cell.end),
                )
                if m
            ]
            or [cell.end]
        )
        amounts = find_amounts(cell.folded, match.end(), stop, comma=cell.comma)
        if amounts:
            _crude(cell, amounts[0], stop, match.end())
            cell.cut.append((match.start(), stop))
    for match in _PROVIDING.finditer(cell.folded, cell.start + 3, cell.end):
        if (
            any(a <= match.start() < b for a, b in (*brackets, *cell.cut))
            or "%" in cell.folded[match.start() : cell.end]
        ):
            continue
        before = len(cell.parts.standardisation)
        _markers(cell, match.end(), cell.end)
        if len(cell.parts.standardisation) > before:
            cell.cut.append((match.start(), cell.end))


def says_how(cell: NameCell, start: int, end: int) -> bool:
    """Amounts and ways of making inside a bracket: equivalents, crude herb, standardisation, ratio."""
    words = cell.folded[start:end]
    amounts = find_amounts(cell.folded, start, end, comma=cell.comma)
    crude = _CRUDE.match(words)
    if crude and amounts and amounts[0].start <= start + crude.end() + 25:
        _crude(cell, amounts[0], end, start + crude.end())
        return True
    if amounts and amounts[0].start == start and amounts[-1].end == end and len(amounts) == 1:
        cell.parts.equivalents.append(amounts[0])
        return True
    if amounts and amounts[0].start == start and amounts[0].quantity.unit != "%":
        rest = trim(cell.text, amounts[0].end, end, MARKS)
        source = AS.match(cell.folded, rest[0], rest[1])
        begin = source.end() if source else rest[0]
        elemental = ELEMENTAL.match(cell.folded, begin, rest[1])
        if elemental:
            cell.parts.basis = ("elemental", (elemental.start(), elemental.end()))
            cell.parts.equivalents.append(amounts[0])
        elif len(amounts) == 1 and begin < rest[1]:
            read_source(cell, begin, rest[1], amounts[0])
        else:
            read_sources(cell, start, end)
        return True
    made = read_making(cell, start, end)
    if made and cell.crude is None and _stands_for(cell, start, end, amounts):
        return True
    providing = _PROVIDING.match(words)
    if providing and amounts and not made:
        _markers(cell, start + providing.end(), end)
        return True
    return made


def _stands_for(cell: NameCell, start: int, end: int, amounts: list[Amount]) -> bool:
    """ "(36:1, equal to 7,200 mg fresh fruit)": the crude herb behind a ratio; "1.5% of it equal to 3 mg" is no herb."""
    equals = _EQUALS.search(cell.folded, start, end)
    crude = next((amount for amount in amounts if equals and amount.start >= equals.end()), None)
    if equals is None or crude is None:
        return False
    before = cell.folded[start : equals.start()].strip()
    if not equals[0].startswith(",") and not before.endswith((",", ";")) and not RATIO.fullmatch(before):
        return False
    more = _NEXT.search(cell.folded, crude.end, end)
    _crude(cell, crude, more.start() if more else end, equals.end())
    return True


def _markers(cell: NameCell, start: int, end: int) -> None:
    """Each of the markers that some words list, with its amount."""
    for begin, stop in things_listed(cell, start, end):
        amounts = find_amounts(cell.folded, begin, stop, comma=cell.comma)
        if not amounts:
            continue
        amount = amounts[0]
        left, right = trim(cell.text, begin, amount.start, MARKS), trim(cell.text, amount.end, stop, MARKS)
        place = right if right[0] < right[1] else left
        marker = compiled(r"^(?:of |de |d'|en )").sub("", cell.text[place[0] : place[1]])
        if marker:
            cell.parts.standardisation.append(
                Item(Standardisation(marker=marker, amount=amount.quantity), {"": (begin, stop)})
            )


def read_making(cell: NameCell, start: int, end: int) -> bool:
    """Extract ratio, solvent and standardisation, wherever they stand; says whether any did."""
    words, found = cell.folded[start:end], False
    if ":" not in words and "%" not in words and not cell.ratio:
        return False
    ratio = RATIO.search(words) if ":" in words else None
    if ratio and cell.ratio is None and not words[: ratio.start()].rstrip().endswith("ratio of"):
        cell.ratio = compiled(r"\s").sub("", ratio[0])
        cell.extract_spans["/ratio"] = _cut(cell, start + ratio.start(), start + ratio.end())
        found = True
    solvent = SOLVENT.search(words)
    if solvent and (found or cell.ratio or _SOLVENT_LABEL.search(words) or "%" in solvent[0]):
        cell.solvent = cell.text[start + solvent.start() : start + solvent.end()].strip()
        begin = start + solvent.start()
        label = _SOLVENT_LABEL.search(words)
        if label and label.end() == solvent.start():
            begin = start + label.start()
        cell.extract_spans["/solvent"] = _cut(cell, begin, start + solvent.end())
        found = True
    for standard in _STANDARD.finditer(words) if "%" in words else ():
        marker = trim(cell.text, start + standard.start("marker"), start + standard.end("marker"), MARKS)
        head = cell.text[marker[0] : marker[1]]
        if (
            _is_cut(cell, start + standard.start("percent"))
            or compiled(
                r"(?:as|from|v/v|of|dv|vol|alc|rda|nrv|ethanol|alcohol|alcool|organic|natural|pure|daily|water)\b"
            ).match(
                head.lower(),
            )
            or identify(head) == cell.parts.substance is not None
        ):
            continue
        percent = decimal(standard["percent"], comma=cell.comma)
        span = _cut(cell, start + standard.start(), marker[1])
        cell.parts.standardisation.append(Item(Standardisation(marker=head, percent=percent), {"": span}))
        found = True
    return found


def _is_cut(cell: NameCell, at: int) -> bool:
    return any(begin <= at < end for begin, end in cell.cut)


def _cut(cell: NameCell, start: int, end: int) -> Where:
    cell.cut.append((start, end))
    return start, end


def _crude(cell: NameCell, amount: Amount, end: int, start: int) -> None:
    """The crude herb that an extract stands for: "2,000 mg of dried root", "dry leaf 3 g"."""
    cell.crude = amount.quantity
    rest = trim(cell.text, amount.end, end, MARKS)
    if rest[0] >= rest[1]:
        rest = trim(cell.text, start, amount.start, MARKS)
    of = compiled(r"of |de |d'").match(cell.folded[rest[0] : rest[1]])
    place = (rest[0] + of.end(), rest[1]) if of else rest
    cell.crude_of = cell.text[place[0] : place[1]] or None
    cell.extract_spans["/equivalent"] = (amount.start, amount.end)
