# SPDX-License-Identifier: Apache-2.0
"""N301: an ingredient that the European Union, or the United Kingdom, does not permit in food supplements."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.non_medicinal.forbidden import MESSAGE, forbidden
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message=MESSAGE,
    advice={
        "en": "Replace it before a lot is placed on that market",
        "fr": "Le remplacer avant de mettre un lot sur ce marché",
    },
    cite=Cite("eu-1333-2008", "article 4(1), Annex II"),
)


def check(case: Case) -> Iterator[Found]:
    """Each ingredient with a ban in force on the day, or to come."""
    return forbidden(case)
