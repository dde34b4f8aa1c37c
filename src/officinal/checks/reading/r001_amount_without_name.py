# SPDX-License-Identifier: Apache-2.0
"""R001: an amount whose ingredient name the page does not give."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import amount as in_words
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "{amount} of what? The page gives this amount no ingredient name, so its dose, claims and risk information cannot be verified",
        "fr": "{amount} de quoi? La page ne nomme pas cet ingrédient; sa dose, ses allégations et ses renseignements sur les risques ne peuvent pas être vérifiés",
        "en-columns": "{amount} of what? Names and amounts stand in separate columns of the text, so this amount was given no name",
        "fr-columns": "{amount} de quoi? Les noms et les quantités se trouvent dans des colonnes séparées du texte; aucun nom n’a été attribué à cette quantité",
    },
    advice={
        "en": "State the ingredient's name and its source material beside the amount",
        "fr": "Indiquer le nom de l’ingrédient et sa matière d’origine à côté de la quantité",
        "en-columns": "Paste the table row by row",
        "fr-columns": "Coller le tableau ligne par ligne",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(iii) to (v)"),
        "facts-table": Cite("nhpr", "93.1(7)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(i), (b)(3)(i)"),
        "eu": Cite("eu-2002-46", "art. 8"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(2)(f)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each row with an amount and no name; where the text lost the rows of its table, the page is not to blame."""
    apart = case.reading is not None and any("separate columns" in problem for problem in case.reading.problems)
    for row in case.nameless:
        amount = row.item.amount
        if amount is not None:
            values = {"amount": in_words(amount)}
            yield (
                Found(row.pointer, values, severity="info", variant="columns") if apart else Found(row.pointer, values)
            )
