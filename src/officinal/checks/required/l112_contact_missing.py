# SPDX-License-Identifier: Apache-2.0
"""L112: a label text that gives no way to reach the licence holder."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.required.contacts import has_contact
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The text shows no telephone number, e-mail or website for questions",
        "fr": "Le texte n’indique ni téléphone, ni courriel, ni site Web pour les questions",
    },
    advice={
        "en": "Give one of them under “Questions?”; a postal address is not needed",
        "fr": "En donner un sous «Questions?»; l’adresse postale n’est pas nécessaire",
    },
    cite=Cite("nhpr", "93.1(18)"),
    regimes=("facts-table",),
)

_TITLES = ("product facts", "info-produit", "drug facts", "info-médicament")


def check(case: Case) -> Iterator[Found]:
    """The text of a label, to be known by its table's title; a page of the web is reached through the web."""
    reading = case.reading
    if reading is not None and reading.is_text and case.says(*_TITLES) and not has_contact(reading.text):
        yield Found("")
