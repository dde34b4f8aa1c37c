# SPDX-License-Identifier: Apache-2.0
"""Sentences, each sent to the finders that may have something to read in it."""

from __future__ import annotations

from officinal.patterns import compiled, lazy
from officinal.reading.badges import badges_of
from officinal.reading.cues import cues
from officinal.reading.document import Block
from officinal.reading.find_claims import find_claims
from officinal.reading.find_contents import (
    allergens_listed,
    find_contains,
    find_free_from,
    find_may_contain,
    things_listed,
)
from officinal.reading.find_statements import (
    find_disclaimers,
    find_storage,
)
from officinal.reading.gather.course import Course
from officinal.reading.gather.studies import is_study_prose
from officinal.reading.item import Item, Where
from officinal.reading.risk import find_risk
from officinal.reading.sentences import sentences
from officinal.reading.vocabulary import DOSE

_STUDIED = lazy(
    r"\b(?:participants|subjects|volunteers|patients|placebo|participantes|sujets) (?:who |that |qui )?(?:took|take|taking|received|were given|ont pris|ont recu|prenaient)\b|\bin (?:one|a|this|that|the) (?:\w+ ){0,2}(?:study|trial)\b|\bdans une etude\b"
)
"""what people took in a study is no direction"""
_NO_STATEMENT = frozenset(("study", "year"))
"""cues that only say how to take what a block states"""
_ALLERGEN_LEAD = lazy(r"allerg")
_NO_LIST = lazy(r"[$€£?!]|\d{2}|\b(?:call|order|catalog|shipping|we|our|you|your|is|are)\b")
_FREE_LEAD = lazy(r"free from|free of|contains no|contain|sans|ne contient pas|made without|free:")
_SHORT_PARAGRAPH = 200
_MOST_CLAIMS = 500
_MOST_SENTENCES = 4_000


def read_sentences(course: Course, block: Block, held: frozenset[str]) -> None:
    """Send each sentence of a block to the finders."""
    section = block.section
    if held <= _NO_STATEMENT and section not in ("risk", "purpose", "directions", "free_from", "use"):
        return
    if section == "done":
        return
    start = max(block.body, block.start) if block.body < block.end else block.start
    split = sentences(course.folded, start, block.end)
    if held & {"disclaimer"}:
        whole = find_disclaimers(course.document, start, block.end)
        if {"fda-not-evaluated", "informational-purposes"} & {i.value for i in whole} and _all_disclaimer(
            course, split[0], start, block.end
        ):
            course.found.disclaimers += whole
            for begin, end in split:
                _risk(course, block, begin, end, triggers_only=True)
            return
    for begin, end in split:
        course.counted += 1
        if course.counted > _MOST_SENTENCES:
            return
        read_sentence(course, block, begin, end, cues(course.folded[begin:end]) if len(split) > 1 else held)


def _all_disclaimer(course: Course, first: Where, start: int, end: int) -> bool:
    """A paragraph whose first sentence is a disclaimer is one, to its end; so is a short one."""
    return end - start < _SHORT_PARAGRAPH or bool(find_disclaimers(course.document, *first))


def read_sentence(course: Course, block: Block, start: int, end: int, held: frozenset[str]) -> None:
    """Send one sentence to the finders that may have something to read in it."""
    section = block.section
    if "disclaimer" in held and (said := find_disclaimers(course.document, start, end)):
        course.found.disclaimers += said
        return
    if "storage" in held or section == "storage":
        stored = find_storage(course.document, start, end)
        if stored and not compiled(r"reach of|portee des|away from (?:the )?children|loin des enfants").search(
            course.folded[start:end]
        ):
            course.found.storage.append(stored)
            return
        if stored:
            course.found.storage.append(stored)
    seals = badges_of(course.document, block) if "free" in held and "badge" in block.cues else []
    for seal in seals:
        extend(course, course.seals, find_free_from(course.document, *seal))
    free = find_free_from(course.document, start, end) if "free" in held and not seals else []
    if free:
        extend(course, course.found.free_from, free)
    if (
        section == "free_from"
        and not free
        and not seals
        and not held & {"risk", "storage", "may_contain", "direction"}
        and not _NO_LIST.search(course.folded, start, end)
        and _FREE_LEAD.search(_section_lead(course, block))
    ):
        extend(course, course.found.free_from, things_listed(course.document, start, end, (start, end)))
        return
    if (
        section == "free_from"
        and not held & {"free", "may_contain"}
        and _ALLERGEN_LEAD.match(_section_lead(course, block))
    ):
        extend(course, course.found.contains, allergens_listed(course.document, start, end))
    known = len(course.found.contains) + len(course.found.may_contain)
    if "may_contain" in held and (traces := find_may_contain(course.document, start, end)):
        extend(course, course.found.may_contain, traces)
    elif "contains" in held and (
        contains := find_contains(course.document, start, end, certain=section == "free_from")
    ):
        extend(course, course.found.contains, contains)
    stated = bool(free or len(course.found.contains) + len(course.found.may_contain) > known)
    directed = False
    limited = course.directions.limit(start, end) if "direction" in held or "risk" in held else False
    risk = (
        not limited and _risk(course, block, start, end, plain=stated) if "risk" in held or section == "risk" else False
    )
    if (
        ("direction" in held or section == "directions")
        and section not in ("purpose", "highlights", "studies")
        and not is_study_prose(course, block)
        and (section == "directions" or "study" not in held or not _STUDIED.search(course.folded, start, end))
    ):
        course.directions.block = block.number
        certain = section == "directions" or (section == "use" and DOSE.search(course.folded, start, end) is not None)
        directed = course.directions.sentence(start, end, certain=certain)
    if (
        "claim" in held
        and len(course.found.claims) < _MOST_CLAIMS
        and block is not course.found.identity.name_block
        and not risk
        and section not in ("directions", "risk", "storage", "disclaimer", "studies")
        and not (directed and section == "directions")
        and not is_study_prose(course, block)
    ):
        course.found.claims += find_claims(
            course.document,
            start,
            end,
            subjects=course.subjects,
            certain=section == "purpose" or (section == "use" and not directed),
        )
    elif section in ("purpose", "use") and not risk and not directed:
        course.found.claims += find_claims(course.document, start, end, subjects=course.subjects, certain=True)


def _section_lead(course: Course, block: Block) -> str:
    """The words that opened the part of the page that a block stands in."""
    index = block.number
    for earlier in reversed(course.blocks[max(0, index - 25) : index + 1]):
        if earlier.section == block.section and earlier.body > earlier.start and earlier.kind != "item":
            return course.folded[earlier.start : earlier.body]
    return ""


def _risk(
    course: Course, block: Block, start: int, end: int, *, triggers_only: bool = False, plain: bool = False
) -> bool:
    if block.section in ("studies", "purpose", "highlights") or is_study_prose(course, block):
        return False
    certain = block.section == "risk" and not plain
    items = find_risk(
        course.document, start, end, certain=certain and not triggers_only, kind=course.risk_kind if certain else None
    )
    if triggers_only:
        items = [i for i in items if i.value.trigger in ("pregnancy", "breastfeeding", "children-access")]
    course.found.risk += items
    return bool(items)


def extend(course: Course, known: list[Item[str]], new: list[Item[str]]) -> None:
    """Add what is not known yet."""
    values = {item.value for item in known}
    for item in new:
        if item.value not in values:
            known.append(item)
            values.add(item.value)
