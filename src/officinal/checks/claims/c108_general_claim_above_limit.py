# SPDX-License-Identifier: Apache-2.0
"""C108: so much of an ingredient a day that a general claim may not stand for it alone."""

from collections.abc import Iterator

from officinal.checks.case import Case, SaidClaim
from officinal.checks.claims.authorised import Judged, judged, settled
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Claim

RULE = Rule(
    severity="warning",
    message={
        "en": "A day's dose gives {most} {unit} of {substance}; above {limit} {unit} a general claim may not stand alone, and the label makes no other for it",
        "fr": "La dose quotidienne apporte {most} {unit} de {substance}; au-delà de {limit} {unit}, une allégation générale ne suffit pas, et l’étiquette n’en fait pas d’autre pour cet ingrédient",
    },
    advice={
        "en": "Add a specific claim of the monograph or the one on preventing deficiency, or lower the dose",
        "fr": "Ajouter une allégation précise de la monographie ou celle de la prévention de la carence, ou réduire la dose",
    },
    cite=Cite("hc-magnesium-2007", "Dose(s)", verified="official"),
)

_CONTENT = frozenset(("source", "provide"))


def check(case: Case) -> Iterator[Found]:
    """Each ingredient above the dose up to which its general claims may stand alone, at the first of them.

    A claim whose words we do not understand may be the one that is wanted; then nothing is said.
    """
    if settled(case) or case.nameless or any(map(_not_understood, case.claims)):
        return
    claims = judged(case)
    general = {substance: each for each in reversed(claims) for substance in _carriers(each, limited=True)}
    specific = {substance for each in claims for substance in _carriers(each, limited=False)}
    for substance, each in general.items():
        if substance not in specific and (fact := _limit(case, substance)) is not None:
            yield from _found(case, each, substance, fact, bool(specific))


def _not_understood(said: SaidClaim) -> bool:
    return said.claim.verb is not None and said.claim.verb not in _CONTENT and not said.targets


def _carriers(each: Judged, *, limited: bool) -> Iterator[str]:
    """The ingredients that may carry a claim, by a general one that is limited or by another."""
    for _, carried in each.carried:
        yield from (substance for substance, claim in carried if (claim.alone_up_to is not None) is limited)


def _limit(case: Case, substance: str) -> Claim | None:
    """The first general claim of an ingredient that is limited: the monograph's own stands before those of other accounts."""
    claims = (each for each in case.know.substances[substance].claims if each.alone_up_to is not None)
    return next((each for each in claims if each.in_force(case.market.id, case.as_of)), None)


def _found(case: Case, each: Judged, substance: str, fact: Claim, more_is_claimed: bool) -> Iterator[Found]:
    """It is surely so of a product that is for nothing else; beside specific claims of other ingredients it informs."""
    limit = fact.alone_up_to
    assert limit is not None
    days = (case.most_a_day(substance, limit.unit, table) for table in case.tables)
    most = max((day for day in days if day is not None), default=None)
    if most is not None and most > limit.value:
        values = {"most": most, "unit": limit.unit, "limit": limit.value, "substance": Named(substance)}
        mild = more_is_claimed or case.label.licence_number is not None
        yield Found(each.pointer, values, fact=fact, severity="info" if mild else None)
