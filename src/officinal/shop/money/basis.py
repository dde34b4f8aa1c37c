# SPDX-License-Identifier: Apache-2.0
"""Upon what a tax is charged, or not: the fact, its document and how we came to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from officinal.knowledge.schema import Fact, Verified
from officinal.shop.money.books import TaxBook

_SUREST_FIRST = get_args(Verified)


@dataclass(frozen=True, slots=True)
class Basis:
    """One fact behind an amount."""

    what: str
    """rate, treatment, delivery or export"""
    source: str
    """the document's title"""
    section: str
    url: str
    verified: Verified
    note: str
    read_on: dt.date | None


def bases(what: str, facts: Iterable[Fact], book: TaxBook) -> tuple[Basis, ...]:
    """The facts as they are shown, each once, in their order."""
    sources = {source.id: source for source in book.sources}
    return tuple(
        Basis(
            what=what,
            source=sources[fact.source].title,
            section=fact.section or "",
            url=sources[fact.source].url or "",
            verified=fact.verified,
            note=fact.note or "",
            read_on=sources[fact.source].read_on,
        )
        for fact in dict.fromkeys(facts)
    )


def least_sure(all_of: Iterable[Basis]) -> Verified:
    """How we came to the weakest of these; "law" where there is none."""
    return max((basis.verified for basis in all_of), key=_SUREST_FIRST.index, default="law")
