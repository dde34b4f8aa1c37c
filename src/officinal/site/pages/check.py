# SPDX-License-Identifier: Apache-2.0
"""The desk: a page or label in, its record and findings out, side by side. Nothing that is pasted is kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from officinal.checks.report import Report, checked, to_html, to_sarif
from officinal.checks.report.as_json import to_json as findings_to_json
from officinal.errors import OfficinalError
from officinal.knowledge.load import load
from officinal.label import Label, from_json, from_toml, to_toml
from officinal.reading import Reading, read_html, read_text

MOST = 5_000_000
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|div|p|table|h[1-6]|span|section|ul)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks to be checked."""

    text: str
    market: str
    as_of: dt.date
    regime: str | None


@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, or what was found; a download where one is asked for."""
    know = load()
    context: dict[str, Any] = {
        "markets": know.markets.values(),
        "market": "ca",
        "as_of": timezone.localdate(),
        "text": "",
        "regime": "",
    }
    if request.method != "POST":
        return render(request, "pages/check.html", context)
    context |= {key: request.POST.get(key, "")[:200] for key in ("market", "regime")} | {
        "text": request.POST.get("text", "")
    }
    try:
        asked = _asked(request)
        context |= {"as_of": asked.as_of, "market": asked.market, "text": asked.text}
        label, reading, report = _checked(asked)
    except OfficinalError as error:
        return render(request, "pages/check.html", {**context, "problem": str(error)}, status=422)
    if (download := _download(request.POST.get("download", ""), label, report)) is not None:
        return download
    context |= {
        "report": report,
        "label": label,
        "reading": reading,
        "parts": _parts(report, reading),
        "record": to_toml(label),
    }
    return render(request, "pages/check.html", context)


def _asked(request: HttpRequest) -> Asked:
    text = request.POST.get("text", "")
    uploaded = request.FILES.get("file")
    if uploaded is not None:
        if uploaded.size and uploaded.size > MOST:
            raise OfficinalError(_("The file is larger than 5 MB; save the page alone, without its pictures."))
        from officinal.reading.sources.decode import decode
        from officinal.reading.sources.opened import Opened

        text = decode(
            Opened(name=uploaded.name or "file", data=uploaded.read(MOST + 1), content_type=None, address=None)
        )
    if not text.strip():
        raise OfficinalError(_("Paste a page or a label, or choose a file."))
    if len(text) > MOST:
        raise OfficinalError(_("This is more than 5 MB of text; paste the product's part of the page."))
    market = request.POST.get("market", "ca")
    load().market(market)
    day = request.POST.get("as_of", "")
    try:
        as_of = dt.date.fromisoformat(day) if day else timezone.localdate()
    except ValueError:
        raise OfficinalError(_("The date is not one; write it as 2026-11-25.")) from None
    return Asked(text, market, as_of, request.POST.get("regime") or None)


def _checked(asked: Asked) -> tuple[Label, Reading | None, Report]:
    reading: Reading | None = None
    if '"officinal.label/' in asked.text[:400] or 'schema = "officinal.label/' in asked.text[:400]:
        label = from_json(asked.text) if asked.text.lstrip().startswith("{") else from_toml(asked.text)
    else:
        reading = (read_html if _MARKUP.search(asked.text[:20_000]) else read_text)(
            asked.text, source=_("what you pasted")
        )
        label = reading.label
    report = checked(
        label,
        source=_("what you pasted"),
        market=asked.market,
        as_of=asked.as_of,
        regime=asked.regime,
        reading=reading,
        file_text=None if reading else asked.text,
        locale="fr" if get_language() == "fr" else "en",
    )
    return label, reading, report


def _download(form: str, label: Label, report: Report) -> HttpResponse | None:
    """The record or the findings as a file."""
    match form:
        case "toml":
            text, kind, name = to_toml(label), "application/toml", "label.toml"
        case "json":
            text, kind, name = findings_to_json(report), "application/json", "findings.json"
        case "sarif":
            text, kind, name = to_sarif([report], version="1"), "application/sarif+json", "findings.sarif"
        case "report":
            locale = "fr" if get_language() == "fr" else "en"
            text, kind, name = to_html([report], locale=locale), "text/html; charset=utf-8", "findings.html"
        case _:
            return None
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _parts(report: Report, reading: Reading | None) -> list[dict[str, Any]]:
    """The source's text cut where findings begin and end; each part with the findings that it is behind."""
    if reading is None:
        return []
    marks: list[tuple[int, int, int]] = [
        (finding.span[0], finding.span[1], at) for at, finding in enumerate(report.findings) if finding.span is not None
    ]
    cuts = sorted({0, len(reading.text), *(end for mark in marks for end in mark[:2])})
    parts = []
    for start, end in pairwise(cuts):
        inside = [at for first, last, at in marks if first <= start and end <= last]
        parts.append({"text": reading.text[start:end], "findings": inside, "first": min(inside) if inside else None})
    return parts
