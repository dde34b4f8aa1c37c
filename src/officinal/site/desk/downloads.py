# SPDX-License-Identifier: Apache-2.0
"""The record and the findings as files to take away."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from django.http import HttpResponse
from django.utils.text import slugify

from officinal.checks.report import Report, to_html, to_sarif
from officinal.checks.report import to_json as findings_to_json
from officinal.label import Label, to_json, to_toml

FORMS = ("toml", "record-json", "json", "sarif", "report")
"""record as TOML and JSON; findings as JSON, SARIF and a page to print"""


def download(form: str, label: Label, report: Report, *, locale: str) -> HttpResponse | None:
    """One of `FORMS` as a file named after the product; None for another form."""
    name = slugify(label.name or "")[:60].strip("-") or "label"
    match form:
        case "toml":
            return _file(to_toml(label), "application/toml", f"{name}.toml")
        case "record-json":
            return _file(to_json(label) + "\n", "application/json", f"{name}.json")
        case "json":
            return _file(findings_to_json(report), "application/json", f"{name}-findings.json")
        case "sarif":
            return _file(to_sarif([report], version=_version()), "application/sarif+json", f"{name}.sarif")
        case "report":
            return _file(to_html([report], locale=locale), "text/html; charset=utf-8", f"{name}-findings.html")
        case _:
            return None


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _version() -> str:
    try:
        return version("officinal")
    except PackageNotFoundError:
        return "0"
