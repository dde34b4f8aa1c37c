# SPDX-License-Identifier: Apache-2.0
"""E004: a study in animals or in the laboratory that the page tells without saying so."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, told
from officinal.checks.evidence.said import says_animals
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Text

RULE = Rule(
    severity="warning",
    message={
        "en": "The study was done in {subjects}; what the page says of it does not mention that",
        "fr": "L’étude a été menée {subjects}; ce que la page en dit ne le précise pas",
    },
    advice={
        "en": "Say that the study was done in {subjects}; what it finds need not hold in people",
        "fr": "Préciser que l’étude a été menée {subjects}; ses résultats ne valent pas nécessairement chez l’humain",
    },
    cite=NOT_MISLEADING,
)

_SUBJECTS = {
    "rat": Text(en="rats", fr="chez le rat"),
    "mouse": Text(en="mice", fr="chez la souris"),
    "animal": Text(en="animals", fr="chez l’animal"),
}
_LABORATORY = Text(en="cells or tissue in the laboratory", fr="en laboratoire, sur des cellules ou des tissus")


def check(case: Case) -> Iterator[Found]:
    """Each such study that the page says something of; a title that names the animals counts as telling."""
    for each in told(case):
        if each.in_animals and not says_animals(_around(case, each)):
            subjects = _SUBJECTS.get(
                each.known.species, _LABORATORY if each.known.design == "in-vitro" else _SUBJECTS["animal"]
            )
            yield Found(f"{each.pointer}/summary", {"subjects": subjects}, fact=each.known)


def _around(case: Case, each: Cited) -> str:
    """All that stands under the study's heading, and the title as the citation prints it."""
    section = [
        study.summary or "" for study in case.label.studies if study.heading and study.heading == each.study.heading
    ]
    return " ".join((each.said, each.study.citation.title or "", *section))
