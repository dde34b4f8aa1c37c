# SPDX-License-Identifier: Apache-2.0
"""Lists of ingredients."""

from __future__ import annotations

from officinal.patterns import lazy
from officinal.reading.cues import cues
from officinal.reading.document import Block
from officinal.reading.find_non_medicinal import find_non_medicinal
from officinal.reading.gather.course import Course
from officinal.reading.gather.sentences import read_sentence
from officinal.reading.sections import opens_part
from officinal.reading.sentences import sentences

_NO_OTHERS = lazy(r"\W*(?:none|n/?a|nil|aucune?s?|not applicable|sans objet)\W*")
_WHAT_IS_NOT_IN_IT = lazy(
    r"\W*(?:zero|no|none of|free (?:of|from)|without|contains? no|does not contain|sans|aucune?|ne contient (?:pas|aucun))\b(?! ?\.)"
)
_NO_THING = lazy(r"(?i)(?:[\w-]+ ){0,4}ingr[eé]dients(?: [\w-]+){0,2}")
"""speaks of ingredients and names none"""

_OF_A_STUDY = frozenset(("study",))
"""what the sentences behind a list are asked for as a block; they bear no seals"""


def read_list(course: Course, block: Block) -> bool:
    """A list of ingredients: on the heading's own line, or the first lines behind it."""
    if course.listed == "done" and block.body == block.start:
        return False
    start = max(block.body, block.start)
    split = sentences(course.folded, start, block.end, whole_lists=True)
    if not split:
        return False
    whole = split[0]
    if _NO_OTHERS.fullmatch(course.folded, *whole):
        course.found.framed.append((block.start, whole[1]))
        course.listed = "done"
        return True
    if _WHAT_IS_NOT_IN_IT.match(course.folded, *whole):
        return False
    items = find_non_medicinal(course.document, *whole)
    plausible = [
        i
        for i in items
        if len(i.value.name) < 80 and not opens_part(i.value.name) and not _NO_THING.fullmatch(i.value.name)
    ]
    if not plausible or (len(plausible) == 1 and len(course.folded[slice(*whole)]) > 90):
        return False
    if cues(course.folded[slice(*whole)]) & {"direction", "risk"} and not any(i.value.substance for i in plausible):
        return False
    course.found.non_medicinal += plausible
    course.found.framed.append((block.start, start))
    course.listed = "" if block.kind == "item" or (len(plausible) == 1 and block.kind == "line") else "done"
    for begin, end in split[1:]:
        held = cues(course.folded[begin:end])
        rest = Block(begin, end, number=block.number, body=begin, cues=held & _OF_A_STUDY)
        read_sentence(course, rest, begin, end, held)
    return True
