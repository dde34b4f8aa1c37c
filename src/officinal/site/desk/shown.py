# SPDX-License-Identifier: Apache-2.0
"""What the desk's page shows of an answer: source, findings and record, each linked with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from officinal.checks import SEVERITIES, Finding
from officinal.knowledge.load import load
from officinal.label import to_toml
from officinal.site.desk.asked import Asked
from officinal.site.desk.checked import Answer
from officinal.site.desk.marks import MOST_SHOWN, first_pieces, pieces
from officinal.site.desk.record import Leaf, leaves, sections
from officinal.site.desk.upright import upright

MOST_TOLD = 200
"""findings that the page tells in full, the gravest first; the files hold all of them"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its number, the piece of the source where it begins, and the field of the record that it is about."""

    at: int
    finding: Finding
    piece: str
    leaf: str

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return f"f{self.at}"


def shown(question: Asked, answer: Answer, locale: str) -> dict[str, Any]:
    """The context of the page."""
    reading, report = answer.reading, answer.report
    record = sections(answer.label, reading, locale)
    listed = leaves(record)
    told = report.findings[:MOST_TOLD]
    cut = pieces(reading, told, listed) if reading else []
    first, places = first_pieces(cut), _by_place(listed)
    findings = [
        Shown(at, _upright(each), first.get(at, ""), _link(each, at, places)) for at, each in enumerate(told)
    ]  # fmt: skip
    toml = upright(to_toml(answer.label))
    return {
        "source": question.source,
        "market_name": load().name_of_market(question.market, locale),
        "regime_name": _regime(question.market, report.regime, locale),
        "report": report,
        "counts": report.counts(),
        "first_of": _first_of(findings),
        "findings": findings,
        "untold": len(report.findings) - len(told),
        "called": upright(f"{answer.label.brand or ''} {answer.label.name or ''}").strip(),
        "reading": reading,
        "coverage": None if reading is None else int(reading.coverage * 100),
        "not_understood": [each for each in cut if each.unread and any(map(str.isalnum, each.text))],
        "pieces": cut,
        "source_goes_on": reading is not None and sum(len(each.text) for each in cut) < len(reading.text),
        "record": record,
        "toml": toml[:MOST_SHOWN],
        "toml_goes_on": len(toml) > MOST_SHOWN,
        "plain_source": upright(question.source.text) if reading is None else "",
    }


def _upright(finding: Finding) -> Finding:
    excerpt = finding.excerpt and upright(finding.excerpt)
    return finding._replace(message=upright(finding.message), advice=upright(finding.advice), excerpt=excerpt)


def _by_place(listed: list[Leaf]) -> dict[str, list[Leaf]]:
    """The leaves at each place of the record and below it."""
    found: dict[str, list[Leaf]] = {}
    for leaf in listed:
        place = leaf.pointer
        while place:
            found.setdefault(place, []).append(leaf)
            place = place.rpartition("/")[0]
    return found


def _link(finding: Finding, at: int, places: dict[str, list[Leaf]]) -> str:
    """The first field that a finding is about; it is marked there. A finding on a whole list lights no entry of it."""
    about = places.get(finding.pointer, [])
    if not about:
        return ""
    about[0].findings.append(at)
    for leaf in about if finding.pointer.count("/") > 1 else about[:1]:
        leaf.within.append(at)
    return about[0].id


def _first_of(findings: list[Shown]) -> dict[str, str]:
    """Where the findings of each severity begin."""
    return {
        severity: next(each.id for each in findings if each.finding.severity == severity)
        for severity in SEVERITIES
        if any(each.finding.severity == severity for each in findings)
    }


def _regime(market: str, regime: str | None, locale: str) -> str | None:
    """What the labelling rules are called that were asked, where the market has several."""
    held = load().market(market).regimes
    named = next((each.names for each in held if each.id == regime), None)
    if named is None or len(held) < 2:
        return None
    return (named.fr or named.en)[0] if locale == "fr" else named.en[0]
