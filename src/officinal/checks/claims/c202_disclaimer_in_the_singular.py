# SPDX-License-Identifier: Apache-2.0
"""C202: the disclaimer speaks of one statement where the page makes several."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.disclaimed import structure_function
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The disclaimer says “This statement”, and the page makes {count} structure/function claims",
        "fr": "L’avis dit « This statement » et la page fait {count} allégations de structure ou de fonction",
    },
    advice={
        "en": "Begin it with “These statements have not been evaluated …”",
        "fr": "Commencer par « These statements have not been evaluated … »",
    },
    cite=Cite("21-cfr-101-93", "(c)(2)"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the page, where only the form for one claim is there."""
    claims = structure_function(case)
    if len(claims) > 1 and case.says("this statement has not been") and not case.says("these statements have not been"):
        yield Found("/disclaimers", {"count": len(claims)})
