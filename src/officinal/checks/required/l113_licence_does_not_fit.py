# SPDX-License-Identifier: Apache-2.0
"""L113: a licence that was given and is not this product's, or no longer in force."""

import re
from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.product_number import is_product_number, stated_number
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import words

RULE = Rule(
    severity="error",
    message={
        "en": "The product's number is {stated}; the licence that was given is {licensed}",
        "fr": "Le numéro du produit est {stated}; la licence fournie est la {licensed}",
        "en-name": "The product is called {name}; licence {licensed} is for {names}",
        "fr-name": "Le produit s’appelle {name}; la licence {licensed} vise {names}",
        "en-inactive": "Licence {licensed} is not active",
        "fr-inactive": "La licence {licensed} n’est pas active",
    },
    advice={
        "en": "Give the licence with the product's number, or correct the number",
        "fr": "Fournir la licence qui porte le numéro du produit, ou corriger le numéro",
        "en-name": "Make sure that the licence covers this name; one licence may cover several",
        "fr-name": "S’assurer que la licence couvre ce nom; une licence peut en couvrir plusieurs",
        "en-inactive": "Look the licence up with Health Canada before the product is sold",
        "fr-inactive": "Vérifier la licence auprès de Santé Canada avant de vendre le produit",
    },
    cite=Cite("nhpr", "4(1), (3)"),
)

_MOST_NAMES = 3


def check(case: Case) -> Iterator[Found]:
    """Number, state and name, where a licence is given; after a wrong number the rest says nothing."""
    licence = case.licence
    if licence is None:
        return
    stated = stated_number(case)
    if stated is not None and is_product_number(stated) and _digits(stated) != _digits(licence.number):
        yield Found("/licence_number", {"stated": _digits(stated), "licensed": licence.number})
        return
    if licence.active is False:
        values = {"licensed": licence.number}
        yield Found("/licence_number", values, severity="warning", variant="inactive")
    name = case.label.name
    if name and licence.names and not any(_telling(name) & _telling(each) for each in licence.names):
        shown = licence.names[:_MOST_NAMES]
        yield Found(
            "/name", {"name": name, "licensed": licence.number, "names": shown}, severity="info", variant="name"
        )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _telling(name: str) -> set[str]:
    """The words of a name that can tell products apart."""
    return {word for word in words(name) if len(word) > 2}
