# SPDX-License-Identifier: Apache-2.0
"""L304: no statement that a food supplement is no substitute for a varied diet."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.eu_statements import lacks, says
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not say that food supplements are no substitute for a varied diet",
        "fr": "L’étiquette ne dit pas que les compléments alimentaires ne remplacent pas une alimentation variée",
        "en-page": "The page does not show that food supplements are no substitute for a varied diet",
        "fr-page": "La page n’indique pas que les compléments alimentaires ne remplacent pas une alimentation variée",
    },
    advice={
        "en": "Add: Food supplements should not be used as a substitute for a varied diet",
        "fr": "Ajouter: Les compléments alimentaires ne doivent pas être utilisés comme substituts d’un régime alimentaire varié",
    },
    cite={"eu": Cite("eu-2002-46", "art. 6(3)(d)"), "uk": Cite("uk-si-2003-1387", "reg. 6(2)(d)")},
)


def check(case: Case) -> Iterator[Found]:
    """The disclaimers of the record, or the words anywhere in what is said."""
    if "not-a-substitute-for-varied-diet" not in case.label.disclaimers and not says(case, "varied-diet"):
        yield from lacks(case, "varied-diet", "/disclaimers")
