# SPDX-License-Identifier: Apache-2.0
"""A003: said to be free from something that the same page says it contains, or may contain."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import MISLEADING, denied, stated
from officinal.checks.case import Case
from officinal.checks.finding import Severity
from officinal.checks.rule import Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "Said to be free from {denied}, and said to contain {stated}",
        "fr": "Annoncé sans {denied}, et annoncé comme contenant: {stated}",
        "en-may": "Said to be free from {denied}, and said that it may contain {stated}",
        "fr-may": "Annoncé sans {denied}, et annoncé comme pouvant contenir: {stated}",
    },
    advice={
        "en": "Keep the one that is true, and take the other off",
        "fr": "Garder ce qui est vrai, et retirer l’autre mention",
    },
    cite=MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Each thing that is denied, against the contains statement and then against the precautionary one."""
    for claim in denied(case):
        if claim.of == "gluten" and case.market.id == "us":  # A202 says what the United States want of it
            continue
        by_amount = claim.of == "gluten"  # wheat that was processed may stand beside a gluten-free claim
        if said := _said(case, case.label.contains, claim.of):
            severity: Severity | None = "warning" if by_amount else None
            yield Found(claim.pointer, {"denied": claim.words, "stated": said}, severity=severity)
        elif said := _said(case, case.label.may_contain, claim.of):
            severity = "info" if by_amount else "warning"
            yield Found(claim.pointer, {"denied": claim.words, "stated": said}, severity=severity, variant="may")


def _said(case: Case, entries: tuple[str, ...], denied_: str) -> tuple[str, ...]:
    """The entries of a statement that are, or belong to, what is denied; oats are no proof of gluten."""
    return tuple(
        words
        for words in entries
        if any(case.is_one_of(of, denied_) and not (denied_ == "gluten" and of == "oats") for of in stated(words))
    )
