# SPDX-License-Identifier: Apache-2.0
"""What the ingredients are, and are made of: by their printed names, and by what is known of their origins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from officinal.checks.allergens.named import artificial, named_in, not_of_animals
from officinal.checks.case import Case, Excipient, Row
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import identify, words
from officinal.knowledge.schema import NotDeclared, Origin

How = Literal["is", "named", "always", "usual", "possible"]
SUREST_FIRST: tuple[How, ...] = ("is", "named", "always", "usual", "possible")
PROVEN: tuple[How, ...] = ("is", "named", "always")
"""it is that thing, its printed name says so, or it is made of nothing else"""
GENERIC = frozenset(("plant", "mineral", "microbial", "synthetic"))
"""origins that nobody is warned of"""


class Made(NamedTuple):
    """One thing that an ingredient is or is made of, how surely, and the fact that says so."""

    of: str
    how: How
    substance: str
    """what is made of it: the ingredient itself, or one of its source materials"""
    name: str
    """the printed name of that"""
    fact: Origin | None = None


class Thing(NamedTuple):
    """One ingredient, medicinal or not, with all that it is and is made of."""

    pointer: str
    name: str
    named: frozenset[str]
    """what the printed words name: corn, milk, fish"""
    made: tuple[Made, ...]
    kin: Mapping[str, Made]
    """the same by what each belongs to, the surest: whey by milk and by animal products"""
    unknown: bool
    """its name means nothing to us"""


def things(case: Case) -> tuple[Thing, ...]:
    """Every ingredient of the label; rows of the nutrition facts are none."""
    return case.once(_things)


def holding(case: Case, wider: str) -> tuple[tuple[Thing, Made], ...]:
    """The ingredients that are, or may be, made of something, each with the surest reason, in the label's order.

    Gluten is a protein, not a source: only the cereal itself proves it, not what is refined out of the cereal; and
    oats prove nothing.
    """
    found = case.once(_holding).get(wider, ())
    if wider == "gluten":
        return tuple(pair for pair in found if pair[1].how == "is" and not case.is_one_of(pair[1].of, "oats"))
    return tuple(found)


def _holding(case: Case) -> dict[str, list[tuple[Thing, Made]]]:
    found: dict[str, list[tuple[Thing, Made]]] = {}
    for thing in things(case):
        for wider, made in thing.kin.items():
            found.setdefault(wider, []).append((thing, made))
    return found


def not_declared(case: Case, made: Made) -> NotDeclared | None:
    """The exception by which a market does not want this origin declared, where it has one."""
    known = case.know.substances.get(made.substance)
    for each in known.not_declared if known else ():
        if each.of == made.of and each.in_force(case.market.id, case.as_of):
            return each
    return None


def best_known(found: Iterable[Made]) -> Made:
    """Of several, the one whose origin was read in the surest source; what a name itself says needs none."""
    return min(
        found,
        key=lambda made: -1 if made.fact is None or made.how == "named" else _SUREST_READ.index(made.fact.verified),
    )


_SUREST_READ = ("law", "official", "third-party", "computed", "general-knowledge")

# --- how it is worked out


def _things(case: Case) -> tuple[Thing, ...]:
    rows = [_of_row(case, row) for row in case.rows if _is_ingredient(row)]
    return (*rows, *(_of_excipient(case, each) for each in case.excipients))


def _is_ingredient(row: Row) -> bool:
    amount = row.item.amount
    return row.item.kind is None and (amount is None or amount.value != 0)


def _of_row(case: Case, row: Row) -> Thing:
    name, sources = row.item.name or "", row.item.sources
    printed = " ; ".join((name, *(source.name for source in sources)))
    carriers = ((row.substance, name), *((source.substance, source.name) for source in sources))
    return _thing(case, row.pointer, name, printed, carriers)


def _of_excipient(case: Case, excipient: Excipient) -> Thing:
    item, around = excipient.item, excipient.mixture.item.name if excipient.mixture else ""
    printed = " ; ".join((item.name, around, *(each.name for each in item.ingredients)))
    preserves = item.purpose and "natural" not in words(item.name) and identify(item.purpose) == "preservatives"
    also = (("preservatives", item.name),) if preserves else ()
    return _thing(case, excipient.pointer, item.name, printed, ((item.substance, item.name), *also))


Carriers = tuple[tuple[str | None, str], ...]
"""substances with their printed names"""


def _thing(case: Case, pointer: str, name: str, printed: str, carriers: Carriers) -> Thing:
    known = (*carriers, *((of, name) for of in artificial(name)))
    made, kin = _made_of(case.know, case.market.id, case.as_of, printed, known)
    return Thing(pointer, name, named_in(printed), made, kin, not made)


@lru_cache(maxsize=20_000)
def _made_of(
    know: Knowledge, market: str, as_of: dt.date, printed: str, carriers: Carriers
) -> tuple[tuple[Made, ...], Mapping[str, Made]]:
    """All that the carriers are made of, and the surest of it by what each belongs to; labels share their ingredients."""
    made: list[Made] = []
    for substance, name in carriers:
        if substance is not None:
            made.append(Made(substance, "is", substance, name))
            known = know.substances.get(substance)
            origins = tuple(each for each in known.origins if each.in_force(market, as_of)) if known else ()
            made += (Made(of, how, substance, name, fact) for of, how, fact in _origins(know, origins, printed))
    kin: dict[str, Made] = {}
    for each in sorted(made, key=lambda each: SUREST_FIRST.index(each.how)):
        for wider in chain(know, each.of):
            kin.setdefault(wider, each)
    return tuple(made), kin


def _origins(know: Knowledge, origins: tuple[Origin, ...], printed: str) -> Iterator[tuple[str, How, Origin]]:
    """The origins that the printed words leave open; a source that they name rules out the others that are not certain."""
    named = named_in(printed)
    said = {origin.of: narrower for origin in origins if (narrower := _narrower(know, origin.of, named))}
    for origin in origins:
        if origin.of in said:
            yield said[origin.of], "named", origin
        elif origin.how == "always":
            yield origin.of, "always", origin
        elif not said and not ("animal-products" in chain(know, origin.of) and not_of_animals(printed)):
            yield origin.of, origin.how, origin


def _narrower(know: Knowledge, origin: str, named: frozenset[str]) -> str | None:
    """The narrower of an origin and what the printed words name, where one is the other: meat and "bovine" are beef."""
    if any(each in chain(know, origin) for each in named):
        return origin
    return next((each for each in sorted(named) if origin in chain(know, each)), None)


@lru_cache(maxsize=5_000)
def chain(know: Knowledge, of: str) -> tuple[str, ...]:
    """A thing and all that it belongs to: lactose, milk, animal products."""
    found, at = [of], of
    while (known := know.substances.get(at)) is not None and known.group is not None and known.group not in found:
        at = known.group
        found.append(at)
    return tuple(found)
