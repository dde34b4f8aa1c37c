# SPDX-License-Identifier: Apache-2.0
"""A table is at its end: it is read, with its name and its serving."""

from __future__ import annotations

from officinal.reading.document import Block
from officinal.reading.facts.table import read_table
from officinal.reading.find_serving import find_per_serving
from officinal.reading.gather.course import Course
from officinal.reading.item import Item


def end_table(course: Course) -> None:
    """Read the table whose blocks have been gathered."""
    if not course.group:
        return
    group, course.group = course.group, []
    for block in group:
        if block.kind == "row" and course.found.serving is None:
            for cell in block.cells:
                if course.found.serving is None and (
                    implied := find_per_serving(course.document, *cell, comma=course.comma)
                ):
                    course.found.serving = implied
        elif block.kind != "row" and course.found.serving is None and block.end - block.start < 90:
            take_implied_serving(course, block)
    table = read_table(course.document, group, comma=course.comma)
    heading = group[0]
    table.name = _table_name(course, heading)
    course.found.tables.append(table)


def _table_name(course: Course, heading: Block) -> Item[str] | None:
    index = heading.number
    for block in reversed(course.blocks[max(0, index - 4) : index]):
        if block.kind == "heading" and block.body == block.start:
            return Item(course.document.text[block.start : block.end], {"": (block.start, block.end)})
    return None


def take_implied_serving(course: Course, block: Block) -> None:
    """Take the serving that a heading implies, as "per 2 capsules" does."""
    if course.found.serving is None and (
        implied := find_per_serving(course.document, block.start, block.end, comma=course.comma)
    ):
        course.found.serving = implied
