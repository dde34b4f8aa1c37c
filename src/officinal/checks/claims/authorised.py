# SPDX-License-Identifier: Apache-2.0
"""What a market lets a label say on the strength of what is in the jar, and each claim held against it.

A claim fits an authorised one when it speaks of the same target, of a narrower one, or of the whole that it is part of
(bones; bones and teeth), and when its verb goes no further. Verbs of maintaining, supporting and taking part stand for
each other, as paraphrase allows; verbs of change (reduce, improve, protect, prevent, treat) must be authorised.
A claim on several targets is authorised when each of them is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from officinal.checks.case import Case, Row, SaidClaim
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import fold, identify, kind_of, of, spoken, words
from officinal.knowledge.schema import Claim
from officinal.patterns import lazy

Carried = tuple[str, Claim]
"""an ingredient, and what it may be said to do"""

NO_FUNCTION = frozenset(("absorption", "tolerability", "therapeutic-dose", "upper-level", "nutrient-status"))
"""targets that are no function of the body: other rules judge what is said of them"""

_REDUCE = frozenset(("reduce", "relieve", "fight", "calm"))
IMPROVE = frozenset(("improve", "enhance", "increase", "boost", "strengthen", "stimulate", "optimize", "fuel"))
_PROTECT = frozenset(("protect", "fight", "reduce"))
_PREVENT = frozenset(("prevent", "prevent-deficiency"))
_CURE = frozenset(("treat", "cure", "kill"))
_FAMILIES = (_REDUCE, IMPROVE, _PROTECT, _PREVENT, _CURE)
CHANGE = (_REDUCE | IMPROVE | _PROTECT | _PREVENT | _CURE) - {"calm"}
"""verbs that say more than that something is kept as it is"""

_INACTIVE = frozenset(("non-medicinal", "allergen"))
_ARTICLES = frozenset(("the", "le", "la", "les", "l", "un", "une", "d", "de", "du", "des", "our"))
_VITAMINS = lazy(r"\bvitamine?s?\b(.{0,60})")
_LETTER = lazy(r"\b(?:[acdek]|b[0-9]{1,2}|k[12]|d3)\b")


class Judged(NamedTuple):
    """One claim, and what in the product could carry it."""

    said: SaidClaim
    named: tuple[str, ...]
    """the ingredients that the claim itself names as its subject"""
    carried: tuple[tuple[str, tuple[Carried, ...]], ...]
    """each target of the claim with the authorised claims on it"""

    @property
    def pointer(self) -> str:
        """The narrowest place: the target's words, or else the claim."""
        return f"{self.said.pointer}/target" if self.said.claim.target else f"{self.said.pointer}/text"

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The targets that nothing carries."""
        return tuple(target for target, carried in self.carried if not carried)

    @property
    def too_strong(self) -> tuple[str, ...]:
        """The targets that are carried, but not with a verb that goes so far."""
        verb = self.said.claim.verb
        return tuple(
            target
            for target, carried in self.carried
            if carried and not any(goes_as_far(verb, claim.verb) for _, claim in carried)
        )


def goes_as_far(said: str | None, authorised: str) -> bool:
    """Whether an authorised verb covers a said one.

    >>> goes_as_far("support", "maintain"), goes_as_far("boost", "maintain"), goes_as_far("reduce", "protect")
    (True, False, True)
    """
    if said is None or said not in CHANGE or said == authorised:
        return True
    return any(said in family and authorised in family for family in _FAMILIES)


def markets(case: Case) -> tuple[str, ...]:
    """Whose authorised claims count: the United Kingdom kept the Union's list."""
    return ("uk", "eu") if case.market.id == "uk" else (case.market.id,)


def functions(said: SaidClaim) -> tuple[str, ...]:
    """The functions of the body that a claim speaks of."""
    return tuple(target for target in said.targets if target not in NO_FUNCTION)


def judged(case: Case) -> tuple[Judged, ...]:
    """Each claim about a function of the body, with what in the product could carry it."""
    return case.once(_judged)


def _judged(case: Case) -> tuple[Judged, ...]:
    held = case.medicinal
    return tuple(_judge(case, said, targets, held) for said in case.claims if (targets := functions(said)))


def _judge(case: Case, said: SaidClaim, targets: tuple[str, ...], held: frozenset[str]) -> Judged:
    named = _subjects(case, said, held)
    among = frozenset().union(*(_stands_for(case, each) for each in named)) or held
    return Judged(said, named, tuple((target, carriers(case, target, among)) for target in targets))


def _stands_for(case: Case, named: str) -> frozenset[str]:
    """What may carry a claim made of an ingredient: itself, what it is or supplies, what it is made up of here.

    Vitamin K2 is vitamin K, magnesium citrate supplies magnesium, the fish oil of this table holds EPA and DHA.
    """
    return case.once(_Kin).of(named)


