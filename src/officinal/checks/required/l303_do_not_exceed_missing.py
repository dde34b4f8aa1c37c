# SPDX-License-Identifier: Apache-2.0
"""L303: no warning not to exceed the recommended daily dose."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.eu_statements import lacks, says
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not warn against exceeding the recommended daily dose",
        "fr": "L’étiquette n’avertit pas de ne pas dépasser la dose journalière recommandée",
        "en-page": "The page does not show the warning against exceeding the recommended daily dose",
        "fr-page": "La page n’indique pas l’avertissement de ne pas dépasser la dose journalière recommandée",
    },
    advice={
        "en": "Add: Do not exceed the recommended daily dose",
        "fr": "Ajouter: Ne pas dépasser la dose journalière recommandée",
    },
    cite={"eu": Cite("eu-2002-46", "art. 6(3)(c)"), "uk": Cite("uk-si-2003-1387", "reg. 6(2)(c)")},
)


def check(case: Case) -> Iterator[Found]:
    """The risk information, a most per day in the directions, or the words anywhere in what is said."""
    label = case.label
    warned = any(each.trigger == "dose" for each in label.risk_information)
    if not warned and not any(each.most_per_day for each in label.directions) and not says(case, "do-not-exceed"):
        yield from lacks(case, "do-not-exceed", "/risk_information")
