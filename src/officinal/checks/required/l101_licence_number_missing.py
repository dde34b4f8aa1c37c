# SPDX-License-Identifier: Apache-2.0
"""L101: no product licence number."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.product_number import is_drug, stated_number
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The label has no product number (NPN or DIN-HM)",
        "fr": "L’étiquette n’a pas de numéro de produit (NPN ou DIN-HM)",
        "en-page": "The page does not show a product number (NPN or DIN-HM), so nobody can look up what the product is licensed for",
        "fr-page": "La page n’indique pas de numéro de produit (NPN ou DIN-HM); nul ne peut donc consulter ce pour quoi le produit est homologué",
    },
    advice={
        "en": "Show the eight digits after NPN, on the label's principal display panel and on the page",
        "fr": "Indiquer les huit chiffres à la suite de NPN, sur l’espace principal de l’étiquette et sur la page",
    },
    cite={"former": Cite("nhpr-former", "93(1)(a)(ii), 91"), "facts-table": Cite("nhpr", "93(b), 91")},
)


def check(case: Case) -> Iterator[Found]:
    """The label or page as a whole; a page that gives a drug's number sells a drug, and is judged by other rules."""
    if stated_number(case) is not None or is_drug(case):
        return
    if case.reading is None:
        yield Found("/licence_number")
    else:
        yield Found("/licence_number", severity="warning", variant="page")
