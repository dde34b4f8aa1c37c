# SPDX-License-Identifier: Apache-2.0
"""C306: an authorised claim is made for the product instead of for the nutrient that carries it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import judged, names_in
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "“{text}” does not say of which nutrient; here it rests on {carriers}",
        "fr": "« {text} » ne dit pas de quel nutriment il s’agit; ici, elle repose sur ceci : {carriers}",
    },
    advice={
        "en": "Make the nutrient the subject of the claim",
        "fr": "Faire du nutriment le sujet de l’allégation",
    },
    cite=Cite("eu-wording-principles-2012", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each carried claim in which no substance is named at all."""
    for each in judged(case):
        text = each.said.claim.text
        if not each.unsupported and not names_in(text):
            carried = dict.fromkeys(Named(substance) for _, carried in each.carried for substance, _ in carried)
            yield Found(f"{each.said.pointer}/text", {"text": text, "carriers": tuple(carried)})
