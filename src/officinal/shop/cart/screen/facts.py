# SPDX-License-Identifier: Apache-2.0
"""What of one label matters beside other labels: what it supplies a day, what it warns of, what it must be kept from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from officinal.checks.allergens.made_of import PROVEN, chain, holding
from officinal.checks.case import Case, Table
from officinal.knowledge import names
from officinal.knowledge.load import load
from officinal.knowledge.schema import Value
from officinal.label import from_json
from officinal.shop.dossier.amounts import most_a_day
from officinal.shop.dossier.bars import GROUPS, narrowest

ALLERGENS = (
    "gluten", "wheat", "milk", "egg", "soy", "peanut", "tree-nuts", "sesame", "mustard", "celery", "lupin",
    "fish", "crustaceans", "molluscs", "sulfites", "corn",
)  # fmt: skip
"""what a shopper can ask to be looked for"""
ADULTS = ("woman", "man")
_SUPPLEMENT, _MEDICATION = "supplement", "medication"


@dataclass(frozen=True, slots=True)
class Supplied:
    """How much of a substance a label's dose supplies a day, in the unit of its limit."""

    low: Decimal
    high: Decimal
    unit: str
    known: bool
    """whether that is all of it; otherwise it is at least that"""


@dataclass(frozen=True, slots=True)
class Caution:
    """A statement of risk that names substances."""

    kind: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Apart:
    """Something that the directions want the product to be kept apart from."""

    names: frozenset[str]
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One label, as far as others are concerned."""

    market: str
    supplied: dict[str, Supplied]
    """by substance, what has a limit or a recommended intake in the market"""
    contents: frozenset[str]
    """every substance that the facts table names or supplies, and what those belong to"""
    cautions: tuple[Caution, ...]
    apart: tuple[Apart, ...]
    contains: frozenset[str]
    """allergens that are stated, or that an ingredient proves"""
    may_contain: frozenset[str]
    """allergens that may be in it, by statement or by an ingredient's usual origin"""
    free_from: frozenset[str]
    """allergens that the label says it is free from"""
    nameless: bool
    """whether an ingredient has lost its name: then what is in it is not all known"""


@lru_cache(maxsize=2_000)
def facts(label_json: str, market: str, regime: str, as_of: dt.date) -> Facts:
    """The facts of a label; kept, for carts hold the same labels again and again."""
    know = load()
    case = Case(from_json(label_json), know=know, market=know.market(market), as_of=as_of, regime=regime or None)
    label = case.label
    return Facts(
        market=market,
        supplied=_supplied(case),
        contents=frozenset(wider for each in case.medicinal for wider in chain(know, each)),
        cautions=tuple(
            Caution(each.kind, frozenset(names.spoken(each.what)))
            for each in label.risk_information
            if each.what and each.trigger in (_SUPPLEMENT, _MEDICATION)
        ),
        apart=tuple(
            Apart(frozenset(names.spoken(each.from_)), each.hours)
            for directions in label.directions
            for each in directions.keep_apart
        ),
        contains=frozenset(_stated(label.contains) | {each for each in ALLERGENS if _made_of(case, each, PROVEN)}),
        may_contain=frozenset(
            _stated(label.may_contain) | {each for each in ALLERGENS if _made_of(case, each, ("usual", "possible"))}
        ),
        free_from=frozenset(meaning for _, _, meaning in case.free_from if meaning),
        nameless=bool(case.nameless),
    )


def limit(substance: str, market: str, as_of: dt.date, kinds: tuple[str, ...]) -> Value | None:
    """The lowest value of a kind for adults in a market, where there is one with a number."""
    know = load()
    found = (narrowest(know, market, as_of, substance, kinds, GROUPS[group]) for group in ADULTS)
    numbers = [value for value in found if value is not None and value.value is not None]
    return min(numbers, key=lambda value: value.value or Decimal(0), default=None)


def _supplied(case: Case) -> dict[str, Supplied]:
    amounts: dict[str, Supplied] = {}
    for substance, table in case.supplied:
        unit = _unit(case, substance)
        found = _a_day(case, substance, table, unit) if unit else None
        if found is None:
            continue
        before = amounts.get(substance)
        amounts[substance] = found if before is None else added(before, found)
    for row in case.rows:
        if row.substance and row.item.amount is None and row.item.kind is None:
            unit, before = _unit(case, row.substance), amounts.get(row.substance)
            if before is not None:
                amounts[row.substance] = replace(before, known=False)
            elif unit is not None:
                amounts[row.substance] = Supplied(Decimal(0), Decimal(0), unit, known=False)
    return amounts


def added(one: Supplied, other: Supplied) -> Supplied:
    """Both together; they are in one unit."""
    return Supplied(one.low + other.low, one.high + other.high, one.unit, one.known and other.known)


def _unit(case: Case, substance: str) -> str | None:
    for kinds in (("upper", "safe-level"), ("recommended", "adequate")):
        value = limit(substance, case.market.id, case.as_of, kinds)
        if value is not None and value.unit:
            return value.unit
    return None


def _a_day(case: Case, substance: str, table: Table, unit: str) -> Supplied | None:
    day, intake = most_a_day(case, table), case.intake(substance, unit, table)
    if intake is None:
        return None
    amount = intake.per_day(day) if day is not None else None
    if amount is None:
        return Supplied(Decimal(0), intake.per_serving.high, unit, known=False)
    return Supplied(amount.low, amount.high, unit, intake.known)


def _made_of(case: Case, allergen: str, ways: tuple[str, ...]) -> bool:
    return any(made.how in ways for _, made in holding(case, allergen))


def _stated(texts: tuple[str, ...]) -> frozenset[str]:
    know = load()
    return frozenset(wider for text in texts for each in names.spoken(text) for wider in chain(know, each))
