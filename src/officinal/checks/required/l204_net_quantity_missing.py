# SPDX-License-Identifier: Apache-2.0
"""L204: no net quantity of contents."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.required.net_amount import lacks_net_amount
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label states no net quantity of contents",
        "fr": "L’étiquette n’indique pas la quantité nette",
        "en-page": "The page does not show the net quantity of contents",
        "fr-page": "La page n’indique pas la quantité nette",
    },
    advice={
        "en": "State it by weight, measure or count: 60 capsules, Net Wt 10.6 oz (300 g)",
        "fr": "L’indiquer en poids, en mesure ou en nombre: «60 capsules», «Net Wt 10.6 oz (300 g)»",
    },
    cite=Cite("fdca", "403(e)(2)"),
)


def check(case: Case) -> Iterator[Found]:
    """The label or page as a whole."""
    if lacks_net_amount(case):
        yield from absent(case, "/net_amount")
