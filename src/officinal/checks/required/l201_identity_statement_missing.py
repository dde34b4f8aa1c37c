# SPDX-License-Identifier: Apache-2.0
"""L201: the product does not call itself a dietary supplement."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import words

RULE = Rule(
    severity="error",
    message={
        "en": "The label does not identify the product as a dietary supplement",
        "fr": "L’étiquette ne désigne pas le produit comme «dietary supplement»",
        "en-page": "The page does not identify the product as a dietary supplement",
        "fr-page": "La page ne désigne pas le produit comme «dietary supplement»",
    },
    advice={
        "en": "Put “dietary supplement” into the statement of identity; “dietary” may give way to the ingredient or its kind: calcium supplement, herbal supplement",
        "fr": "Inscrire «dietary supplement» dans l’énoncé d’identité; «dietary» peut céder la place à l’ingrédient ou à son genre: «calcium supplement», «herbal supplement»",
    },
    cite=Cite("21-cfr-101-3", "(g); FD&C Act 403(s)(2)(B)"),
)


def check(case: Case) -> Iterator[Found]:
    """The statement of identity, the name and tagline, or the term anywhere in what is said."""
    label = case.label
    head = (label.identity_statement, label.name, label.tagline)
    if not any(_names_a_supplement(each) for each in head if each) and "us-identity" not in case.statements:
        yield from absent(case, "/identity_statement")


def _names_a_supplement(said: str) -> bool:
    """Whether it is some kind of supplement, "supplement" not being its only word."""
    folded = words(said)
    return len(folded) > 1 and bool({"supplement", "supplements"} & set(folded))
