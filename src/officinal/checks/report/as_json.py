# SPDX-License-Identifier: Apache-2.0
"""Findings as JSON: {"findings": […], "market", "as_of", "regime"}."""

from __future__ import annotations

import json
from typing import Any

from officinal.checks.report.report import Report


def _data(report: Report) -> dict[str, Any]:
    return {
        "findings": [finding.to_dict() for finding in report.findings],
        "market": report.market,
        "as_of": report.as_of.isoformat(),
        "regime": report.regime,
    }


def to_json(report: Report) -> str:
    """One report, indented."""
    return json.dumps(_data(report), ensure_ascii=False, indent=2) + "\n"


def to_json_line(report: Report) -> str:
    """One report of several, on a line that begins with its source."""
    return json.dumps({"source": report.source, **_data(report)}, ensure_ascii=False, separators=(",", ":")) + "\n"
