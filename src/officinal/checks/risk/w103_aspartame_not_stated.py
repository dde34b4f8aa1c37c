# SPDX-License-Identifier: Apache-2.0
"""W103: aspartame without the statement that the Product Facts rules want."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.risk.stated import owed, places
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The product contains aspartame, and the label does not state it under its warnings",
        "fr": "Le produit contient de l’aspartame et l’étiquette ne l’indique pas sous les mises en garde",
    },
    advice={
        "en": "Add in bold under Warnings: “{words}”",
        "fr": "Ajouter en gras sous « Mises en garde » : « {words} »",
    },
    cite=Cite("nhpr", "s. 93.1(12)"),
    regimes=("facts-table",),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the label, at the first place that lists aspartame."""
    for pointer, _ in places(case, ("aspartame",)):
        if (statement := owed(case, "aspartame")) is not None:
            yield Found(pointer, {"words": statement.text}, fact=statement)
        return
