# SPDX-License-Identifier: Apache-2.0
"""What the page says that the product is free from, in its free-from list or on a badge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from officinal.checks.allergens.named import named_in
from officinal.checks.case import Case
from officinal.checks.rule import Cite
from officinal.knowledge.names import fold, identify
from officinal.patterns import lazy

MISLEADING = {
    "ca": Cite("fda-ca", "9(1)"),
    "us": Cite("fdca", "403(a)(1)"),
    "eu": Cite("eu-1169-2011", "art. 7(2)", verified="official"),
}
"""what is said of the product must be true"""

_BADGE = lazy(r"(?:no|zero|free from|free of|without|sans)(?: added| any)? (?P<after>.+)|(?P<before>.+?)[ -]?free")
_AROUND = lazy(r"^(?:certified|verified|100 ?%|totally|completely|added|gf) | free$")


class Denied(NamedTuple):
    """One thing that the product is said to be free from: where, in which words, and what they mean."""

    pointer: str
    words: str
    of: str


def denied(case: Case) -> tuple[Denied, ...]:
    """Each thing that is denied, once, where it is said first."""
    return case.once(_denied)


def _denied(case: Case) -> tuple[Denied, ...]:
    found: dict[str, Denied] = {}
    for each in (*_listed(case), *_badges(case)):
        found.setdefault(each.of, each)
    return tuple(found.values())


def _listed(case: Case) -> Iterator[Denied]:
    for at, words in enumerate(case.label.free_from):
        yield from _meaning(f"/free_from/{at}", words)


def _badges(case: Case) -> Iterator[Denied]:
    for at, badge in enumerate(case.label.badges):
        if match := _BADGE.fullmatch(fold(badge).strip()):
            yield from _meaning(f"/badges/{at}", match["after"] or match["before"])


def _meaning(pointer: str, words: str) -> Iterator[Denied]:
    if of := identify(_AROUND.sub("", fold(words))):
        yield Denied(pointer, words, of)


def stated(words: str) -> frozenset[str]:
    """What one entry of a contains statement means; "less than 20 ppm of gluten" states no presence."""
    if any(letter.isdigit() for letter in words):
        return frozenset()
    known = identify(words)
    return frozenset((known,)) if known else named_in(words)
