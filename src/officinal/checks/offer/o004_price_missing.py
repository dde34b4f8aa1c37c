# SPDX-License-Identifier: Apache-2.0
"""O004: an offer or a discount without the price that it is about."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "A subscription is offered and no price is given",
        "fr": "Un abonnement est offert et aucun prix n’est indiqué",
        "en-stock": "The product can be ordered and no price is given",
        "fr-stock": "Le produit peut être commandé et aucun prix n’est indiqué",
    },
    advice={
        "en": "Give the price beside the offer",
        "fr": "Indiquer le prix à côté de l’offre",
    },
    cite=Cite("schema-org", "price", verified="official"),
)

_ORDERED = ("in_stock", "limited", "pre_order", "back_order")


def check(case: Case) -> Iterator[Found]:
    """A subscription, or a product that can be ordered; what is sold out needs no price."""
    offer = case.label.offer
    if offer is None or offer.price is not None or (offer.subscription and offer.subscription.price):
        return
    if offer.subscription is not None:
        yield Found("/offer/price")
    elif offer.availability in _ORDERED:
        yield Found("/offer/price", variant="stock")
