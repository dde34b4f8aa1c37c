# SPDX-License-Identifier: Apache-2.0
"""Blocks that belong to a facts table, and those that only stand behind it."""

from __future__ import annotations

from officinal.patterns import compiled
from officinal.reading.amounts import find_amounts
from officinal.reading.document import Block
from officinal.reading.facts.table import FACTS
from officinal.reading.find_serving import find_serving
from officinal.reading.find_statements import find_identity_statement, find_licence
from officinal.reading.gather.course import Course
from officinal.reading.gather.serving import read_serving_line
from officinal.reading.gather.tables import end_table, take_implied_serving


def is_loose_row(course: Course, block: Block) -> bool:
    """A row of cells with an amount is a facts row also where no heading announces a table."""
    if block.kind != "row" or block.section in ("offer", "studies", "directions", "aside"):
        return False
    if "identity" in block.cues and any(find_identity_statement(course.document, *cell) for cell in block.cells):
        return False  # "Dietary supplement    16 fl oz"
    first = course.folded[slice(*block.cells[0])]
    return (
        block.section in ("", "description", "ingredients")
        and compiled(r"(?<![\w.])\d[\d.,]* ?(?:mg|mcg|ug|g|iu|ui|cfu|ufc|kcal|kj|ml|billion|milliards?)\b").search(
            course.folded[
                block.cells[-1][0] - 60
                if block.cells[-1][0] - 60 > block.cells[0][1]
                else block.cells[0][1] : block.end
            ],
        )
        is not None
        and len(first) < 120
        and not compiled(r"price|prix|\$|weight|poids|shipping|size|net").search(first)
    )


def take_facts(course: Course, block: Block, words: str, held: frozenset[str]) -> bool:
    """Take a block up as part of a table; False where it belongs to the page again."""
    course.listed = ""
    if block.section in FACTS and block.body > block.start and block.kind != "item":
        course.found.framed.append((block.start, min(block.body, block.end)))
        if block.section == "medicinal" or "per" in words[:90] or "par" in words[:90] or "pour" in words[:90]:
            take_implied_serving(course, block)
        if (
            course.group
            and any(b.kind == "row" or b.body == b.start for b in course.group)
            and block.kind in ("heading", "line")
            and block.body >= block.end
        ):
            end_table(course)
        if block.body >= block.end:
            course.group.append(block)
            return True
    if read_serving_line(course, block, words, held):
        return True
    if "net" in held and compiled(r"net |contents").match(words):
        return True
    if _left_table(course, block, words, held):
        end_table(course)
        block.section = ""
        return False
    course.group.append(block)
    return True


def _left_table(course: Course, block: Block, words: str, held: frozenset[str]) -> bool:
    """A sentence behind the rows belongs to the page again: a caution, a claim, a disclaimer."""
    if block.kind == "row":
        return False
    if "disclaimer" in held and compiled(r"evaluat|diagnose|substitute|remplac").search(words):
        return True
    long = len(words) > 60 and compiled(r"[.!](?:\s|$)").search(words) is not None
    strong = held & {"direction", "risk", "free", "storage", "citation", "may_contain"} or (
        "contains" in held and compiled(r"\W*(?:contains|contient|allerg)").match(words)
    )
    if not strong and not (long and held & {"claim", "disclaimer", "offer"}):
        return bool("licence" in held and find_licence(course.document, block.start, block.end))
    has_amount = "%" in words or bool(find_amounts(course.folded, block.start, block.end, comma=course.comma))
    if compiled(r"[*†‡§]").match(words) and has_amount:
        return False
    return (
        bool(long or not has_amount)
        and compiled(r"\W*(?:\*|†|‡|amount|quantity|%|per |daily value)").match(words) is None
    )


def opens_table(course: Course, block: Block, words: str, held: frozenset[str]) -> bool:
    """ "Serving Size: 2 scoops" opens a table by itself; the lines behind it are its rows."""
    if (
        "serving" in held
        and len(words) < 120
        and find_serving(course.document, block.start, block.end, comma=course.comma)
        and compiled(r"serving size|taille|portion ?:|serve size|dose ?:|serving:").search(words)
    ):
        read_serving_line(course, block, words, held)
        before, block.section = block.section, "facts"
        index = block.number
        for later in course.blocks[index + 1 : index + 200]:
            if later.section != before or later.kind == "heading":
                break
            later.section = "facts"
        return True
    return False
