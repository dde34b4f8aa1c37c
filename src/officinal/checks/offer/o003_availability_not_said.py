# SPDX-License-Identifier: Apache-2.0
"""O003: an offer that does not say whether the product is there."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "The offer has a price and does not say whether the product is in stock",
        "fr": "L’offre a un prix et ne dit pas si le produit est en stock",
    },
    advice={
        "en": "Say it, and availability in the page's structured data",
        "fr": "L’indiquer, et availability dans les données structurées de la page",
    },
    cite=Cite("schema-org", "availability", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """An offer with a price."""
    offer = case.label.offer
    if offer is not None and offer.price is not None and offer.availability is None:
        yield Found("/offer/availability")
