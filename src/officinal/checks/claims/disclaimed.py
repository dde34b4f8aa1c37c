# SPDX-License-Identifier: Apache-2.0
"""Which claims of a US page are structure/function claims, that the disclaimer must stand with."""

from __future__ import annotations

from officinal.checks.case import Case, SaidClaim
from officinal.checks.claims.authorised import carriers, functions, goes_as_far

_CONTENT = frozenset(("source", "provide"))
"""verbs that say what is in the product, not what it does"""


def structure_function(case: Case) -> tuple[SaidClaim, ...]:
    """Claims about a function of the body that are neither disease claims nor authorised health claims."""
    return case.once(_structure_function)


def _structure_function(case: Case) -> tuple[SaidClaim, ...]:
    return tuple(
        said
        for said in case.claims
        if said.claim.verb not in (None, *_CONTENT)
        and said.claim.mark != "disease"
        and (targets := functions(said))
        and not all(_health_claim(case, said, target) for target in targets)
    )


def _health_claim(case: Case, said: SaidClaim, target: str) -> bool:
    return any(goes_as_far(said.claim.verb, claim.verb) for _, claim in carriers(case, target, case.medicinal))
