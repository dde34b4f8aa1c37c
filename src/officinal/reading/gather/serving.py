# SPDX-License-Identifier: Apache-2.0
"""Serving size and servings per container, wherever they stand in a table."""

from __future__ import annotations

from officinal.patterns import compiled
from officinal.reading.amounts import decimal
from officinal.reading.document import Block
from officinal.reading.find_serving import find_per_container, find_serving
from officinal.reading.gather.course import Course
from officinal.reading.gather.tables import end_table
from officinal.reading.item import Item


def read_serving_line(course: Course, block: Block, words: str, held: frozenset[str]) -> bool:
    """Serving size and servings per container, wherever in the table they stand."""
    if "serving" not in held or len(words) > 200:
        return False
    serving = find_serving(course.document, block.start, block.end, comma=course.comma)
    per = find_per_container(course.document, block.start, block.end, comma=course.comma)
    if serving is not None:
        course.found.servings.append(serving)
        if course.group and any(b.kind == "row" for b in course.group):
            end_table(course)
    if serving is not None and (course.found.serving is None or course.found.serving.value.count is None):
        course.found.serving = serving
    elif serving is not None:
        course.found.framed.append(serving.spans[""])
    if per is not None:
        course.found.per_containers.append(per)
        course.found.per_container = course.found.per_container or per
        course.found.framed.append((block.start, block.end))
    if serving is None and per is None:
        if (
            compiled(r"\W*(?:amount per|quantite par|per) ?serving|\W*quantite par portion").match(words)
            and len(words) < 60
        ):
            course.found.framed.append((block.start, block.end))
            return block.kind != "row"
        if compiled(r"serving size ?:?\s*$|servings? per container ?:?\s*$").search(words):
            return _split_serving(course, block, words)
        return False
    return (
        not (block.kind == "row" and per is None and compiled(r"amount|quantite|per |%").search(words))
        or len(block.cells) <= 2
    )


def _split_serving(course: Course, block: Block, words: str) -> bool:
    """ "Serving size" on one line and "2 capsules" on the next."""
    index = block.number
    if index + 1 >= len(course.blocks):
        return False
    after = course.blocks[index + 1]
    if "container" in words:
        match = compiled(r"(?:about |approx\.? )?(\d+)$").match(course.folded[after.start : after.end])
        if match:
            course.found.per_container = Item(decimal(match[1]), {"": (after.start, after.end)})
            after.section = "done"
    else:
        serving = find_serving(course.document, after.start, after.end, comma=course.comma, labelled=True)
        if serving:
            course.found.serving = course.found.serving or serving
            course.found.servings.append(serving)
            after.section = "done"
    course.found.framed.append((block.start, block.end))
    return True
