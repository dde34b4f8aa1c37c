# SPDX-License-Identifier: Apache-2.0
"""One source with its findings, and where in the source each of them stands."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from officinal.checks.check import check, regime_of
from officinal.checks.finding import SEVERITIES, Finding, Severity
from officinal.checks.licence import Licence
from officinal.checks.rule import Loaded
from officinal.knowledge.load import load
from officinal.label import Label
from officinal.label.toml_lines import line_of_pointer

if TYPE_CHECKING:
    from officinal.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, from 1, of the first and the one after the last character; the line's own text."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Report:
    """What one source was found to have."""

    source: str
    findings: tuple[Finding, ...]
    market: str
    as_of: dt.date
    regime: str | None
    text: str
    """what the findings' spans point into, or the label file's text"""
    is_file: bool
    """whether `text` is the source itself, so that its lines are the source's lines"""

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity, those accepted left out."""
        counted = Counter(finding.severity for finding in self.findings if finding.accepted is None)
        return {severity: counted[severity] for severity in SEVERITIES}

    def fails(self, fail_on: Severity | None) -> bool:
        """Whether a finding is as grave as `fail_on` or graver; None never fails."""
        if fail_on is None:
            return False
        upto = SEVERITIES.index(fail_on)
        return any(number for severity, number in self.counts().items() if SEVERITIES.index(severity) <= upto)

    def place(self, finding: Finding) -> Place | None:
        """Where a finding stands in `text`; None where only the record has its place."""
        if finding.span is not None:
            start, end = finding.span
        elif self.is_file and finding.pointer and (line := line_of_pointer(self.text, finding.pointer)):
            start = self._starts[line - 1]
            end = start + len(self._line(line))
        else:
            return None
        end = max(start, end)
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, max(start, end - 1))
        return Place(
            line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1, self._line(line)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def _line(self, line: int) -> str:
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


def checked(
    label: Label,
    *,
    source: str,
    market: str,
    as_of: dt.date,
    regime: str | None = None,
    reading: Reading | None = None,
    file_text: str | None = None,
    licence: Licence | None = None,
    rules: Iterable[Loaded] | None = None,
    locale: str = "en",
) -> Report:
    """Check a label and keep what is needed to show where its findings stand."""
    findings = check(
        label, market=market, as_of=as_of, regime=regime, reading=reading, licence=licence, rules=rules, locale=locale
    )
    text = file_text if file_text is not None else reading.text if reading else ""
    return Report(
        source=source,
        findings=findings,
        market=market,
        as_of=as_of,
        regime=regime_of(load().market(market), regime, as_of),
        text=text,
        is_file=file_text is not None or (reading is not None and reading.is_text),
    )
