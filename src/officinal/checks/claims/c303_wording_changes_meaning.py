# SPDX-License-Identifier: Apache-2.0
"""C303: an authorised claim in words that say more than it does."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import IMPROVE, Judged, judged
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import words

RULE = Rule(
    severity="warning",
    message={
        "en": "“{text}” is stronger than the authorised claim, which speaks of keeping a normal function: {targets}",
        "fr": "« {text} » est plus fort que l’allégation autorisée, qui parle de conserver une fonction normale : {targets}",
        "en-normal": "“{text}” leaves out “normal”, which the authorised claim has: {targets}",
        "fr-normal": "« {text} » omet « normal », que contient l’allégation autorisée : {targets}",
    },
    advice={
        "en": "Say “contributes to”, as the list does",
        "fr": "Dire « contribue à », comme la liste",
        "en-normal": "Put “normal” back",
        "fr-normal": "Remettre « normal »",
    },
    cite=Cite("eu-wording-principles-2012", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim that something in the product carries, in a stronger verb or without the word that bounds it."""
    for each in judged(case):
        if each.unsupported:
            continue
        if strong := _stronger(each):
            yield _found(each, strong, "")
        elif dropped := _without_normal(each):
            yield _found(each, dropped, "normal")


def _found(each: Judged, targets: tuple[str, ...], variant: str) -> Found:
    values = {"text": each.said.claim.text, "targets": tuple(map(Named, targets))}
    return Found(f"{each.said.pointer}/text", values, severity="info" if variant else None, variant=variant)


def _stronger(each: Judged) -> tuple[str, ...]:
    if each.said.claim.verb not in IMPROVE:
        return ()
    return tuple(target for target, carried in each.carried if not any(claim.verb in IMPROVE for _, claim in carried))


def _without_normal(each: Judged) -> tuple[str, ...]:
    if any(word.startswith("norma") for word in words(each.said.claim.text)):
        return ()
    return tuple(target for target, carried in each.carried if not any(claim.without_normal for _, claim in carried))
