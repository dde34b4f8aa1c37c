# SPDX-License-Identifier: Apache-2.0
"""Risk information: each sentence to what triggers it, how grave it is, and what to do."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.document import Document
from officinal.reading.item import Item, Where
from officinal.reading.risk.allergy import read_allergy
from officinal.reading.risk.condition import condition_of, names_triggers
from officinal.reading.risk.duration import read_duration
from officinal.reading.risk.kind import action_of, kind_of
from officinal.reading.risk.reactions import read_reactions
from officinal.reading.risk.set_phrases import EMPTY_STOMACH, HOLDS, find_reach, find_set_phrase
from officinal.reading.risk.statement import Statement
from officinal.reading.risk.triggers import read_triggers

_DROWSY = lazy(r"\b(?:may|can|peut|peuvent) (?:cause|causer|provoquer|entrainer|induce)\b.{0,30}(?:drows\w+|somnol\w+)")
_ADULTS_ONLY = lazy(r"\b(?:for adults?(?: use)? only|adults only|reserve aux adultes|pour adultes seulement)\b")
_GENERAL = lazy(
    r"\b(?:before|prior to|avant) (?:the )?(?:use\b|using|taking|starting|consuming|utilis|l'utilisation|de prendre|la prise|d'utiliser|beginning)|medical guidelines|before use"
)
_LONGEST = 1_500
_SHORTEST_BEFORE, _SHORTEST_REST = 30, 25


def find_risk(
    document: Document, start: int, end: int, *, certain: bool = False, kind: RiskKind | None = None
) -> list[Item[RiskInformation]]:
    """The entries that a sentence gives; `certain` under a heading for risk information, `kind` as that heading says."""
    end = min(end, start + _LONGEST)
    holds = HOLDS(document.folded[start:end])
    if "stomach" in holds and EMPTY_STOMACH.search(document.folded, start, end):
        return []
    if "reach" in holds and (reach := find_reach(document, start, end)):
        return _around_reach(document, start, end, *reach)
    if phrase := find_set_phrase(document, start, end, holds):
        return [phrase]
    return _read(Statement(document, start, end, holds, certain=certain, kind=kind))


def _around_reach(
    document: Document, start: int, end: int, item: Item[RiskInformation], place: Where
) -> list[Item[RiskInformation]]:
    """What stands before and behind "keep out of reach of children" in the same sentence."""
    before = find_risk(document, start, place[0]) if place[0] - start > _SHORTEST_BEFORE else []
    rest = find_risk(document, place[1], end) if end - place[1] > _SHORTEST_REST else []
    return [*before, item, *rest]


def _read(said: Statement) -> list[Item[RiskInformation]]:
    """The entries of a sentence that is read in its parts."""
    kind = kind_of(said)
    if kind is None:
        return []
    action = action_of(said, kind)
    begin, stop = condition_of(said, kind)
    read_allergy(said, kind, action)
    duration = read_duration(said, kind, action)
    if kind == "adverse-reaction" or ("drowsy" in said.holds and _DROWSY.search(said.words)):
        if compiled(r"\bhypersensiti\w+|\bhypersensibilite").search(said.words) and kind == "adverse-reaction":
            said.items.clear()
        reactions = read_reactions(said, action, kind)
        return reactions or said.items
    if "adults" in said.holds and (adults := _ADULTS_ONLY.search(said.words)):
        said.add("contraindication", "age", (said.start + adults.start(), said.start + adults.end()), None)
    if (not said.items and not duration) or names_triggers(said, begin, stop):
        read_triggers(said, kind, action, begin, stop)
    if not said.items and kind == "caution" and _GENERAL.search(said.words) and action is not None:
        said.add(kind, "general", None, action)
    return said.items
