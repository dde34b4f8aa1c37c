# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the data of taxes and delivery: missing sources, overlapping times, gaps; one sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import get_args

from officinal.knowledge.schema import Fact, Source
from officinal.shop.money.books import ShippingBook, TaxBook, TaxClass
from officinal.shop.money.place import provinces


def audit_taxes(book: TaxBook, *, today: dt.date) -> list[str]:
    """Everything that is wrong with a country's taxes; nothing where all is well."""
    return [
        *audit_sources(book.facts, book.sources, today=today),
        *_unknown_ids(book),
        *_overlaps((f"{rate.tax} in {code}", rate.from_, rate.to) for rate in book.rates for code in rate.places),
        *_overlaps((f"{rule.of} on {rule.tax_class}", rule.from_, rule.to) for rule in book.treatments),
        *_overlaps((f"delivery under {rule.of}", rule.from_, rule.to) for rule in book.deliveries),
        *_untreated(book),
        *_places_without(book),
    ]


def audit_shipping(book: ShippingBook) -> list[str]:
    """Everything that is wrong with a shop's delivery charges."""
    zones, methods = {zone.id for zone in book.zones}, {method.id for method in book.methods}
    codes = [code for zone in book.zones for code in zone.places]
    return [
        *(f"{code} is in two zones" for code in sorted({code for code in codes if codes.count(code) > 1})),
        *(f"there is no zone {rate.zone}" for rate in book.rates if rate.zone not in zones),
        *(f"there is no method {rate.method}" for rate in book.rates if rate.method not in methods),
        *(f"nothing is delivered to {zone}" for zone in sorted(zones - {rate.zone for rate in book.rates})),
        *_overlaps((f"{rate.method} to {rate.zone}", rate.from_, rate.to) for rate in book.rates),
    ]


def audit_sources(facts: Iterable[Fact], sources: Sequence[Source], *, today: dt.date) -> Iterator[str]:
    """Facts without a source that exists, sources that no fact uses, read in the future or named without an address."""
    known = {source.id: source for source in sources}
    facts = list(facts)
    for fact in facts:
        if fact.source not in known:
            yield f"there is no source {fact.source}"
        elif (fact.verified == "general-knowledge") != (fact.source == "general-knowledge"):
            yield f"a fact of {fact.source} says {fact.verified}: what was not read has the source general-knowledge"
        elif fact.verified == "general-knowledge" and not fact.note:
            yield "general knowledge without a note: say where it should stand"
        elif fact.verified != "general-knowledge" and not (known[fact.source].url and known[fact.source].read_on):
            yield f"{fact.source} has no address, or no day on which it was read"
    for source in sources:
        if source.read_on and source.read_on > today:
            yield f"{source.id} was read on {source.read_on}, which is to come"
        if source.id not in {fact.source for fact in facts}:
            yield f"no fact uses the source {source.id}"


def _unknown_ids(book: TaxBook) -> Iterator[str]:
    taxes = {tax.id for tax in book.taxes}
    yield from (f"there is no tax {rate.tax}" for rate in book.rates if rate.tax not in taxes)
    named = [*(rule.of for rule in book.treatments), *(rule.of for rule in book.deliveries)]
    yield from (f"there is no registration {each}" for each in named if each not in book.registrations)


def _overlaps(spans: Iterable[tuple[str, dt.date | None, dt.date | None]]) -> Iterator[str]:
    for (name, begins, ends), (other, begins_too, ends_too) in combinations(spans, 2):
        if name != other:
            continue
        if (begins or dt.date.min) <= (ends_too or dt.date.max) and (begins_too or dt.date.min) <= (
            ends or dt.date.max
        ):
            yield f"{name}: two that hold at once"


def _untreated(book: TaxBook) -> Iterator[str]:
    for registration in book.registrations:
        missing = set(get_args(TaxClass)) - {rule.tax_class for rule in book.treatments if rule.of == registration}
        yield from (f"{registration} does not say how it treats {each}" for each in sorted(missing))
        if registration not in {rule.of for rule in book.deliveries}:
            yield f"{registration} does not say how it treats delivery"


def _places_without(book: TaxBook) -> Iterator[str]:
    """Each province is harmonized, has a tax of its own, or is said to have none; and none has two of these today."""
    registration = {tax.id: tax.registration for tax in book.taxes}
    without = {code for fact in book.no_provincial_tax for code in fact.places}
    for code in provinces():
        open_ended = [rate.tax for rate in book.rates if code in rate.places and rate.to is None]
        federal = [tax for tax in open_ended if registration.get(tax) == "gst"]
        own = [tax for tax in open_ended if registration.get(tax) != "gst"]
        if len(federal) != 1:
            yield f"{code} has {len(federal)} federal taxes, not one"
        said = ("hst" in federal) + bool(own) + (code in without)
        if said != 1:
            yield f"{code} must be harmonized, have its own tax, or be said to have none: one of these, not {said}"
