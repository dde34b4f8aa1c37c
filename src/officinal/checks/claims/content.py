# SPDX-License-Identifier: Apache-2.0
"""Claims on how much of a nutrient is in the product, held against the label's reference value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from officinal.checks.case import Case, Table
from officinal.checks.claims.authorised import markets
from officinal.checks.claims.wordings import wordings
from officinal.checks.percents import populations
from officinal.checks.rule import Found, Named
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import fold, identify, kind_of
from officinal.knowledge.schema import ContentClaim, Value
from officinal.patterns import lazy

_AFTER = lazy(r"[a-z0-9-]+")
_WORDS = 4


class Content(NamedTuple):
    """A line that says how much of a nutrient is in the product."""

    pointer: str
    text: str
    nutrient: str
    claim: ContentClaim


def contents(case: Case) -> Iterator[Content]:
    """Each content claim of the page, by the words that the market's law gives it."""
    known = _patterns(case.know, case.market.id)
    if known is None:
        return
    pattern, claims = known
    for line in wordings(case):
        for match in pattern.finditer(line.folded):
            claim = claims[match[1]]
            nutrient = _nutrient(line.folded[match.end() :])
            if nutrient and claim.in_force(case.market.id, case.as_of):
                yield Content(line.pointer, line.text, nutrient, claim)


def unmet(case: Case) -> Iterator[Found]:
    """Each content claim whose nutrient stays below the percent in every table that has it."""
    if case.nameless:
        return
    for content in contents(case):
        percents = [
            percent
            for table in case.tables
            if (percent := _percent(case, content.nutrient, table, content.claim)) is not None
        ]
        if percents and max(percents) < content.claim.percent_from:
            yield Found(
                content.pointer,
                {
                    "text": content.text,
                    "nutrient": Named(content.nutrient),
                    "percent": max(percents),
                    "least": content.claim.percent_from,
                },
                fact=content.claim,
            )


def _percent(case: Case, nutrient: str, table: Table, claim: ContentClaim) -> Decimal | None:
    """The most percent of any reference value that the label may use; None where it is not known."""
    found = [_of(case, nutrient, table, claim, reference) for reference in _references(case, nutrient)]
    known = [percent for percent in found if percent is not None]
    return max(known) if known and len(known) == len(found) else None


def _of(case: Case, nutrient: str, table: Table, claim: ContentClaim, reference: Value) -> Decimal | None:
    assert reference.unit is not None
    assert reference.value
    intake = case.intake(nutrient, reference.unit, table)
    if intake is None or not intake.known:
        return None
    amounts = [intake.per_serving.high]
    if claim.per == "day":
        days = [intake.per_day(dose.servings) for dose in case.doses(table) if dose.servings is not None]
        if not days or None in days:
            return None
        amounts = [day.high for day in days if day is not None]
    return 100 * max(amounts) / reference.value


def _references(case: Case, nutrient: str) -> list[Value]:
    people = populations(case)
    for market in markets(case):
        held = case.know.values(nutrient, "label-reference", market=market, as_of=case.as_of)
        if found := [value for value in held if value.value and value.population in people]:
            return found
    return []


@cache
def _patterns(know: Knowledge, market: str) -> tuple[re.Pattern[str], dict[str, ContentClaim]] | None:
    listed = know.market(market).content_claims
    claims = {fold(words): claim for claim in listed for words in (*claim.words.en, *claim.words.fr)}
    if not claims:
        return None
    longest_first = sorted(claims, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")(?=\W|(?<='))"), claims


@lru_cache(maxsize=1_000)
def _nutrient(after: str) -> str | None:
    """The nutrient that the words begin with, the longest name first."""
    words = [match[0] for match, _ in zip(_AFTER.finditer(after), range(_WORDS), strict=False)]
    for length in range(len(words), 0, -1):
        known = identify(" ".join(words[:length]))
        if known is not None and kind_of(known) == "nutrient":
            return known
    return None
