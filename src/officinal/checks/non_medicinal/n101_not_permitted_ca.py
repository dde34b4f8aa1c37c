# SPDX-License-Identifier: Apache-2.0
"""N101: a non-medicinal ingredient that Canada does not permit."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.non_medicinal.forbidden import MESSAGE, forbidden
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message=MESSAGE,
    advice={
        "en": "Replace it, and notify or amend the product licence",
        "fr": "Le remplacer, et modifier la licence de mise en marché ou aviser du changement",
    },
    cite=Cite("nhpid", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """Each ingredient with a ban in force on the day, or to come."""
    return forbidden(case)
