# SPDX-License-Identifier: Apache-2.0
"""D106: a complementary ingredient without another medicinal ingredient beside it."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Status

RULE = Rule(
    severity="error",
    message={
        "en": "{substance} is only complementary: the monograph wants another of its ingredients beside it, and the label has none",
        "fr": "{substance} n’est que complémentaire: la monographie exige un autre de ses ingrédients, et l’étiquette n’en a aucun",
    },
    advice={
        "en": "Add a medicinal ingredient that the monograph lists, or license the product on other evidence",
        "fr": "Ajouter un ingrédient médicinal de la monographie, ou faire homologuer le produit sur d’autres preuves",
    },
    cite=Cite("hc-mvm-2023", "Introduction", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Labels whose every medicinal ingredient is complementary; one that we do not know may be another."""
    if case.licence is not None:
        return
    rows = [row for row in case.rows if row.item.kind is None]
    complements = [(row, status) for row in rows if (status := _complementary(case, row))]
    if complements and len(complements) == len(rows):
        for row, status in complements:
            yield Found(row.pointer, {"substance": Named(row.substance or "")}, fact=status)


def _complementary(case: Case, row: Row) -> Status | None:
    known = case.know.substances.get(row.substance or "")
    for status in known.statuses if known else ():
        if status.complementary and status.in_force(case.market.id, case.as_of):
            return status
    return None
