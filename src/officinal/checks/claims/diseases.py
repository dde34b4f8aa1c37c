# SPDX-License-Identifier: Apache-2.0
"""Claims that name a disease, and whether something in the product is authorised to speak of it."""

from __future__ import annotations

from typing import NamedTuple

from officinal.checks.case import Case, SaidClaim
from officinal.checks.claims.authorised import carriers, goes_as_far
from officinal.knowledge.names import fold
from officinal.knowledge.schema import Prohibited
from officinal.patterns import lazy

_RISK = lazy(r"\brisks?\b|\brisques?\b|\bprevent|\bprevenir\b|\bprevien")


class OfDisease(NamedTuple):
    """One claim and the diseases that it names."""

    said: SaidClaim
    diseases: tuple[str, ...]
    preventative: bool
    """it speaks of preventing the disease or of lessening its risk, not of treating it"""


def of_diseases(case: Case) -> tuple[OfDisease, ...]:
    """The claims that name a disease, but for those that the market authorises for what is in the product."""
    return case.once(_of_diseases)


def _of_diseases(case: Case) -> tuple[OfDisease, ...]:
    find, found = case.know.disease_phrases.ids, []
    for said in case.claims:
        if said.claim.verb is None and said.claim.mark != "disease":
            continue
        diseases = tuple(each for each in find(said.claim.text) if each)
        if not diseases or _licensed(case, diseases):
            continue
        preventative = _RISK.search(fold(said.claim.text)) is not None
        if not _authorised(case, said, preventative=preventative):
            found.append(OfDisease(said, diseases, preventative))
    return tuple(found)


def _authorised(case: Case, said: SaidClaim, *, preventative: bool) -> bool:
    """Whether every target of the claim is carried, with a verb that goes as far.

    Outside Canada what is authorised on a risk covers only claims that speak of the risk.
    """
    return bool(said.targets) and all(
        any(
            goes_as_far(said.claim.verb, claim.verb)
            and (preventative or not claim.preventative or case.market.id == "ca")
            for _, claim in carriers(case, target, case.medicinal)
        )
        for target in said.targets
    )


def _licensed(case: Case, diseases: tuple[str, ...]) -> bool:
    """Whether the licence's purposes speak of each of the diseases."""
    purposes = case.licence.purposes if case.licence else ()
    return bool(purposes) and set(diseases) <= set(case.know.disease_phrases.ids(" | ".join(purposes)))


def prohibited(case: Case, disease: str) -> Prohibited | None:
    """What the case's market forbids to claim about a disease."""
    known = case.know.diseases[disease].prohibited
    return next((each for each in known if each.in_force(case.market.id, case.as_of)), None)
