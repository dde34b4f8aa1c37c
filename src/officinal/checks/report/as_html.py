# SPDX-License-Identifier: Apache-2.0
"""Findings as one HTML page that can be kept, sent and printed: no script, nothing loaded, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from officinal.checks.finding import SEVERITIES, Finding, Severity
from officinal.checks.report.report import Report

_MARK: dict[Severity, str] = {"error": "✕", "warning": "▲", "info": "○"}
_WORDS = {
    "en": {
        "title": "Findings",
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "info": ("information", "informations"),
        "as_of": "market {market}, as of {date}",
        "regime": "labelling regime: {regime}",
        "clean": "No findings: nothing on this label goes against a rule that we know.",
        "limits": "Rules see what a page or record states, not the jar. A finding is no legal advice.",
        "do": "What to do",
        "where": "Where:",
        "accepted": "Accepted",
        "figures": "Figures:",
        "source": "Source text",
        "line": "line {line}",
    },
    "fr": {
        "title": "Constats",
        "error": ("erreur", "erreurs"),
        "warning": ("avertissement", "avertissements"),
        "info": ("information", "informations"),
        "as_of": "marché {market}, en date du {date}",
        "regime": "régime d’étiquetage : {regime}",
        "clean": "Aucun constat : rien sur cette étiquette ne va à l’encontre d’une règle connue de nous.",
        "limits": "Les règles voient ce qu’une page ou une fiche déclare, non le flacon. Un constat n’est pas un avis juridique.",
        "do": "Que faire",
        "where": "Endroit\u00a0:",
        "accepted": "Accepté",
        "figures": "Chiffres\u00a0:",
        "source": "Texte source",
        "line": "ligne {line}",
    },
}


def to_html(reports: Iterable[Report], *, locale: str = "en") -> str:
    """One page for all reports, in English or French."""
    words = _WORDS[locale]
    style = (files("officinal.checks.report") / "report.css").read_text(encoding="utf-8")
    body = "\n".join(part for report in reports for part in _report(report, locale))
    return (
        f'<!doctype html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{words['title']} · Officinal</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{words['title']}</h1>\n{body}\n<footer><p>{words['limits']}</p></footer>\n</main>\n</body>\n</html>\n"
    )


def _report(report: Report, locale: str) -> Iterator[str]:
    words = _WORDS[locale]
    counts = report.counts()
    yield "<section>"
    yield f"<h2>{_shown(report.source)}</h2>"
    when = str(words["as_of"]).format(market=escape(report.market.upper()), date=report.as_of.isoformat())
    regime = f" · {str(words['regime']).format(regime=escape(report.regime))}" if report.regime else ""
    yield f'<p class="when">{when}{regime}</p>'
    yield '<ul class="counts">'
    for severity in SEVERITIES:
        yield f'<li class="{severity}"><span aria-hidden="true">{_MARK[severity]}</span> <b>{counts[severity]}</b> {words[severity][counts[severity] != 1]}</li>'
    yield "</ul>"
    if not report.findings:
        yield f'<p class="clean">{words["clean"]}</p>'
    yield '<ol class="findings">'
    for finding in report.findings:
        yield from _finding(report, finding, locale)
    yield "</ol>"
    yield "</section>"


def _finding(report: Report, finding: Finding, locale: str) -> Iterator[str]:
    words = _WORDS[locale]
    yield f'<li class="{finding.severity}">'
    yield f'<p class="head"><span class="severity"><span aria-hidden="true">{_MARK[finding.severity]}</span> {words[finding.severity][0]}</span> <code>{finding.code}</code> {escape(finding.name)}</p>'
    yield f"<h3>{_shown(finding.message)}.</h3>"
    yield f"<p><b>{words['do']}</b> {_shown(finding.advice)}.</p>"
    if finding.excerpt:
        yield f"<blockquote>{_shown(finding.excerpt)}</blockquote>"
    place = report.place(finding) if report.is_file else None
    line = f" · {str(words['line']).format(line=place.line)}" if place else ""
    yield f'<p class="where">{words["where"]} <code>{_shown(finding.pointer or "/")}</code>{line}</p>'
    if finding.numbers:
        figures = "; ".join(f"{escape(name)} {escape(number)}" for name, number in finding.numbers.items())
        yield f'<p class="where">{words["figures"]} {figures}</p>'
    if finding.accepted is not None:
        yield f"<p><b>{words['accepted']}</b> {_shown(finding.accepted)}</p>"
    yield f'<p class="provision">{_provision(finding)}</p>'
    yield "</li>"


def _provision(finding: Finding) -> str:
    provision = finding.provision
    section = f", {provision.section}" if provision.section else ""
    date = f" ({provision.date.isoformat()})" if provision.date else ""
    text = _shown(f"{provision.document}{section}{date}")
    if provision.url and provision.url.startswith(("https://", "http://")):
        return f'<a href="{escape(provision.url)}">{text}</a>'
    return text


def _shown(text: str) -> str:
    """Words of a page, made safe; marks that turn text around are shown as what they are."""
    return "".join("\N{REPLACEMENT CHARACTER}" if char in _TURNING else char for char in escape(text))


_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
