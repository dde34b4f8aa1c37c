# SPDX-License-Identifier: Apache-2.0
"""C102: a claim that no monograph known to us authorises for what is in the product."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import Judged, carriers, judged, settled, unknown_rows
from officinal.checks.finding import Severity
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import kind_of

RULE = Rule(
    severity="warning",
    message={
        "en": "No Canadian monograph known to us authorises this for any ingredient of the product: {targets}",
        "fr": "Aucune monographie canadienne connue de nous n’autorise ceci pour un ingrédient du produit : {targets}",
        "en-carrier": "The claim is made of {named}; for {targets} the monographs known to us name {others} among the product's ingredients",
        "fr-carrier": "L’allégation porte sur {named}; pour {targets}, les monographies connues de nous nomment {others} parmi les ingrédients du produit",
        "en-verb": "“{text}” goes further than the monographs known to us, which speak of maintaining or supporting this: {targets}",
        "fr-verb": "« {text} » va plus loin que les monographies connues de nous, qui parlent de maintenir ou de soutenir ceci : {targets}",
    },
    advice={
        "en": "Drop the claim, or show that the product's licence has it",
        "fr": "Retirer l’allégation, ou montrer que la licence du produit la contient",
        "en-carrier": "Make the claim of the ingredient that carries it",
        "fr-carrier": "Faire porter l’allégation sur l’ingrédient qui la permet",
        "en-verb": "Use the authorised verb, or show that the product's licence has this one",
        "fr-verb": "Employer le verbe autorisé, ou montrer que la licence du produit contient celui-ci",
    },
    cite=Cite("hc-illegal-marketing", "Requirements to advertise", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim about a function, where every ingredient is named and its claims are known to us."""
    if settled(case) or not case.rows or unknown_rows(case):
        return
    severity: Severity = "info" if _may_rest_on_more(case) else "warning"
    for each in judged(case):
        if each.said.claim.mark != "disease":
            yield from _found(case, each, severity)


def _found(case: Case, each: Judged, severity: Severity) -> Iterator[Found]:
    if each.unsupported:
        values: dict[str, object] = {"targets": tuple(Named(target) for target in each.unsupported)}
        if others := _others(case, each):
            values |= {"named": tuple(map(Named, each.named)), "others": others}
            yield Found(each.pointer, values, severity=severity, variant="carrier")
        else:
            yield Found(each.pointer, values, severity=severity)
    elif each.too_strong:
        values = {"text": each.said.claim.text, "targets": tuple(Named(target) for target in each.too_strong)}
        yield Found(f"{each.said.pointer}/text", values, severity=severity, variant="verb")


def _others(case: Case, each: Judged) -> tuple[Named, ...]:
    """The product's other ingredients that could carry every target that the named one does not."""
    for target in each.unsupported:
        found = dict.fromkeys(Named(substance) for substance, _ in carriers(case, target, case.medicinal))
        if not found:
            return ()
    return tuple(found)


def _may_rest_on_more(case: Case) -> bool:
    """A licence number says that purposes were authorised which we cannot see; so may monographs that we know in part."""
    return case.label.licence_number is not None or any(
        kind_of(each) not in ("nutrient", "compound", None) for each in case.medicinal
    )
