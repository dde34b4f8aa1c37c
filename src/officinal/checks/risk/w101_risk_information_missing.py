# SPDX-License-Identifier: Apache-2.0
"""W101: risk information that the market wants for what is in the product, and that the label does not give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.due import unsaid
from officinal.checks.rule import Cite, Found, Named, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "For {substance} this is to be said, and the label does not say it: {text}",
        "fr": "Pour {substance}, ceci doit être dit et l’étiquette ne le dit pas : {text}",
        "en-unread": "For {substance} this is said to be asked for, though we have not read where, and the label does not say it: {text}",
        "fr-unread": "Pour {substance}, ceci serait exigé, sans que nous ayons lu où, et l’étiquette ne le dit pas : {text}",
    },
    advice={
        "en": "Add it to the risk information, in these or other words of the same meaning",
        "fr": "L’ajouter aux renseignements sur les risques, en ces mots ou en d’autres de même sens",
    },
    cite=Cite("nhpr", "s. 93.1(10)"),
)

_CHILDREN = frozenset(("child", "infant"))
_FOR_WOMEN = frozenset(("pregnancy", "breastfeeding"))

_DIRECTIONS = frozenset(("take-with-food", "take-apart"))
"""what belongs to the directions more than to the warnings"""


def check(case: Case) -> Iterator[Found]:
    """Each risk of the market's own that is due and not spoken of; with a licence its own risk information counts (W102)."""
    if case.licence is not None:
        return
    children = bool(case.label.directions) and all(each.population in _CHILDREN for each in case.label.directions)
    spoken: set[tuple[str, str | None, str]] = set()
    for each in unsaid(case):
        risk = each.risk
        meaning = (risk.trigger, risk.what, risk.action if risk.what is None else "")
        if risk.market != "ca" or (children and risk.trigger in _FOR_WOMEN) or meaning in spoken:
            continue
        spoken.add(meaning)
        yield Found(
            each.row.pointer,
            {"substance": Named(each.substance), "text": risk.text},
            fact=risk,
            severity=None if risk.verified == "law" else "info" if risk.action in _DIRECTIONS else "warning",
            variant="unread" if risk.verified == "general-knowledge" else "",
        )
