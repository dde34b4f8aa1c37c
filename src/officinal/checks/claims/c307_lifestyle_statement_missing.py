# SPDX-License-Identifier: Apache-2.0
"""C307: a health claim without the statement on diet and lifestyle."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.authorised import judged
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "Health claims on the page: {count}; nothing on it says that a varied and balanced diet and a healthy lifestyle matter",
        "fr": "Allégations de santé sur la page : {count}; rien n’y dit l’importance d’une alimentation variée et équilibrée et d’un mode de vie sain",
    },
    advice={
        "en": "Add a statement on the importance of a varied and balanced diet and a healthy lifestyle",
        "fr": "Ajouter une mention sur l’importance d’une alimentation variée et équilibrée et d’un mode de vie sain",
    },
    cite=Cite("eu-1924-2006", "art. 10(2)(a)"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for the page, at its first authorised health claim."""
    claims = [each for each in judged(case) if not each.unsupported]
    if claims and not case.statements & {"eu-healthy-lifestyle", "uk-healthy-lifestyle"}:
        yield Found(f"{claims[0].said.pointer}/text", {"count": len(claims)})
