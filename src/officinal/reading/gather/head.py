# SPDX-License-Identifier: Apache-2.0
"""What a line states by itself: licence number, codes, servings per container, offer."""

from __future__ import annotations

from officinal.reading.document import Block
from officinal.reading.find_serving import find_per_container
from officinal.reading.find_statements import (
    find_codes,
    find_identity_statement,
    find_licence,
    statement_pieces,
)
from officinal.reading.gather.course import Course

_SHORT_LINE = 60


def read_head_facts(course: Course, block: Block, words: str, held: frozenset[str]) -> None:
    """Read what stands in a line by itself: licence, servings, identity statement, codes, offer."""
    if (
        "licence" in held
        and course.found.licence is None
        and (licence := find_licence(course.document, block.start, block.end))
    ):
        course.found.licence = licence
        if len(words) < 40:
            course.found.framed.append((block.start, block.end))
    if "serving" in held and len(words) < 200:
        per = find_per_container(course.document, block.start, block.end, comma=course.comma)
        if per is not None and course.found.per_container is None:
            course.found.per_container = per
            if len(words) < 60:
                course.found.framed.append((block.start, block.end))
    if "identity" in held and course.found.identity_statement is None:
        for piece in statement_pieces(course.folded, block.start, block.end):
            course.found.identity_statement = course.found.identity_statement or find_identity_statement(
                course.document, *piece
            )
    if "code" in held:
        for kind, code in find_codes(course.document, block.start, block.end).items():
            course.found.codes.setdefault(kind, code)
    far = block.section in ("directions", "risk") and len(words) > _SHORT_LINE
    if "offer" in held and block.section != "studies" and not far and course.offer.line(block):
        course.found.framed.append((block.start, block.end))
