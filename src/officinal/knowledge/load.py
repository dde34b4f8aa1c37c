# SPDX-License-Identifier: Apache-2.0
"""Knowledge as programs ask for it: loaded once, immutable, every answer with its passport.

>>> import datetime as dt
>>> know = load()
>>> upper = know.value("magnesium", "upper", market="us", as_of=dt.date(2026, 1, 1))
>>> upper.value, upper.unit, upper.basis
(Decimal('350'), 'mg', 'supplemental')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache

from officinal.errors import AskedForUnknown
from officinal.knowledge import schema
from officinal.knowledge.book import BOOK, Book, Share
from officinal.knowledge.names import substances as named
from officinal.knowledge.names import words_of_each
from officinal.knowledge.phrases import Phrases
from officinal.label.units import Equivalence

_INTAKES = frozenset(("recommended", "adequate", "upper", "safe-level"))


class Knowledge:
    """What is known, by kind and id: `know.substances["zinc"]`, and the questions that checks ask of it."""

    def __init__(self, book: Book) -> None:
        self.substances = book.substances
        self.shares = book.shares
        self.sources = book.sources
        self.populations = book.populations
        self.purposes = book.purposes
        self.targets = book.targets
        self.conditions = book.conditions
        self.drug_classes = book.drug_classes
        self.diseases = book.diseases
        self.statements = book.statements
        self.markets = book.markets
        self.studies = book.studies

    # --- numbers

    def values(
        self,
        substance: str | None,
        kind: schema.ValueKind,
        *,
        market: str,
        as_of: dt.date,
        population: str | None = None,
    ) -> tuple[schema.Value, ...]:
        """The values of one kind in force, for every population unless one is given; empty when none is known to us."""
        if (substance, kind) not in self._by_kind:
            return ()
        held = _in_force(self, substance, kind, market, as_of)
        return held if population is None else tuple([value for value in held if value.population == population])

    @cached_property
    def _by_kind(self) -> dict[tuple[str | None, str], list[schema.Value]]:
        held: dict[tuple[str | None, str], list[schema.Value]] = {}
        for substance in self.substances.values():
            for value in substance.values:
                held.setdefault((substance.id, value.kind), []).append(value)
        return held

    def value(
        self, substance: str | None, kind: schema.ValueKind, *, market: str, as_of: dt.date, population: str = "adult"
    ) -> schema.Value | None:
        """The value that holds for any form of a substance and any company; None when none is known to us.

        A value that says `none_set` is an answer: the body looked and set none.
        """
        asked = self.values(substance, kind, market=market, as_of=as_of, population=population)
        return next((value for value in asked if not value.forms and not value.alone), None)

    def equivalences(
        self, substance: str | None, *, market: str, as_of: dt.date, form: str | None = None
    ) -> tuple[Equivalence, ...]:
        """What an IU, an equivalent or a millimole of a substance is; those of the form first, then those of any form."""
        return _equivalences(self, substance, market, as_of, form)

    def shares_of(self, source: str | None, nutrient: str | None) -> tuple[Share, ...]:
        """How much of a nutrient a source holds by mass, one answer for each formula its name can mean."""
        return tuple(each for each in self.shares.get(source or "", ()) if each.nutrient == nutrient)

    def nutrients_in(self, source: str | None) -> tuple[str, ...]:
        """The elements and vitamins that a substance holds by its formula."""
        return tuple(dict.fromkeys(each.nutrient for each in self.shares.get(source or "", ())))

    # --- words

    @cached_property
    def target_phrases(self) -> Phrases:
        """What claims are about, to be found in their text."""
        return _phrases(self.targets)

    @cached_property
    def disease_phrases(self) -> Phrases:
        """Diseases, to be found in a text; phrases of ordinary function that contain a disease's name are found as "" instead."""
        meanings = {"": [words for each in self.diseases.values() for words in each.ordinary]}
        return Phrases({**meanings, **{each.id: [*each.names.en, *each.names.fr] for each in self.diseases.values()}})

    @cached_property
    def condition_phrases(self) -> Phrases:
        """Conditions of health, to be found in risk information."""
        return _phrases(self.conditions)

    @cached_property
    def drug_phrases(self) -> Phrases:
        """Classes of medicines and their members, to be found in risk information."""
        return Phrases(
            {each.id: [*each.names.en, *each.names.fr, *each.members] for each in self.drug_classes.values()}
        )

    @cached_property
    def statement_phrases(self) -> dict[str, tuple[tuple[str, str, frozenset[str]], ...]]:
        """By a phrase's first word: the statement that it makes, the phrase as plain words between blanks, its words."""
        by_first: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for each in self.statements.values():
            for plain in words_of_each((*each.phrases.en, *each.phrases.fr)):
                if plain:
                    by_first.setdefault(plain[0], []).append((each.id, f" {' '.join(plain)} ", frozenset(plain)))
        return {first: tuple(phrases) for first, phrases in by_first.items()}

    def wider(self, target: str) -> Iterator[str]:
        """A claim's target and all that it falls under."""
        yield target
        known = self.targets.get(target)
        yield from known.within if known else ()

    def near(self, topic: str) -> frozenset[str]:
        """The targets so near to a condition, disease or target that a study on it may stand beside a claim on them."""
        kinds: tuple[Mapping[str, schema.Concept], ...] = (self.targets, self.diseases, self.conditions)
        return frozenset(target for kind in kinds if topic in kind for target in kind[topic].near)

    # --- people's words

    def name(self, id_: str, language: str = "en") -> str:
        """What people call something that we know by its id, in English or French."""
        return _name(self, id_, language)

    def name_of_market(self, id_: str, language: str = "en") -> str:
        """What a market is called."""
        names = self.markets[id_].names
        return next(iter(names.fr if language == "fr" else ()), names.en[0])

    def market(self, id_: str) -> schema.Market:
        """A market by its id; raises `AskedForUnknown` that lists those there are."""
        if id_ not in self.markets:
            raise AskedForUnknown(f"there is no market {id_!r}; choose one of {', '.join(sorted(self.markets))}")
        return self.markets[id_]


