# SPDX-License-Identifier: Apache-2.0
"""Statements that an ingredient makes due: where the ingredient stands, and whether the statement is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from officinal.checks.case import Case
from officinal.knowledge.schema import Statement


def places(case: Case, substances: Collection[str]) -> Iterator[tuple[str, str]]:
    """Where one of some substances is listed, and which: rows first, then non-medicinal ingredients."""
    for row in case.rows:
        for held in (row.substance, *row.sources):
            if held in substances and held is not None:
                yield row.pointer, held
    for excipient in case.excipients:
        if excipient.substance is not None and excipient.substance in substances:
            yield excipient.pointer, excipient.substance


def owed(case: Case, ending: str) -> Statement | None:
    """A statement of the case's market (`eu-aspartame` by "aspartame") that is in force and that the label does not make."""
    statement = case.know.statements.get(f"{case.market.id}-{ending}")
    if statement is None or not statement.in_force(case.market.id, case.as_of) or statement.id in case.statements:
        return None
    return statement
