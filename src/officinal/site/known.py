# SPDX-License-Identifier: Apache-2.0
"""What is known of a substance, laid out for its page: market by market, every statement with a note of its source.

The sources of a market are listed once below it, and each statement names its note: a page of numbers stays one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.knowledge.book import Share
from officinal.knowledge.load import Knowledge
from officinal.knowledge.schema import Claim, DrugClass, Equivalence, Fact, Interaction, Spacing, Substance, Value
from officinal.shop.dossier.pieces import NO_BREAK, number, unit_word

_KINDS = ("recommended", "adequate", "upper", "safe-level", "guidance", "label-reference", "dose-minimum", "dose-maximum", "prescription-above", "zero-below")  # fmt: skip
_INTAKES = frozenset(("recommended", "adequate", "upper", "safe-level"))


@dataclass
class Notes:
    """Where statements are from: each source with its section once, by number from 1."""

    facts: list[Fact] = field(default_factory=list)

    def of(self, fact: Fact) -> int:
        """The number of a statement's note."""
        key = (fact.source, fact.section, fact.verified)
        for at, each in enumerate(self.facts):
            if (each.source, each.section, each.verified) == key:
                return at + 1
        self.facts.append(fact)
        return len(self.facts)


@dataclass(frozen=True)
class Said:
    """One statement, and the numbers of the notes that it is from."""

    fact: Any
    notes: tuple[int, ...]
    dose: str = ""
    """from which dose on, in words"""


@dataclass(frozen=True)
class Kind:
    """Values of one kind, and the dates in force where they share them."""

    id: str
    values: list[Said]
    dates: Fact | None


@dataclass(frozen=True)
class OfMarket:
    """All that holds in one market; `ended` holds no more."""

    id: str
    name: str
    values: list[Kind]
    ended: list[Kind]
    claims: list[Said]
    risks: list[Said]
    statuses: list[Said]
    declared: list[Said]
    intakes_from: str | None
    """the id of the market whose recommended intakes and upper levels are used here too"""
    notes: list[Fact]


def markets(know: Knowledge, known: Substance, *, today: dt.date, language: str) -> list[OfMarket]:
    """What holds everywhere, then each market of which something is known."""
    everywhere = [_market(known, "any", "", None, today)]
    there = [
        _market(known, each.id, know.name_of_market(each.id, language), _intakes_from(known, each.intakes_from), today)
        for each in know.markets.values()
    ]
    return [each for each in (*everywhere, *there) if each.notes or each.intakes_from]


def _market(known: Substance, id: str, name: str, intakes_from: str | None, today: dt.date) -> OfMarket:
    notes = Notes()
    return OfMarket(
        id=id,
        name=name,
        values=_by_kind(_here(known.values, id, today), notes),
        claims=_claims(_here(known.claims, id, today), notes),
        risks=[Said(each, (notes.of(each),)) for each in _here(known.risks, id, today)],
        statuses=[Said(each, (notes.of(each),)) for each in _here(known.statuses, id, today)],
        declared=[Said(each, (notes.of(each),)) for each in _here(known.declared, id, today)],
        ended=_by_kind([each for each in known.values if each.market == id and each.to and each.to < today], notes),
        intakes_from=intakes_from,
        notes=notes.facts,
    )


def _here(facts: Iterable[Any], market: str, today: dt.date) -> list[Any]:
    return [each for each in facts if each.market == market and not (each.to and each.to < today)]


def _intakes_from(known: Substance, market: str | None) -> str | None:
    return market if any(each.market == market and each.kind in _INTAKES for each in known.values) else None


def _by_kind(values: list[Value], notes: Notes) -> list[Kind]:
    held = [(kind, [Said(each, (notes.of(each),)) for each in values if each.kind == kind]) for kind in _KINDS]
    return [Kind(kind, each, _shared_dates(each)) for kind, each in held if each]


def _shared_dates(values: list[Said]) -> Fact | None:
    """A fact that has the dates of all, where they have the same."""
    first: Fact = values[0].fact
    same = all((each.fact.from_, each.fact.to) == (first.from_, first.to) for each in values)
    return first if same and (first.from_ or first.to) else None


def _claims(claims: list[Claim], notes: Notes) -> list[Said]:
    """What may be claimed, each once: what several sources say in the same way has the notes of all."""
    found: dict[Any, list[Claim]] = {}
    for each in claims:
        found.setdefault((each.target, each.population, each.at_least, each.condition, each.forms), []).append(each)
    return [Said(same[0], tuple(dict.fromkeys(map(notes.of, same))), _dose(same[0])) for same in found.values()]


def _dose(claim: Claim) -> str:
    """From which daily dose on a claim may be made."""
    least, language = claim.at_least, get_language() or "en"
    if least is None:
        return ""
    if least.value is not None and least.unit is not None:
        return _("from %(dose)s a day") % {"dose": _amount(least.value, least.unit, language)}
    percent = _amount(least.percent or Decimal(0), "%", language)
    return _("from %(percent)s of %(what)s") % {"percent": percent, "what": _reference(least.of or "")}


def _reference(kind: str) -> str:
    return {
        "recommended": _("the recommended intake"),
        "adequate": _("the adequate intake"),
        "label-reference": _("the label’s reference value"),
        "dose-minimum": _("the least daily dose"),
        "dose-maximum": _("the greatest daily dose"),
    }.get(kind, kind)


@dataclass(frozen=True)
class Medicine:
    """A class of medicines, what to keep apart from it, and what it does together with the substance."""

    name: str
    spacing: list[Spacing]
    interactions: list[Interaction]


def medicines(know: Knowledge, id: str, language: str) -> list[Medicine]:
    """The medicines that matter to a substance, by name."""
    found = [_medicine(know, each, id, language) for each in know.drug_classes.values()]
    return sorted((each for each in found if each.spacing or each.interactions), key=lambda each: each.name)


def _medicine(know: Knowledge, each: DrugClass, id: str, language: str) -> Medicine:
    return Medicine(
        know.name(each.id, language),
        [one for one in each.spacing if id in one.substances],
        [one for one in each.interactions if id in one.substances],
    )


def equivalences(known: Substance, language: str) -> list[tuple[str, str, Equivalence]]:
    """What an IU, an equivalent or a millimole of it is: both sides in words."""
    one = Decimal(1)
    return [
        (f"1{NO_BREAK}{unit_word(each.one, one, language)}", _amount(each.is_, each.of, language), each)
        for each in known.equivalences
    ]


def suppliers(know: Knowledge, id: str, language: str) -> list[tuple[str, str, list[tuple[Share, str]]]]:
    """What supplies a nutrient, by name: id, name, and for each formula that it can mean its share by mass in words."""
    found = [(know.name(each, language), each, know.shares_of(each, id)) for each in know.shares]
    return [
        (
            each,
            name,
            [(share, _amount((share.share * 100).quantize(Decimal("0.01")), "%", language)) for share in shares],
        )
        for name, each, shares in sorted(found, key=lambda held: (held[0].casefold(), held[1]))
        if shares
    ]


def _amount(value: Decimal, unit: str, language: str) -> str:
    return f"{number(value, language, 9)}{NO_BREAK}{unit_word(unit, value, language)}"


def studies(know: Knowledge, id: str) -> list[str]:
    """The published works on a substance, the newest first."""
    found = [each for each in know.studies.values() if id in (*each.subjects, *each.tested)]
    return [each.id for each in sorted(found, key=lambda each: (-each.year, each.id))]
