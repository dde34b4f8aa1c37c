# SPDX-License-Identifier: Apache-2.0
"""L104: no net amount."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.required.net_amount import lacks_net_amount
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not state the net amount in the container",
        "fr": "L’étiquette n’indique pas la quantité nette du contenant",
        "en-page": "The page does not show the net amount in the container",
        "fr-page": "La page n’indique pas la quantité nette du contenant",
    },
    advice={
        "en": "State it by weight, volume or number: 300 g, 50 mL, 60 capsules",
        "fr": "L’indiquer en poids, en volume ou en nombre: 300 g, 50 mL, 60 capsules",
    },
    cite={"former": Cite("nhpr-former", "93(1)(a)(v)"), "facts-table": Cite("nhpr", "93(e)")},
)


def check(case: Case) -> Iterator[Found]:
    """The label or page as a whole."""
    if lacks_net_amount(case):
        yield from absent(case, "/net_amount")
