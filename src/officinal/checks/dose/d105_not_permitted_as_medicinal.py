# SPDX-License-Identifier: Apache-2.0
"""D105: a medicinal ingredient that the market's monograph does not permit as one."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.schema import Status, Text

RULE = Rule(
    severity="warning",
    message={
        "en": "{substance} stands among the medicinal ingredients, where the monograph does not permit it: {condition}",
        "fr": "{substance} figure parmi les ingrédients médicinaux, ce que la monographie ne permet pas: {condition}",
    },
    advice={
        "en": "Declare the ingredient that it comes with, or license the product on other evidence",
        "fr": "Déclarer l’ingrédient qu’il accompagne, ou faire homologuer le produit sur d’autres preuves",
    },
    cite=Cite("hc-mvm-2023", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row that names the substance itself; rows of a nutrition table and counter-ions are no medicinal ingredients."""
    if case.licence is not None:
        return
    for table in case.tables:
        of_nutrition = any(row.item.kind == "nutrition" for row in table.rows)
        for row in () if of_nutrition else table.rows:
            if (status := _refused(case, row)) is not None:
                condition = status.condition or Text(en="not permitted", fr="non permis")
                yield Found(row.pointer, {"substance": Named(row.substance or ""), "condition": condition}, fact=status)


def _refused(case: Case, row: Row) -> Status | None:
    known = case.know.substances.get(row.substance or "")
    for status in known.statuses if known else ():
        if not status.permitted and status.role == "medicinal" and status.in_force(case.market.id, case.as_of):
            return status
    return None
