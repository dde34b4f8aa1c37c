# SPDX-License-Identifier: Apache-2.0
"""Which allergens a market wants declared for this product, and where the label names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from officinal.checks.allergens.denied import stated
from officinal.checks.allergens.made_of import PROVEN, How, Made, Thing, chain, not_declared, things
from officinal.checks.case import Case
from officinal.checks.finding import SEVERITIES, Severity
from officinal.knowledge.names import identify
from officinal.knowledge.schema import Declared


class Owed(NamedTuple):
    """One allergen that is to be declared, the ingredients that bring it, and where it is named already."""

    allergen: str
    fact: Declared
    brought: tuple[tuple[Thing, Made], ...]
    in_statement: bool
    """by its name or that of its group, in the contains statement"""
    in_list: bool
    """in the name of an ingredient"""

    @property
    def pointer(self) -> str:
        """The first ingredient that brings it."""
        return self.brought[0][0].pointer

    @property
    def ingredients(self) -> tuple[str, ...]:
        """The names, as printed, of those that bring it."""
        return tuple(dict.fromkeys(made.name for _, made in self.brought))

    @property
    def severity(self) -> Severity:
        """No graver than what is known of the origin allows."""
        return min((_allowed(made) for _, made in self.brought), key=SEVERITIES.index)


def _allowed(made: Made) -> Severity:
    """How grave a finding may be that rests on this origin."""
    if made.fact is None:
        return "error"
    limits: dict[str, Severity] = {"third-party": "warning", "general-knowledge": "info"}
    return limits.get(made.fact.verified, "error")


def owed(case: Case) -> tuple[Owed, ...]:
    """The allergens that the ingredients certainly bring, save those that the market excepts."""
    return case.once(_owed)


def _owed(case: Case) -> tuple[Owed, ...]:
    return tuple(_each_owed(case, PROVEN))


def owed_by_usual_origin(case: Case) -> Iterator[Owed]:
    """The allergens that some ingredient is usually made of, where nothing certain brings them."""
    certain = {each.allergen for each in owed(case)}
    return (each for each in _each_owed(case, ("usual",)) if each.allergen not in certain)


def _each_owed(case: Case, hows: tuple[How, ...]) -> Iterator[Owed]:
    brought: dict[str, tuple[Declared, list[tuple[Thing, Made]]]] = {}
    for thing in things(case):
        for made in thing.made:
            fact = _to_declare(case, made) if made.how in hows else None
            if fact is not None:
                brought.setdefault(fact[0], (fact[1], []))[1].append((thing, made))
    for allergen, (declared, bringing) in brought.items():
        yield Owed(
            allergen,
            declared,
            tuple(bringing),
            in_statement=any(case.is_one_of(allergen, each) for each in _contained(case)),
            in_list=any(case.is_one_of(allergen, each) for each in _listed(case)),
        )


def _to_declare(case: Case, made: Made) -> tuple[str, Declared] | None:
    """What the market wants an origin declared as, and the fact that says so: lactose as milk in the United States."""
    for at in chain(case.know, made.of):
        known = case.know.substances.get(at)
        facts = [each for each in known.declared if each.in_force(case.market.id, case.as_of)] if known else []
        if facts:
            owed = facts[0].group != "sulfites" and not_declared(case, made) is None
            return (at if at in _wanted(facts[0], at) else facts[0].group, facts[0]) if owed else None
    return None


def _contained(case: Case) -> frozenset[str]:
    """What the contains statement names."""
    return frozenset(each for words in case.label.contains for each in stated(words))


def _listed(case: Case) -> frozenset[str]:
    """What the names of the ingredients name, but for those that the market excepts: soybean oil does not name soy for others."""
    named: set[str] = set()
    for thing in things(case):
        excepted = {made.of for made in thing.made if not_declared(case, made) is not None}
        named.update(each for each in thing.named if each not in excepted)
    return frozenset(named)


def _wanted(declared: Declared, allergen: str) -> frozenset[str]:
    """What the words mean by which the market wants it declared; without any, the allergen itself."""
    if declared.words is None:
        return frozenset((allergen,))
    return frozenset(of for words in (*declared.words.en, *declared.words.fr) if (of := identify(words)))
