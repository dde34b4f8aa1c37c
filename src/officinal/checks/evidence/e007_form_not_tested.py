# SPDX-License-Identifier: Apache-2.0
"""E007: a form of a nutrient that the page names in telling of a study, and that the study did not test."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.evidence.said import named, of_the_study
from officinal.checks.rule import Found, Named, Rule
from officinal.knowledge.names import substances

RULE = Rule(
    severity="warning",
    message={
        "en": "The page names a form that this study did not test: {forms}; it tested {tested}",
        "fr": "La page nomme une forme que cette étude n’a pas mise à l’essai: {forms}; elle a porté sur: {tested}",
    },
    advice={
        "en": "Name the forms that the study tested, or cite one that tested {forms}",
        "fr": "Nommer les formes mises à l’essai, ou citer une étude qui a porté sur: {forms}",
    },
    cite=NOT_MISLEADING,
)

_A_CLASS = ("-chelate",)
"""names of classes that a tested form can belong to"""


def check(case: Case) -> Iterator[Found]:
    """Each known study that tested forms of a nutrient by name."""
    for each in cited(case):
        for nutrient in each.known.subjects:
            tested = _forms(nutrient, each)
            if not tested:
                continue
            said = dict.fromkeys(form for sentence in of_the_study(each.summary) for form in named(nutrient, sentence))
            untested = [form for form in said if not _tested(form, tested)]
            if untested:
                yield Found(
                    f"{each.pointer}/summary",
                    {"forms": tuple(map(Named, untested)), "tested": tuple(map(Named, tested))},
                    fact=each.known,
                )


def _forms(nutrient: str, each: Cited) -> list[str]:
    """The forms of a nutrient that a study tested; none where it gave the nutrient in a form that it does not name."""
    known = substances()
    if nutrient in each.known.tested:
        return []
    return [form for form in each.known.tested if form in known and nutrient in known[form].of]


def _tested(form: str, tested: list[str]) -> bool:
    """Whether a form is a tested one, a narrower or wider name for it, or the name of a class."""
    return form.endswith(_A_CLASS) or any(
        form == each or form.startswith(f"{each}-") or each.startswith(f"{form}-") for each in tested
    )
