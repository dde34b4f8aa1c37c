# SPDX-License-Identifier: Apache-2.0
"""C201: structure/function claims without the disclaimer that must stand with them."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.disclaimed import structure_function
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}” is a structure/function claim (such claims on the page: {count}), and the FDA disclaimer is not there",
        "fr": "« {text} » est une allégation de structure ou de fonction ({count} sur la page), et l’avis exigé par la FDA n’y est pas",
    },
    advice={
        "en": "Add: “{disclaimer}”, in bold, beside the claims or tied to each by the same symbol",
        "fr": "Ajouter : « {disclaimer} », en gras, à côté des allégations ou rattaché à chacune par le même symbole",
    },
    cite=Cite("21-cfr-101-93", "(b) to (e)"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the page, at its first structure/function claim."""
    claims = structure_function(case)
    if not claims or "fda-not-evaluated" in case.label.disclaimers:
        return
    if not case.statements.isdisjoint(("us-disclaimer-one", "us-disclaimer-several")):
        return
    words = case.know.statements["us-disclaimer-several" if len(claims) > 1 else "us-disclaimer-one"]
    yield Found(
        f"{claims[0].pointer}/text",
        {"text": claims[0].claim.text, "count": len(claims), "disclaimer": words.text.en},
    )
