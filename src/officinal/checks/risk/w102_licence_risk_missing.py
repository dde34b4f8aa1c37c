# SPDX-License-Identifier: Apache-2.0
"""W102: risk information of the licence that the label does not give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.said import Said, said
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "Licence {number} has this risk information, and the label speaks of none of it: {text}",
        "fr": "La licence {number} contient ce renseignement sur les risques, et l’étiquette n’en dit rien : {text}",
        "en-part": "Licence {number} has this risk information, and the label does not speak of all of it: {text}",
        "fr-part": "La licence {number} contient ce renseignement sur les risques, et l’étiquette ne le dit pas en entier : {text}",
    },
    advice={
        "en": "Add what is missing, in the licence's words or others of the same meaning",
        "fr": "Ajouter ce qui manque, dans les mots de la licence ou d’autres de même sens",
    },
    cite=Cite("nhpr", "s. 93.1(10)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each risk text of the licence, by the conditions and medicines that it names."""
    if case.licence is None:
        return
    for text in case.licence.risks:
        named = _named(case, text)
        missing = [each for each in named if not _said(case, said(case), each)]
        if missing:
            part = len(missing) < len(named)
            values = {"number": case.licence.number, "text": text}
            yield Found("/risk_information", values, severity="info" if part else None, variant="part" if part else "")


def _named(case: Case, text: str) -> tuple[str, ...]:
    """The conditions and classes of medicines that a text names; words of every caution ("any medication") aside."""
    found = (*case.know.condition_phrases.ids(text), *case.know.drug_phrases.ids(text))
    return tuple(each for each in dict.fromkeys(found) if each not in ("medical-condition", "medicines"))


def _said(case: Case, label: Said, named: str) -> bool:
    if named in label.conditions or named in label.drugs or named in label.triggers:
        return True
    known = case.know.conditions.get(named) or case.know.drug_classes.get(named)
    return known is not None and not {*label.conditions, *label.drugs}.isdisjoint(known.within)
