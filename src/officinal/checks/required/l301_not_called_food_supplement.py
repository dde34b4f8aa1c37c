# SPDX-License-Identifier: Apache-2.0
"""L301: the product is not called a food supplement."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.eu_statements import lacks, says
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not call the product a food supplement",
        "fr": "L’étiquette ne désigne pas le produit comme complément alimentaire",
        "en-page": "The page does not call the product a food supplement",
        "fr-page": "La page ne désigne pas le produit comme complément alimentaire",
    },
    advice={
        "en": "Sell it under the name “food supplement”, in the language of the country; “dietary supplement” is another market’s name",
        "fr": "Le vendre sous la dénomination «complément alimentaire», dans la langue du pays; «supplément diététique» est le nom d’un autre marché",
    },
    cite={"eu": Cite("eu-2002-46", "art. 6(1)"), "uk": Cite("uk-si-2003-1387", "reg. 6(1)")},
)


def check(case: Case) -> Iterator[Found]:
    """The name in any of the languages that we know it in, anywhere in what is said."""
    if not says(case, "food-supplement"):
        yield from lacks(case, "food-supplement", "/identity_statement")