class _Kin:
    """The ingredients of one label by what else they are called."""

    def __init__(self, case: Case) -> None:
        self._know, self._held = case.know, case.medicinal
        self._here: dict[str, set[str]] = {}
        for row in case.rows:
            around = (row.substance, *row.sources, row.blend.substance if row.blend else None)
            for name in around:
                if name is not None and row.substance is not None:
                    self._here.setdefault(name, set()).update((row.substance, *self._wider(row.substance)))

    def of(self, named: str) -> frozenset[str]:
        """An ingredient, with all that it stands for."""
        members = (each for each in self._held if named in self._wider(each))
        return frozenset((named, *self._wider(named), *members, *self._here.get(named, ())))

    def _wider(self, substance: str) -> tuple[str, ...]:
        known = self._know.substances.get(substance)
        return (*of(substance), *((known.group,) if known and known.group else ()))


def carriers(case: Case, target: str, among: Iterable[str] | None = None) -> tuple[Carried, ...]:
    """What may be claimed about a target in the case's market on its day, by these ingredients or by any."""
    found = claimed_in(case.know, target, markets(case), case.as_of)
    return found if among is None else tuple(pair for pair in found if pair[0] in among)


@lru_cache(maxsize=4_000)
def claimed_in(know: Knowledge, target: str, wanted: tuple[str, ...], as_of: dt.date) -> tuple[Carried, ...]:
    """What may be claimed about a target in some markets on a day."""
    known = _index(know)
    found = [pair for wider in know.wider(target) for pair in known.exact.get(wider, ())]
    found += known.narrower.get(target, ())
    return tuple(
        (substance, claim)
        for substance, claim in found
        if claim.market in (*wanted, "any") and claim.in_force(claim.market, as_of)
    )


class _Index(NamedTuple):
    exact: dict[str, list[Carried]]
    narrower: dict[str, list[Carried]]
    """what is authorised on a part of a target: on bones, for bones and teeth"""
    markets: dict[str, frozenset[str]]
    """the markets in which we know claims of an ingredient"""


@cache
def _index(know: Knowledge) -> _Index:
    exact: dict[str, list[Carried]] = {}
    narrower: dict[str, list[Carried]] = {}
    known: dict[str, frozenset[str]] = {}
    for substance in know.substances.values():
        known[substance.id] = frozenset(claim.market for claim in substance.claims)
        for claim in substance.claims:
            exact.setdefault(claim.target, []).append((substance.id, claim))
            for wider in (*know.wider(claim.target),)[1:]:
                narrower.setdefault(wider, []).append((substance.id, claim))
    return _Index(exact, narrower, known)


def _subjects(case: Case, said: SaidClaim, held: frozenset[str]) -> tuple[str, ...]:
    """The ingredients that a claim names in front of its verb: "zinc contributes to …".

    Those of the product where there are any, else what the claim begins with: a herb whose row we could not read.
    """
    text, target = said.claim.text, said.claim.target
    upto = text.find(target) if target else -1
    if upto <= 0:
        return ()
    lead = text[:upto]
    found = dict.fromkeys((*spoken(lead), *_letters(lead)))
    return tuple(each for each in found if not held.isdisjoint(_stands_for(case, each))) or _first(lead)


@lru_cache(maxsize=1_000)
def _first(lead: str) -> tuple[str, ...]:
    """The substance that a text begins with, an article aside."""
    held = [word for word in words(lead) if word not in _ARTICLES][:3]
    for length in range(len(held), 0, -1):
        if known := identify(" ".join(held[:length])):
            return (known,)
    return ()


def _letters(text: str) -> Iterator[str]:
    """The vitamins of a list that says "vitamins" once: "vitamins D and K"."""
    folded = fold(text)
    match = _VITAMINS.search(folded) if "vitamin" in folded else None
    for letter in _LETTER.findall(match[1]) if match else ():
        if known := identify(f"vitamin {letter}"):
            yield known


def names_in(text: str) -> bool:
    """Whether a text names any ingredient that acts, or speaks of vitamins or minerals."""
    acting = any(kind_of(each) not in _INACTIVE for each in spoken(text))
    return acting or re.search(r"\b(?:vitamin|mineral)", fold(text)) is not None


def unknown_rows(case: Case) -> tuple[Row, ...]:
    """Rows that may carry claims which we do not know: what is not known to us at all, or for which we know no claim here."""
    return case.once(_unknown_rows)


def _unknown_rows(case: Case) -> tuple[Row, ...]:
    rows = tuple(row for row in case.rows if row.item.kind is None)
    return tuple(row for row in rows if not _claims_known(case, row)) if rows else case.rows


def _claims_known(case: Case, row: Row) -> bool:
    return row.item.name is not None and row.substance is not None and claims_known(case, row.substance)


def claims_known(case: Case, substance: str) -> bool:
    """Whether we know any claim of an ingredient, or of what it supplies or is one of, in the case's market."""
    known, wanted = _index(case.know).markets, (*markets(case), "any")
    held = case.know.substances.get(substance)
    means = (substance, *of(substance), *((held.group,) if held and held.group else ()))
    return any(market in known.get(each, ()) for each in means for market in wanted)


def settled(case: Case) -> bool:
    """Whether a licence says what may be claimed: it beats the monograph. One that only attests to it does not."""
    licence = case.licence
    return licence is not None and (bool(licence.purposes) or not licence.attested_monograph)
