# SPDX-License-Identifier: Apache-2.0
"""C003: a claim speaks of a disease."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.diseases import of_diseases, prohibited
from officinal.checks.finding import Severity
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}” is a claim about a disease ({diseases}); here only a medicine may make it",
        "fr": "« {text} » est une allégation sur une maladie ({diseases}); ici, seul un médicament peut la faire",
        "en-licence": "“{text}” is a claim about a disease ({diseases}); in Canada only the product's licence can allow it",
        "fr-licence": "« {text} » est une allégation sur une maladie ({diseases}); au Canada, seule la licence du produit peut la permettre",
        "en-deficiency": "“{text}” speaks of a deficiency disease ({diseases}); that is allowed only with a word on how common it is in the United States",
        "fr-deficiency": "« {text} » parle d’une maladie de carence ({diseases}); ce n’est permis qu’en disant sa fréquence aux États-Unis",
        "en-name": "The product's name, “{text}”, names a disease ({diseases}); that makes it a claim to act on it",
        "fr-name": "Le nom du produit, « {text} », nomme une maladie ({diseases}); c’est prétendre agir sur elle",
    },
    advice={
        "en": "Speak of the normal function instead, and only of one that an ingredient may be claimed for",
        "fr": "Parler plutôt de la fonction normale, et seulement de celle qu’un ingrédient permet d’alléguer",
        "en-deficiency": "State the prevalence of the disease in the United States beside the claim",
        "fr-deficiency": "Indiquer la prévalence de la maladie aux États-Unis à côté de l’allégation",
        "en-licence": "Hold the claim against the licence's purposes; drop it where they do not say it",
        "fr-licence": "Comparer l’allégation aux usages de la licence; la retirer s’ils ne la disent pas",
    },
    cite={
        "ca": Cite("hc-illegal-marketing", verified="official"),
        "us": Cite("21-cfr-101-93", "(g)"),
        "eu": Cite("eu-2002-46", "art. 6(2)"),
    },
)

_DEFICIENCY = frozenset(("deficiency-disease", "iron-deficiency-anaemia", "anaemia"))


def check(case: Case) -> Iterator[Found]:
    """Each claim that names a disease and is authorised for nothing in the product; Canada's Schedule A.1 has its own rule."""
    canada = case.market.id == "ca"
    for each in of_diseases(case):
        held = [fact for disease in each.diseases if (fact := prohibited(case, disease)) is not None]
        values = {"text": each.said.claim.text, "diseases": tuple(Named(disease) for disease in each.diseases)}
        if canada and not held:
            lawful: Severity = "info" if case.label.licence_number else "warning"
            yield Found(f"{each.said.pointer}/text", values, severity=lawful, variant="licence")
        elif case.market.id == "us" and _DEFICIENCY.issuperset(each.diseases):
            yield Found(f"{each.said.pointer}/text", values, severity="info", variant="deficiency")
        elif held and not canada:
            yield Found(f"{each.said.pointer}/text", values, fact=held[0])
    if case.market.id == "us" and case.label.name:
        named = tuple(each for each in case.know.disease_phrases.ids(case.label.name) if each)
        if named:
            values = {"text": case.label.name, "diseases": tuple(Named(disease) for disease in named)}
            yield Found("/name", values, fact=prohibited(case, named[0]), severity="warning", variant="name")
