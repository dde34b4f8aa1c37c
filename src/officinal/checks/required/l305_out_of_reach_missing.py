# SPDX-License-Identifier: Apache-2.0
"""L305: no statement to keep the product out of the reach of young children."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.eu_statements import lacks, says
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not say to keep the product out of the reach of young children",
        "fr": "L’étiquette ne dit pas de tenir le produit hors de la portée des jeunes enfants",
        "en-page": "The page does not show that the product is kept out of the reach of young children",
        "fr-page": "La page n’indique pas de tenir le produit hors de la portée des jeunes enfants",
    },
    advice={
        "en": "Add: Keep out of the reach of young children",
        "fr": "Ajouter: Tenir hors de la portée des jeunes enfants",
    },
    cite={"eu": Cite("eu-2002-46", "art. 6(3)(e)"), "uk": Cite("uk-si-2003-1387", "reg. 6(2)(e)")},
)


def check(case: Case) -> Iterator[Found]:
    """The risk information of the record, or the words anywhere in what is said."""
    told = any(each.trigger == "children-access" for each in case.label.risk_information)
    if not told and not says(case, "reach-of-children"):
        yield from lacks(case, "reach-of-children", "/risk_information")
