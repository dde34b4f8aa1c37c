# SPDX-License-Identifier: Apache-2.0
"""C108: so much of an ingredient a day that a general claim may not stand for it alone."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import Carried, Judged, judged, settled
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Amount, Claim

RULE = Rule(
    severity="warning",
    message={
        "en": "A day's dose gives {most} {unit} of {substance}; above {limit} {unit} a general claim is not enough, and the label makes no other for it",
        "fr": "La dose quotidienne apporte {most} {unit} de {substance}; au-delà de {limit} {unit}, une allégation générale ne suffit pas, et l’étiquette n’en fait pas d’autre pour cet ingrédient",
    },
    advice={
        "en": "Add a specific claim of the monograph, or the one on preventing deficiency, or lower the dose",
        "fr": "Ajouter une allégation précise de la monographie, ou celle sur la prévention de la carence, ou réduire la dose",
    },
    cite=Cite("hc-magnesium-2007", "Dose(s)", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each ingredient above the dose up to which its general claims may stand alone, at the first of them."""
    if settled(case) or case.nameless or any(_unread(each) for each in _claims(case)):
        return
    claims = judged(case)
    seen: set[str] = set()
    for each in claims:
        for substance, claim in _limited(each):
            if substance in seen or claim.alone_up_to is None or _any_other(claims, substance):
                continue
            seen.add(substance)
            most = _most_a_day(case, substance, claim.alone_up_to)
            if most is not None and most > claim.alone_up_to.value:
                yield _found(case, each, substance, claim, most)
