# SPDX-License-Identifier: Apache-2.0
"""D103: directions for children of an ingredient whose monograph is for adults only."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.dose.adults_only import kept_for_adults
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "These directions speak to people under 18 years; the monograph has a dose of {substance} for adults only",
        "fr": "Ce mode d’emploi s’adresse à des personnes de moins de 18 ans; la monographie ne prévoit de dose de {substance} que pour les adultes",
    },
    advice={
        "en": "Keep the directions to adults, or license the dose for children on other evidence",
        "fr": "Limiter le mode d’emploi aux adultes, ou faire homologuer la dose pour enfants sur d’autres preuves",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each dose for children, each ingredient that the monograph keeps for adults; a licence settles it instead."""
    if case.licence is None:
        for substance, _, value, dose in kept_for_adults(case, sources=False):
            yield Found(dose.pointer, {"substance": Named(substance)}, fact=value)
