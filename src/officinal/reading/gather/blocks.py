# SPDX-License-Identifier: Apache-2.0
"""Send every block to the readers that may have something to read in it, and gather what they find."""

from __future__ import annotations

import re

from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.cues import cues
from officinal.reading.document import Block, Document
from officinal.reading.facts.table import FACTS
from officinal.reading.find_statements import find_disclaimers
from officinal.reading.gather.course import Course
from officinal.reading.gather.facts import is_loose_row, opens_table, take_facts
from officinal.reading.gather.found import Gathered
from officinal.reading.gather.head import read_head_facts
from officinal.reading.gather.lists import read_list
from officinal.reading.gather.sentences import extend, read_sentences
from officinal.reading.gather.studies import read_study
from officinal.reading.gather.tables import end_table
from officinal.reading.identity import find_identity
from officinal.reading.language import is_french
from officinal.reading.sentences import sentences

_RISK_HEADINGS: tuple[tuple[RiskKind, re.Pattern[str]], ...] = (
    ("contraindication", lazy(r"contra-? ?indi")),
    ("adverse-reaction", lazy(r"adverse|side effects|indesirables|effets secondaires")),
    ("warning", lazy(r"^warnings?|^avertissement")),
)  # fmt: skip
_SMALL_PRINT = 60
_OTHERS_WORDS = frozenset(("reviews", "questions and answers", "articles"))
_LISTS = frozenset(("non_medicinal", "ingredients"))


def gather(document: Document) -> Gathered:
    """Find all that the product's own blocks state."""
    blocks = [b for b in document.blocks if not b.aside and b.kind != "statement"]
    folded = document.folded
    for number, block in enumerate(blocks):
        block.number, block.cues = number, cues(folded[block.start : block.end])
    found = Gathered(find_identity(document, blocks))
    found.languages = document.languages
    _run(Course(document, blocks, found))
    return found


def _run(course: Course) -> None:
    for block in course.blocks:
        _block(course, block)
    end_table(course)
    extend(course, course.found.free_from, course.seals)
    course.found.directions = course.directions.finish()
    _small_print(course)
    course.found.offer, problems = course.offer.finish(course.found.codes)
    course.found.problems += problems


def _block(course: Course, block: Block) -> None:
    words = course.folded[block.start : block.end]
    if (
        course.bilingual
        and is_french(words)
        and not (block.section in FACTS and block.kind == "row" and " / " in words)
    ):
        course.found.framed.append((block.start, block.end))
        return
    held = block.cues
    if block.section in FACTS or is_loose_row(course, block):
        if not take_facts(course, block, words, held):
            _block(course, block)
        return
    if opens_table(course, block, words, held):
        return
    end_table(course)
    if (block.body > block.start and block.kind != "item") or (block.section and block.body >= block.end):
        _heading(course, block)
        if block.body >= block.end:
            return
    read_head_facts(course, block, words, held)
    if block.section in _LISTS and read_list(course, block):
        return
    if block.section not in _LISTS:
        course.listed = ""
    if read_study(course, block, held):
        return
    if block.kind == "heading":
        course.last_heading = block
        course.prose.clear()
    read_sentences(course, block, held)


def _heading(course: Course, block: Block) -> None:
    """The words that open a part of the page carry no value, but are understood."""
    lead = course.folded[block.start : max(block.body, block.start)]
    course.found.framed.append((block.start, block.body))
    if block.section == "risk":
        course.risk_kind = next((kind for kind, pattern in _RISK_HEADINGS if pattern.search(lead)), None)
    if block.section == "directions" and compiled(r"adult|enfant|child").search(lead):
        course.directions.sentence(block.start, block.body, certain=True)
    if block.section == "studies" or block.kind == "heading":
        course.last_heading = block
        course.prose.clear()


def _small_print(course: Course) -> None:
    """Disclaimers count also where a site keeps them: at the foot of every page."""
    for block in course.document.blocks:
        if block.aside in _OTHERS_WORDS or not block.aside or block.end - block.start < _SMALL_PRINT:
            continue
        if "disclaimer" in cues(course.folded[block.start : block.end]):
            for begin, end in sentences(course.folded, block.start, block.end):
                course.found.disclaimers += find_disclaimers(course.document, begin, end)
