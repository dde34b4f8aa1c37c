# SPDX-License-Identifier: Apache-2.0
"""C103: amounts have no names, and nothing that the page names could carry the claim."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from officinal.checks.case import Case
from officinal.checks.claims.authorised import Judged, carriers, claimed_in, judged, markets, settled
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.load import Knowledge
from officinal.knowledge.names import identify, words

RULE = Rule(
    severity="warning",
    message={
        "en": "This claim cannot be verified (amounts without a name: {count}): nothing that the page names is known to us as a carrier of {targets}; known carriers are {known}",
        "fr": "Cette allégation ne peut être vérifiée (quantités sans nom : {count}) : rien de ce que la page nomme n’est connu de nous pour porter ceci : {targets}; porteurs connus : {known}",
        "en-none": "This claim cannot be verified (amounts without a name: {count}): no Canadian monograph known to us authorises it for any ingredient: {targets}",
        "fr-none": "Cette allégation ne peut être vérifiée (quantités sans nom : {count}) : aucune monographie canadienne connue de nous ne l’autorise pour un ingrédient : {targets}",
    },
    advice={
        "en": "Name the ingredients beside their amounts; then say which of them carries the claim, or drop it",
        "fr": "Nommer les ingrédients à côté des quantités; dire ensuite lequel porte l’allégation, ou la retirer",
    },
    cite=Cite("hc-illegal-marketing", "Requirements to advertise", verified="official"),
)
_SHOWN = 5


def check(case: Case) -> Iterator[Found]:
    """Each claim about a function that no named ingredient could carry, on a page whose amounts have lost their names."""
    if not case.nameless or settled(case):
        return
    named = case.medicinal | _named(case)
    for each in judged(case):
        missing = tuple(target for target, _ in each.carried if not carriers(case, target, named))
        if missing:
            yield _found(case, each, missing)


def _found(case: Case, each: Judged, missing: tuple[str, ...]) -> Found:
    known = _known(case, missing)
    values = {
        "count": len(case.nameless),
        "targets": tuple(Named(target) for target in missing),
        "known": (*map(Named, known[:_SHOWN]), *(("…",) if len(known) > _SHOWN else ())),
    }
    return Found(each.pointer, values, variant="" if known else "none")


def _known(case: Case, missing: tuple[str, ...]) -> tuple[str, ...]:
    """What could carry the targets, those first that carry most of them."""
    return _carrying(case.know, missing, markets(case), case.as_of)


@lru_cache(maxsize=1_000)
def _carrying(know: Knowledge, missing: tuple[str, ...], wanted: tuple[str, ...], as_of: dt.date) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for target in missing:
        for substance in {substance for substance, _ in claimed_in(know, target, wanted, as_of)}:
            counted[substance] = counted.get(substance, 0) - 1
    return tuple(sorted(counted, key=lambda substance: (counted[substance], know.name(substance))))


def _named(case: Case) -> frozenset[str]:
    """The substances that the page's head names: "Magnesium Synergy" speaks of magnesium."""
    label = case.label
    found: set[str] = set()
    for text in filter(None, (label.name, label.tagline, *label.highlights)):
        found |= _substances_in(text)
    return frozenset(found)


@lru_cache(maxsize=1_000)
def _substances_in(text: str) -> frozenset[str]:
    held = words(text)
    phrases = (" ".join(held[at : at + length]) for length in (1, 2, 3) for at in range(len(held) - length + 1))
    return frozenset(known for phrase in phrases if (known := identify(phrase)))
