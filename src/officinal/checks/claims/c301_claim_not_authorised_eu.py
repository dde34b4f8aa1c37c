# SPDX-License-Identifier: Apache-2.0
"""C301: a health claim that the Union's list, as known to us, authorises for nothing in the product."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import Judged, carriers, claims_known, judged, unknown_rows
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "The list of authorised health claims, as known to us, has this for no ingredient of the product: {targets}",
        "fr": "La liste des allégations de santé autorisées, telle que nous la connaissons, n’a ceci pour aucun ingrédient du produit : {targets}",
        "en-carrier": "The claim is made of {named}; for {targets} the list, as known to us, names {others} among the product's ingredients",
        "fr-carrier": "L’allégation porte sur {named}; pour {targets}, la liste, telle que nous la connaissons, nomme {others} parmi les ingrédients du produit",
        "en-other": "No authorised health claim known to us covers this: {targets}; for a botanical one may be on hold and then usable under national rules",
        "fr-other": "Aucune allégation de santé autorisée connue de nous ne couvre ceci : {targets}; pour une plante, elle peut être en attente et alors utilisable selon les règles nationales",
        "en-general": "This refers to general health ({targets}); it may be made only beside a specific authorised claim, and the page has none",
        "fr-general": "Ceci renvoie à la santé en général ({targets}); ce n’est permis qu’à côté d’une allégation autorisée précise, et la page n’en a pas",
    },
    advice={
        "en": "Use only claims of the list, for the nutrient that carries them",
        "fr": "N’employer que les allégations de la liste, pour le nutriment qui les porte",
        "en-other": "Look the ingredient up in the list of claims on hold and in the rules of the country of sale",
        "fr-other": "Chercher l’ingrédient dans la liste des allégations en attente et dans les règles du pays de vente",
        "en-general": "Put a specific authorised claim next to it, or drop it",
        "fr-general": "Y joindre une allégation autorisée précise, ou la retirer",
    },
    cite=Cite("eu-1924-2006", "art. 10(1), 13", verified="official"),
)
_GENERAL = frozenset(("good-health", "general-health", "seasonal-wellness"))


def check(case: Case) -> Iterator[Found]:
    """Each health claim with a target that nothing in the product carries; nameless amounts settle nothing."""
    if not case.rows or case.nameless:
        return
    claims = judged(case)
    specific = any(not each.unsupported for each in claims)
    for each in claims:
        missing = tuple(target for target in each.unsupported if target not in _GENERAL)
        if missing and each.said.claim.mark != "disease":
            yield _specific(case, each, missing)
        elif not missing and not specific:
            yield Found(each.pointer, {"targets": _named(each.unsupported)}, severity="info", variant="general")


def _specific(case: Case, each: Judged, missing: tuple[str, ...]) -> Found:
    values: dict[str, object] = {"targets": _named(missing)}
    if unknown_rows(case) if not each.named else not all(claims_known(case, named) for named in each.named):
        return Found(each.pointer, values, severity="info", variant="other")
    others = {substance for target in missing for substance, _ in carriers(case, target, case.medicinal)}
    if others:
        values |= {"named": _named(each.named), "others": _named(tuple(sorted(others)))}
        return Found(each.pointer, values, variant="carrier")
    return Found(each.pointer, values)


def _named(ids: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(map(Named, ids))
