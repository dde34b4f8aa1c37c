# SPDX-License-Identifier: Apache-2.0
"""N201: an ingredient that the United States do not permit in food."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.non_medicinal.forbidden import MESSAGE, forbidden
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message=MESSAGE,
    advice={
        "en": "Replace it before a lot is labelled for that market",
        "fr": "Le remplacer avant d’étiqueter un lot pour ce marché",
    },
    cite=Cite("fdca", "402(a)(2)(C)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each ingredient with a ban in force on the day, or to come."""
    return forbidden(case)
