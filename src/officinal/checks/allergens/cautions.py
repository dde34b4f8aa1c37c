# SPDX-License-Identifier: Apache-2.0
"""What the page warns people with an allergy of."""

from __future__ import annotations

from collections.abc import Iterator

from officinal.checks.allergens.denied import stated
from officinal.checks.allergens.made_of import GENERIC
from officinal.checks.case import Case
from officinal.knowledge.names import kind_of


def allergy_cautions(case: Case) -> Iterator[tuple[str, str, str]]:
    """Each caution for an allergy to something that we know: pointer, its words, what it means."""
    for at, risk in enumerate(case.label.risk_information):
        if risk.trigger == "allergy" and risk.what:
            meant = [each for each in stated(risk.what) if kind_of(each) == "allergen" and each not in GENERIC]
            if len(meant) == 1:
                yield f"/risk_information/{at}", risk.what, meant[0]


def mentions(case: Case, entries: tuple[str, ...], allergen: str) -> bool:
    """Whether a statement names an allergen, its group, or one of its kinds."""
    return any(
        case.is_one_of(of, allergen) or case.is_one_of(allergen, of) for words in entries for of in stated(words)
    )
