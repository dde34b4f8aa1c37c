# SPDX-License-Identifier: Apache-2.0
"""Findings for a terminal or a log, like the linters people know: place, code, the source's line with carets, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from officinal.checks.finding import Finding, Provision, Severity
from officinal.checks.report.report import Place, Report

Style = Callable[[str, str], str]
"""puts words in a style: "error", "warning", "info", "code", "quiet", "strong", or "plain"; every word passes through it"""

_LONGEST_LINE = 100
_MARK: dict[Severity, str] = {"error": "✕", "warning": "▲", "info": "○"}
_WORDS = {
    "en": {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("info", "infos"), "accepted": "accepted", "clean": "no findings", "summary": "{counts} in {source} · market {market}, {regime}as of {date}", "regime": "regime {}, "},
    "fr": {"error": ("erreur", "erreurs"), "warning": ("avertissement", "avertissements"), "info": ("information", "informations"), "accepted": "accepté", "clean": "aucun constat", "summary": "{counts} dans {source} · marché {market}, {regime}en date du {date}", "regime": "régime {}, "},
}  # fmt: skip


def _plain(words: str, _: str) -> str:
    return words


def to_text(report: Report, *, locale: str = "en", style: Style = _plain, source: str | None = None) -> str:
    """The report for eyes. `style` colours words; no meaning hangs on it. `source` replaces the source's name."""
    lines = [line for finding in report.findings for line in (*_finding(report, finding, locale, style, source), "")]
    return "\n".join([*lines, _summary(report, locale, style, source), ""])


def _finding(report: Report, finding: Finding, locale: str, style: Style, source: str | None) -> Iterator[str]:
    place = report.place(finding)
    at = f":{place.line}:{place.column}" if place and report.is_file else ""
    where = f"{source or report.source}{at}" if at else f"{source or report.source} {finding.pointer or '/'}"
    words = _WORDS[locale]
    severity = f"{_MARK[finding.severity]} {words[finding.severity][0]}"
    if finding.accepted is not None:
        severity = f"{severity} ({words['accepted']}: {finding.accepted})"
    head = (style(f"{where}:", "quiet"), style(severity, finding.severity), style(finding.code, "code"), finding.name)
    yield " ".join(head)
    if place:
        yield from _marked(place, style)
    yield f"  {style(finding.message, 'strong')}"
    yield style(f"  → {finding.advice}", "plain")
    yield f"  {style(cited(finding.provision), 'quiet')}"


def _marked(place: Place, style: Style) -> Iterator[str]:
    """The source's line, cut to what can be seen, with carets under the words that are meant."""
    start = place.column - 1
    end = len(place.text) if place.end_line > place.line else place.end_column - 1
    first = max(0, min(start - 20, len(place.text) - _LONGEST_LINE)) if len(place.text) > _LONGEST_LINE else 0
    shown = place.text[first : first + _LONGEST_LINE].replace("\t", " ")
    before, after = "…" if first else "", "…" if first + _LONGEST_LINE < len(place.text) else ""
    width = max(1, min(end, first + _LONGEST_LINE) - start)
    margin = " " * len(str(place.line))
    yield f"  {style(f'{place.line} │', 'quiet')} {style(f'{before}{shown}{after}', 'plain')}"
    yield f"  {style(f'{margin} │', 'quiet')} {' ' * (len(before) + start - first)}{style('^' * width, 'code')}"


def cited(provision: Provision) -> str:
    """A provision in one line: document, section (date) address."""
    section = f", {provision.section}" if provision.section else ""
    date = f" ({provision.date.isoformat()})" if provision.date else ""
    return f"{provision.document}{section}{date}{f' {provision.url}' if provision.url else ''}"


def _summary(report: Report, locale: str, style: Style, source: str | None) -> str:
    words = _WORDS[locale]
    counts = [f"{number} {words[severity][number != 1]}" for severity, number in report.counts().items() if number]
    accepted = sum(finding.accepted is not None for finding in report.findings)
    if accepted:
        counts.append(f"{accepted} {words['accepted']}")
    regime = str(words["regime"]).format(report.regime) if report.regime else ""
    return style(
        str(words["summary"]).format(
            counts=", ".join(counts) or words["clean"],
            source=source or report.source,
            market=report.market,
            regime=regime,
            date=report.as_of.isoformat(),
        ),
        "strong",
    )
