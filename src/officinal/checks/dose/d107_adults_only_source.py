# SPDX-License-Identifier: Apache-2.0
"""D107: directions for children of a nutrient whose source material is for adults only."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.dose.adults_only import kept_for_adults
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "These directions speak to people under 18 years; {source} as a source of {substance} is for adults only",
        "fr": "Ce mode d’emploi s’adresse à des personnes de moins de 18 ans; {source} comme source de {substance} est réservé aux adultes",
    },
    advice={
        "en": "Take another source of {substance}, or keep the directions to adults",
        "fr": "Choisir une autre source de {substance}, ou limiter le mode d’emploi aux adultes",
    },
    cite=Cite("hc-magnesium-2007", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each dose for children, each source that the monographs keep for adults; a licence settles it instead."""
    if case.licence is None:
        for substance, row, value, dose in kept_for_adults(case, sources=True):
            source = next(each for each in (*row.sources, row.substance) if each in value.forms)
            yield Found(dose.pointer, {"source": Named(source or ""), "substance": Named(substance)}, fact=value)
