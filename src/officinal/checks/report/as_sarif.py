# SPDX-License-Identifier: Apache-2.0
"""Findings as SARIF 2.1.0, the format that code hosts and editors show (OASIS, 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from officinal.checks.finding import Finding
from officinal.checks.registry import rules
from officinal.checks.report.report import Report
from officinal.checks.rule import Loaded

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def to_sarif(reports: Iterable[Report], *, version: str) -> str:
    """One run over all sources; `version` is Officinal's own."""
    reports = list(reports)
    used = {finding.code for report in reports for finding in report.findings}
    listed = [each for each in rules() if each.code in used]
    index = {each.code: at for at, each in enumerate(listed)}
    data = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "officinal", "version": version, "rules": [_rule(each) for each in listed]}
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(report, finding, index) for report in reports for finding in report.findings],
            }
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Loaded) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary()},
        "defaultConfiguration": {"level": _LEVEL[rule.rule.severity]},
    }


def _result(report: Report, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(report.source)}}}
    place = report.place(finding) if report.is_file else None
    if place:
        location["physicalLocation"]["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    if finding.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer, "kind": "element"}]
    provision = finding.provision
    result = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.message}. {finding.advice}."},
        "locations": [location],
        "properties": {"provision": provision.to_dict(), "market": report.market, "as_of": report.as_of.isoformat()},
    }
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def _uri(source: str) -> str:
    return "stdin" if source == "-" else source if "://" in source else quote(source)
