# SPDX-License-Identifier: Apache-2.0
"""R001: an amount whose ingredient name the page does not give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} of what? The page gives this amount no ingredient name, so its dose, claims and risk information cannot be verified",
        "fr": "{amount} de quoi? La page ne nomme pas cet ingrédient; sa dose, ses allégations et ses renseignements sur les risques ne peuvent pas être vérifiés",
    },
    advice={
        "en": "State the ingredient's name and its source material beside the amount",
        "fr": "Indiquer le nom de l’ingrédient et sa matière d’origine à côté de la quantité",
    },
    cite={
        "ca": Cite("nhpr", "93.1(7)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(i), (b)(3)(i)"),
        "eu": Cite("eu-2002-46", "art. 8"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each row with an amount and no name."""
    for row in case.nameless:
        amount = row.item.amount
        if amount is not None:
            yield Found(row.pointer, {"amount": f"{amount.value} {amount.unit or ''}".strip()})
