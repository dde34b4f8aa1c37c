# SPDX-License-Identifier: Apache-2.0
"""A001: said to be free from something that an ingredient is, or is always made of."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import MISLEADING, denied
from officinal.checks.allergens.made_of import PROVEN, Made, best_known, chain, holding, not_declared
from officinal.checks.case import Case
from officinal.checks.finding import Severity
from officinal.checks.rule import Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Said to be free from {denied}, but the ingredients list {ingredients}",
        "fr": "Annoncé sans {denied}, mais les ingrédients comprennent: {ingredients}",
        "en-made": "Said to be free from {denied}, but the ingredients list {ingredients} (from {source})",
        "fr-made": "Annoncé sans {denied}, mais les ingrédients comprennent: {ingredients} (origine: {source})",
    },
    advice={
        "en": "Take the claim off, or the ingredient out",
        "fr": "Retirer l’allégation, ou l’ingrédient",
    },
    cite=MISLEADING,
)

_BY_AMOUNT = frozenset(("sugar", "added-salt", "sodium", "energy"))
"""a market may let a label deny these below some amount, which the list of ingredients does not give"""

_LIVING = frozenset(("milk", "egg", "insect"))
"""what animals give alive; some mean by "animal" only what is made of their bodies"""


def check(case: Case) -> Iterator[Found]:
    """Each thing that is denied, with all ingredients that certainly hold it."""
    for claim in denied(case):
        if claim.of == "sodium":  # a matter of amounts, and of N002
            continue
        held = [made for _, made in holding(case, claim.of) if made.how in PROVEN]
        if not held:
            continue
        first = best_known(held)
        values: dict[str, object] = {
            "denied": claim.words,
            "ingredients": tuple(dict.fromkeys(made.name for made in held)),
        }
        severity: Severity | None = "warning" if _milder(case, claim.of, held) else None
        if first.how == "always":
            values["source"] = Named(first.of)
            yield Found(claim.pointer, values, fact=first.fact, severity=severity, variant="made")
        else:
            yield Found(claim.pointer, values, severity=severity)


def _milder(case: Case, denied_: str, held: list[Made]) -> bool:
    """Whether the claim may be meant otherwise: by amount, without what is refined out, or "animal" as of the body."""
    if denied_ in _BY_AMOUNT or all(not_declared(case, made) for made in held):
        return True
    return denied_ == "animal-products" and all(_LIVING.intersection(chain(case.know, made.of)) for made in held)
