# SPDX-License-Identifier: Apache-2.0
"""That something is not there: certain of a record, and of a page only that the page does not show it."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.finding import Severity
from officinal.checks.rule import Found


def absent(case: Case, pointer: str, *, on_page: Severity = "info", **values: object) -> Iterator[Found]:
    """The finding for a record, or the milder one for a page; none where the page shows its facts as a picture."""
    if case.reading is None:
        yield Found(pointer, values)
    elif not facts_are_a_picture(case):
        yield Found(pointer, values, severity=on_page, variant="page")


def facts_are_a_picture(case: Case) -> bool:
    """Whether the page has its facts table as a picture, which is not read."""
    return case.reading is not None and any("picture" in problem for problem in case.reading.problems)
