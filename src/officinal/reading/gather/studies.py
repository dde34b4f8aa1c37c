# SPDX-License-Identifier: Apache-2.0
"""Cited studies, and the prose that speaks of them."""

from __future__ import annotations

from officinal.label import Citation
from officinal.patterns import compiled
from officinal.reading.document import Block
from officinal.reading.find_studies import citation_start, mentioned_citations, read_citation
from officinal.reading.gather.course import Course
from officinal.reading.gather.found import StudyFound
from officinal.reading.item import Item

_LONGEST_HEADING = 200


def read_study(course: Course, block: Block, held: frozenset[str]) -> bool:
    """Take a citation up, with the heading and the prose it stands under; says whether it is one."""
    start = block.body if block.body < block.end else block.start
    at = citation_start(course.document, start, block.end) if "citation" in held else None
    if at is None:
        if "citation" in held and not block.aside:
            _mentioned(course, block)
        if block.end - block.start > 100 and block.section in ("", "studies", "description"):
            course.prose.append(block)
        elif block.kind != "item" and not (block.end - block.start < 130 and course.prose):
            course.prose.clear()
        return False
    study = StudyFound(read_citation(course.document, at, block.end))
    if course.last_heading is not None:
        study.heading = _heading_of(course, course.last_heading)
    if course.prose:
        span = (course.prose[0].start, course.prose[-1].end)
        study.summary = Item(course.document.text[slice(*span)][:20_000], {"": span})
        course.prose = []
    _cite(course, study)
    return True


def _mentioned(course: Course, block: Block) -> None:
    """ "… (Halvorsen et al., 2014)": a study named within what the page says of it."""
    named = mentioned_citations(course.document, block.start, block.end)
    for citation in [each for each in named if _who_and_when(each) not in course.cited]:
        study = StudyFound(
            citation, summary=Item(course.document.text[block.start : block.end], {"": (block.start, block.end)})
        )
        if course.last_heading is not None:
            study.heading = _heading_of(course, course.last_heading)
        _cite(course, study)


def _cite(course: Course, study: StudyFound) -> None:
    course.found.studies.append(study)
    course.cited.add(_who_and_when(study.citation))


def _who_and_when(citation: Item[Citation]) -> tuple[str | None, int | None]:
    return citation.value.first_author, citation.value.year


def _heading_of(course: Course, heading: Block) -> Item[str] | None:
    if heading.end - heading.start >= _LONGEST_HEADING:
        return None
    return Item(course.document.text[heading.start : heading.end].rstrip(": "), {"": (heading.start, heading.end)})


def is_study_prose(course: Course, block: Block) -> bool:
    """What a page says of a study is not what it says of the product."""
    known = course.study_prose.get(block.number)
    if known is None:
        known = course.study_prose[block.number] = _speaks_of_a_study(course, block)
    return known


def _speaks_of_a_study(course: Course, block: Block) -> bool:
    return block.section == "studies" or (
        "study" in block.cues
        and block.end - block.start > 100
        and compiled(
            r"\b(?:study|studies|trial|subjects|participants|placebo|patients|review from|this \d{4}|randomi[sz]ed|researchers|investigat\w+|etude|essai clinique|participantes)\b"
        ).search(
            course.folded[block.start : block.end],
        )
        is not None
        and _before_citation(course, block)
    )


def _before_citation(course: Course, block: Block) -> bool:
    index = block.number
    return (
        len(course.found.studies) > 2
        or any(
            "citation" in later.cues and citation_start(course.document, later.start, later.end) is not None
            for later in course.blocks[index + 1 : index + 4]
        )
        or (
            course.last_heading is not None
            and any(s.heading and s.heading.spans[""][0] == course.last_heading.start for s in course.found.studies)
        )
    )
