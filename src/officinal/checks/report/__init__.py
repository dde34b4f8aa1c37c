# SPDX-License-Identifier: Apache-2.0
"""Findings written down: one module a form, each a pure function from reports to text."""

from officinal.checks.report.as_github import to_github
from officinal.checks.report.as_html import to_html
from officinal.checks.report.as_json import to_json, to_json_line
from officinal.checks.report.as_sarif import to_sarif
from officinal.checks.report.as_text import to_text
from officinal.checks.report.report import Place, Report, checked

__all__ = ["Place", "Report", "checked", "to_github", "to_html", "to_json", "to_json_line", "to_sarif", "to_text"]
