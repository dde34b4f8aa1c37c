# SPDX-License-Identifier: Apache-2.0
"""C104: a day's dose gives less of a claim's carrier than the claim needs."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import judged, settled
from officinal.checks.claims.daily import Short, short
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "A day's dose gives at most {most} {unit} of {substance}; to claim {target} the monograph wants {needs} {unit}",
        "fr": "La dose quotidienne apporte au plus {most} {unit} de {substance}; pour alléguer ceci, la monographie en veut {needs} {unit} : {target}",
    },
    advice={
        "en": "Raise the amount or the dose, or drop the claim",
        "fr": "Augmenter la quantité ou la dose, ou retirer l’allégation",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim whose every carrier in the product stays below what the claim needs, in every dose."""
    if settled(case):
        return
    for each in judged(case):
        for target, carried in each.carried:
            if (under := short(case, target, carried)) is not None:
                yield Found(each.pointer, said(under, target), fact=under.claim)


def said(under: Short, target: str) -> dict[str, object]:
    """The message's words."""
    return {
        "most": under.daily.day.high,
        "needs": under.daily.needs,
        "unit": under.daily.unit,
        "substance": under.substances,
        "target": Named(target),
    }
