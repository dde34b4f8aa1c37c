# SPDX-License-Identifier: Apache-2.0
"""L102: a licence number that is not eight digits."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.product_number import is_product_number, stated_number
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "“{stated}” is no product number: an NPN or DIN-HM has eight digits",
        "fr": "«{stated}» n’est pas un numéro de produit: un NPN ou un DIN-HM compte huit chiffres",
    },
    advice={
        "en": "Copy the number from the licence",
        "fr": "Recopier le numéro de la licence",
    },
    cite=Cite("hc-product-licensing", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """The number that the record or the page gives."""
    stated = stated_number(case)
    if stated is not None and not is_product_number(stated):
        yield Found("/licence_number", {"stated": stated}, severity="warning" if case.reading else None)
