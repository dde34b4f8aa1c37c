# SPDX-License-Identifier: Apache-2.0
"""L106: no recommended dose."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Directions

RULE = Rule(
    severity="error",
    message={
        "en": "The label states no recommended dose",
        "fr": "L’étiquette n’indique aucune dose recommandée",
        "en-page": "The page does not show a recommended dose",
        "fr-page": "La page n’indique aucune dose recommandée",
    },
    advice={
        "en": "State who takes how much, and how often: adults, 1 capsule, 2 times a day",
        "fr": "Indiquer qui prend combien, et combien de fois: adultes, 1 capsule, 2 fois par jour",
    },
    cite={"former": Cite("nhpr-former", "93(1)(b)(viii)"), "facts-table": Cite("nhpr", "93.1(14)(a)")},
)

_ON_THE_SKIN = ("cream", "oil")


def check(case: Case) -> Iterator[Found]:
    """All directions together: one number is enough; what is put on the skin needs none."""
    label = case.label
    on_the_skin = label.dosage_form in _ON_THE_SKIN or any(each.route == "topical" for each in label.directions)
    if not on_the_skin and not any(states_dose(each) for each in label.directions):
        yield from absent(case, "/directions")


def states_dose(directions: Directions) -> bool:
    """Whether directions say how much to take."""
    return any(each and each.max is not None for each in (directions.servings, directions.most_per_day))
