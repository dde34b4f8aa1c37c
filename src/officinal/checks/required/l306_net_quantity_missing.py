# SPDX-License-Identifier: Apache-2.0
"""L306: no net quantity."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.required.net_amount import lacks_net_amount
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label states no net quantity",
        "fr": "L’étiquette n’indique pas la quantité nette",
        "en-page": "The page does not show the net quantity",
        "fr-page": "La page n’indique pas la quantité nette",
    },
    advice={
        "en": "State it by weight or volume, with the number of capsules or tablets: 60 capsules, 42 g",
        "fr": "L’indiquer en poids ou en volume, avec le nombre de gélules ou de comprimés: 60 gélules, 42 g",
    },
    cite={
        "eu": Cite("eu-1169-2011", "art. 9(1)(e)", verified="official"),
        "uk": Cite("uk-1169-2011", "art. 9(1)(e)", verified="official"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """The label or page as a whole; a number of units is taken for a net quantity, as countries that accept it do."""
    if lacks_net_amount(case):
        yield from absent(case, "/net_amount", on_page="warning")
