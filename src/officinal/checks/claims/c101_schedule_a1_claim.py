# SPDX-License-Identifier: Apache-2.0
"""C101: a claim to treat or cure a condition of Schedule A.1."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.diseases import of_diseases, prohibited
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}” represents the product as a treatment or cure of {diseases}, which Schedule A.1 lists ({entry}); that may not be said to the public",
        "fr": "« {text} » présente le produit comme un traitement ou une guérison ({diseases}), affection de l’annexe A.1 ({entry}); cela ne peut être dit au public",
        "en-preventative": "“{text}” speaks of preventing {diseases}, which Schedule A.1 lists ({entry}); for a natural health product that is allowed only as the licence says it",
        "fr-preventative": "« {text} » parle de prévention ({diseases}), affection de l’annexe A.1 ({entry}); pour un produit de santé naturel, cela n’est permis que tel que la licence le dit",
    },
    advice={
        "en": "Remove the claim from label, page and advertising",
        "fr": "Retirer l’allégation de l’étiquette, de la page et de la publicité",
        "en-preventative": "Hold it against the licence's purposes; remove it where they do not say it",
        "fr-preventative": "Comparer aux usages de la licence; retirer l’allégation s’ils ne la disent pas",
    },
    cite=Cite("fda-ca", "s. 3(1), 3(2); Schedule A.1"),
)


def check(case: Case) -> Iterator[Found]:
    """Each claim that names a condition of the schedule; a licence whose purposes name it settles it."""
    for each in of_diseases(case):
        held = [(disease, fact) for disease in each.diseases if (fact := prohibited(case, disease)) is not None]
        if not held:
            continue
        values = {
            "text": each.said.claim.text,
            "diseases": tuple(Named(disease) for disease, _ in held),
            "entry": ", ".join(dict.fromkeys(fact.entry for _, fact in held if fact.entry)),
        }
        exempt = each.preventative and all("prevention" not in fact.claims for _, fact in held)
        yield Found(
            f"{each.said.pointer}/text",
            values,
            fact=held[0][1],
            severity="info" if exempt else None,
            variant="preventative" if exempt else "",
        )
