# SPDX-License-Identifier: Apache-2.0
"""L105: no recommended use or purpose."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label states no recommended use or purpose",
        "fr": "L’étiquette n’indique aucune utilisation ou fin recommandée",
        "en-page": "The page does not show a recommended use or purpose",
        "fr-page": "La page n’indique aucune utilisation ou fin recommandée",
    },
    advice={
        "en": "State at least one use that the product is licensed for, in its words",
        "fr": "Indiquer au moins une utilisation homologuée, dans les mots de la licence",
    },
    cite={"former": Cite("nhpr-former", "93(1)(b)(vi)"), "facts-table": Cite("nhpr", "93.1(8)")},
)


def check(case: Case) -> Iterator[Found]:
    """Claims that are more than a comparison or a promise of safety; homeopathic medicines have a wording of their own."""
    if any(claim.verb or claim.target or claim.mark in (None, "disease") for claim in case.label.claims):
        return
    if not case.says("homeopathic", "homéopathique"):
        yield from absent(case, "/claims")
