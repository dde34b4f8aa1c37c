# SPDX-License-Identifier: Apache-2.0
"""C107: a claim speaks of something that the product's licence does not."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import functions
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "The purposes of licence {number} do not speak of this: {targets}",
        "fr": "Les usages de la licence {number} ne parlent pas de ceci : {targets}",
    },
    advice={
        "en": "Keep to the licence's purposes, paraphrased without adding to them, or amend the licence",
        "fr": "S’en tenir aux usages de la licence, paraphrasés sans rien y ajouter, ou faire modifier la licence",
    },
    cite=Cite("hc-illegal-marketing", "Requirements to advertise", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim about a function that no purpose of the licence names, narrowly or widely."""
    licence = case.licence
    if licence is None or not licence.purposes:
        return
    purposes = {target for text in licence.purposes for target in case.know.target_phrases.ids(text)}
    wider = {each for target in purposes for each in case.know.wider(target)}
    for said in case.claims:
        missing = tuple(
            Named(target)
            for target in functions(said)
            if target not in wider and purposes.isdisjoint(case.know.wider(target))
        )
        if missing:
            pointer = f"{said.pointer}/target" if said.claim.target else f"{said.pointer}/text"
            yield Found(pointer, {"number": licence.number, "targets": missing})
