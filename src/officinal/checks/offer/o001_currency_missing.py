# SPDX-License-Identifier: Apache-2.0
"""O001: a price without its currency."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Price

RULE = Rule(
    severity="info",
    message={
        "en": "{price} in which currency? Canada, the United States and others write the same sign",
        "fr": "{price} en quelle monnaie? Le Canada, les États-Unis et d’autres pays emploient le même signe",
        "en-bare": "{price} stands without a currency",
        "fr-bare": "{price} figure sans monnaie",
    },
    advice={
        "en": "State it: {price} CAD or USD; and priceCurrency in the page's structured data",
        "fr": "L’indiquer: {price} CAD ou USD; et priceCurrency dans les données structurées de la page",
        "en-bare": "State the currency beside the price, and priceCurrency in the page's structured data",
        "fr-bare": "Indiquer la monnaie à côté du prix, et priceCurrency dans les données structurées de la page",
    },
    cite=Cite("schema-org", "priceCurrency", verified="official"),
)


def check(case: Case) -> Iterator[Found]:
    """The first price of the offer; where it has none, the rest of the offer has none either."""
    offer = case.label.offer
    if offer is None:
        return
    subscription = offer.subscription.price if offer.subscription else None
    for pointer, price in (("/offer/price", offer.price), ("/offer/subscription/price", subscription)):
        if price is not None:
            if price.currency is None and (offer.regular_price is None or offer.regular_price.currency is None):
                yield Found(pointer, {"price": _printed(price)}, variant="" if price.symbol == "$" else "bare")
            return


def _printed(price: Price) -> str:
    return f"{price.symbol or ''}{price.value}"
