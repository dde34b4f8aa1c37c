# SPDX-License-Identifier: Apache-2.0
"""A label is checked here: its case is laid before every rule, and what they find is put in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from officinal.checks.case import Case
from officinal.checks.finding import SEVERITIES, Finding, Provision, Severity, figure
from officinal.checks.licence import Licence
from officinal.checks.registry import chosen
from officinal.checks.rule import Cite, Found, Loaded, Named
from officinal.errors import AskedForUnknown
from officinal.knowledge.load import Knowledge, load
from officinal.knowledge.schema import Market, Text
from officinal.label import Label

if TYPE_CHECKING:
    from officinal.reading.reading import Reading

_LONGEST_EXCERPT = 400
_GRAVEST: dict[str, Severity] = {"general-knowledge": "info", "third-party": "warning"}
"""a finding is never graver than its source allows"""


def check(
    label: Label,
    *,
    market: str,
    as_of: dt.date,
    regime: str | None = None,
    reading: Reading | None = None,
    licence: Licence | None = None,
    rules: Iterable[Loaded] | None = None,
    locale: str = "en",
    knowledge: Knowledge | None = None,
) -> tuple[Finding, ...]:
    """Hold a label against the rules of a market on a day; the same label gives the same findings, in the same order.

    `regime` is one of the market's labelling regimes; where none is given, the oldest that is still lawful on the day,
    for that is the least that a label must meet. `reading` gives the findings their place in the source. A `licence`
    beats the monograph. `rules` are those of `registry.chosen()`; the stable ones by default.

    Raises `AskedForUnknown` for a market, regime or locale that does not exist.
    """
    know = knowledge or load()
    held = know.market(market)
    if locale not in ("en", "fr"):
        raise AskedForUnknown(f"there is no locale {locale!r}; choose en or fr")
    case = Case(
        label,
        know=know,
        market=held,
        as_of=as_of,
        regime=regime_of(held, regime, as_of),
        reading=reading,
        licence=licence,
    )
    found = [
        _finding(case, each, one, locale)
        for each in _applying(chosen() if rules is None else tuple(rules), market, as_of, case.regime)
        for one in each.check(case)
    ]
    return tuple(sorted(found, key=_order))


@lru_cache(maxsize=64)
def _applying(rules: tuple[Loaded, ...], market: str, as_of: dt.date, regime: str | None) -> tuple[Loaded, ...]:
    """The rules that apply in a market on a day; the labels of a batch share them."""
    return tuple(each for each in rules if each.applies(market=market, as_of=as_of, regime=regime))


def regime_of(market: Market, regime: str | None, as_of: dt.date) -> str | None:
    """The labelling regime to judge by; raises `AskedForUnknown` for one that the market has not, or not on that day."""
    lawful = [each for each in market.regimes if each.in_force(market.id, as_of)]
    if regime is None:
        return lawful[0].id if lawful else None
    if regime not in (each.id for each in market.regimes):
        known = ", ".join(each.id for each in market.regimes) or "none"
        raise AskedForUnknown(f"market {market.id} has no labelling regime {regime!r}; it has {known}")
    if regime not in (each.id for each in lawful):
        there = ", ".join(each.id for each in lawful) or "none"
        raise AskedForUnknown(
            f"the regime {regime!r} is not lawful in market {market.id} on {as_of}; then it is {there}"
        )
    return regime


def _order(finding: Finding) -> tuple[int, tuple[tuple[int, int | str], ...], str]:
    return (SEVERITIES.index(finding.severity), _place(finding.pointer), finding.code)


@lru_cache(maxsize=4_000)
def _place(pointer: str) -> tuple[tuple[int, int | str], ...]:
    """A pointer's parts, the places in a list as numbers."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in pointer.split("/"))


def _finding(case: Case, rule: Loaded, found: Found, locale: str) -> Finding:
    said = {name: _said(value, case, locale) for name, value in found.values.items()}
    at = _provision(case.know, *_cited(case, rule, found))
    span, excerpt = place_in_source(case.reading, found.pointer)
    accepted = case.label.accepted
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_capped(found.severity or rule.rule.severity, at.verified),
        message=_template(rule.rule.message, locale, found.variant).format_map(said),
        pointer=found.pointer,
        advice=_template(rule.rule.advice, locale, found.variant).format_map(said),
        provision=at,
        numbers={
            name: _said(value, case, "en") for name, value in found.values.items() if isinstance(value, (int, Decimal))
        },
        span=span,
        excerpt=excerpt,
        accepted=next((each.reason for each in accepted if each.fits(rule.code, found.pointer)), None)
        if accepted
        else None,
    )


def _cited(case: Case, rule: Loaded, found: Found) -> tuple[str, str | None, str]:
    """Source, section and how it was verified: of the fact that a finding rests on, else of the rule's provision."""
    cite = found.fact or rule.rule.cite
    if isinstance(cite, Mapping):
        asked = (case.regime, case.market.id, "eu" if case.market.id == "uk" else None, "any")
        cite = next((cite[each] for each in asked if each and each in cite), None) or next(iter(cite.values()))
    return cite.source, cite.section, cite.verified


def provision(know: Knowledge, cite: Cite) -> Provision:
    """The provision in full: the source's title, date and address with the section."""
    return _provision(know, cite.source, cite.section, cite.verified)


@lru_cache(maxsize=4_000)
def _provision(know: Knowledge, source: str, section: str | None, verified: str) -> Provision:
    held = know.sources[source]
    return Provision(held.title, section, held.date, held.url, verified)


def _capped(severity: Severity, verified: str | None) -> Severity:
    gravest = _GRAVEST.get(verified or "")
    return severity if gravest is None else max(severity, gravest, key=SEVERITIES.index)


def _template(texts: Mapping[str, str], locale: str, variant: str) -> str:
    text = texts.get(f"{locale}-{variant}") if variant else None
    return text or texts.get(locale) or texts["en"]


def _said(value: object, case: Case, locale: str) -> str:
    """A value as a message says it: numbers rounded, ids by their names, words in the language, lists with commas."""
    if isinstance(value, Named):
        return case.know.name(value, locale)
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return figure(value, locale=locale)
    if isinstance(value, tuple):
        return ", ".join([_said(each, case, locale) for each in value])
    if isinstance(value, Text):
        return value.fr or value.en if locale == "fr" else value.en
    return str(value)


def place_in_source(reading: Reading | None, pointer: str) -> tuple[tuple[int, int] | None, str | None]:
    """Where a field stood in the source: its own span, that of the nearest field around it, or of the first within it."""
    if reading is None or not pointer:
        return None, None
    spans = reading.spans
    span = next((spans[at] for at in _upwards(pointer) if at in spans), None) or reading.first_within(pointer)
    return (None, None) if span is None else (span, reading.text[slice(*span)][:_LONGEST_EXCERPT])


def _upwards(pointer: str) -> Iterator[str]:
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