def _phrases(things: Mapping[str, schema.Concept]) -> Phrases:
    return Phrases({each.id: [*each.names.en, *each.names.fr] for each in things.values()})


@lru_cache(maxsize=20_000)
def _in_force(
    know: Knowledge, substance: str | None, kind: schema.ValueKind, market: str, as_of: dt.date
) -> tuple[schema.Value, ...]:
    if kind in _INTAKES and market in know.markets:
        market = know.markets[market].intakes_from or market
    return tuple(value for value in know._by_kind[substance, kind] if value.in_force(market, as_of))


@lru_cache(maxsize=20_000)
def _equivalences(
    know: Knowledge, substance: str | None, market: str, as_of: dt.date, form: str | None
) -> tuple[Equivalence, ...]:
    known = know.substances.get(substance or "")
    held = [
        each
        for each in (known.equivalences if known else ())
        if each.in_force(market, as_of) and (not each.forms or form in each.forms)
    ]
    held.sort(key=lambda each: not each.forms)
    return tuple(Equivalence(each.one, each.is_, each.of) for each in held)


@lru_cache(maxsize=20_000)
def _name(know: Knowledge, id_: str, language: str) -> str:
    for kind in (know.substances, know.targets, know.conditions, know.drug_classes, know.diseases, know.populations, know.purposes):  # fmt: skip
        if (known := kind.get(id_)) is not None:
            return next(iter(known.names.fr if language == "fr" else ()), known.names.en[0])
    return named()[id_].name if id_ in named() else id_.replace("-", " ")


@cache
def load() -> Knowledge:
    """The knowledge that Officinal comes with."""
    return Knowledge(Book.model_validate_json(BOOK.read_bytes()))
