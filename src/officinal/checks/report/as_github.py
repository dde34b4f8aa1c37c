# SPDX-License-Identifier: Apache-2.0
"""Findings as workflow commands of GitHub Actions: an annotation at the line of a changed file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from officinal.checks.report.report import Report

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}


def to_github(reports: Iterable[Report]) -> str:
    """One line for each finding that is not accepted."""
    return "".join(f"{line}\n" for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if finding.accepted is not None:
            continue
        place = report.place(finding) if report.is_file else None
        where = {"file": report.source, "title": f"{finding.code} {finding.name}"}
        if place:
            where |= {"line": str(place.line), "col": str(place.column), "endLine": str(place.end_line)}
        options = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        yield f"::{_LEVEL[finding.severity]} {options}::{_data(f'{finding.message}. {finding.advice}.')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
