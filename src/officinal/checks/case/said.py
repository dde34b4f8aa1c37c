# SPDX-License-Identifier: Apache-2.0
"""What a label says: its claims, and every word of its record."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from officinal.knowledge import names
from officinal.label import Claim
from officinal.label.base import Record


class SaidClaim(NamedTuple):
    """One claim of the page and the targets that its words speak of."""

    pointer: str
    claim: Claim
    targets: tuple[str, ...]


def gather(record: Record, told: list[str]) -> None:
    """Every word of a record, in the record's own order."""
    for held in record.__dict__.values():
        if not held:
            continue
        if isinstance(held, str):
            told.append(held)
        elif isinstance(held, tuple):
            for each in held:
                if isinstance(each, str):
                    told.append(each)
                elif isinstance(each, Record):
                    gather(each, told)
        elif isinstance(held, Record):
            gather(held, told)


@lru_cache(maxsize=4_000)
def as_words(text: str) -> tuple[str, frozenset[str]]:
    """A phrase as plain words between blanks, and its words."""
    words = names.words(text)
    return f" {' '.join(words)} ", frozenset(words)
