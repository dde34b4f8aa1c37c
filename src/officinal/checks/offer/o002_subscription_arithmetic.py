# SPDX-License-Identifier: Apache-2.0
"""O002: prices that do not agree with the discount that is promised, or with one another."""

from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Offer

RULE = Rule(
    severity="warning",
    message={
        "en": "{percent} % off {price} is {right}, and the subscription is offered at {stated}",
        "fr": "{percent} % de rabais sur {price} donnent {right}, et l’abonnement est offert à {stated}",
        "en-dearer": "The subscription is offered at {stated}, more than the price of {price} without one",
        "fr-dearer": "L’abonnement est offert à {stated}, plus que le prix de {price} sans abonnement",
        "en-regular": "The regular price of {stated} is below the price of {price}",
        "fr-regular": "Le prix courant de {stated} est inférieur au prix de {price}",
    },
    advice={
        "en": "Correct the percent or the price",
        "fr": "Corriger le pourcentage ou le prix",
        "en-dearer": "Correct the price of the subscription",
        "fr-dearer": "Corriger le prix de l’abonnement",
        "en-regular": "Correct the regular price, or leave it out",
        "fr-regular": "Corriger le prix courant ou l’omettre",
    },
    cite={
        "ca": Cite("competition-act-ca", "74.01(1)(a), 74.05"),
        "us": Cite("16-cfr-233", "233.1"),
        "eu": Cite("eu-2005-29", "art. 6(1)(d)", verified="third-party"),
        "uk": Cite("general-knowledge", "Digital Markets, Competition and Consumers Act 2024, s. 226", verified="general-knowledge"),
    },
)  # fmt: skip

_CENT = Decimal("0.01")


def check(case: Case) -> Iterator[Found]:
    """The regular price, then the subscription, against the price; only what is stated in one currency."""
    offer = case.label.offer
    if offer is None or offer.price is None:
        return
    price, regular = offer.price.value, offer.regular_price
    if regular is not None and regular.currency == offer.price.currency and regular.value < price:
        yield Found("/offer/regular_price/value", {"stated": regular.value, "price": price}, variant="regular")
    subscription = offer.subscription.price if offer.subscription else None
    if subscription is None or subscription.currency != offer.price.currency:
        return
    if subscription.value > price:
        values = {"stated": subscription.value, "price": price}
        yield Found("/offer/subscription/price/value", values, variant="dearer")
    elif (percent := offer.subscription and offer.subscription.percent_off) and not _agrees(
        subscription.value, percent, offer
    ):
        values = {
            "percent": percent,
            "price": price,
            "right": price * (100 - percent) / 100,
            "stated": subscription.value,
        }
        yield Found("/offer/subscription/price/value", values)


def _agrees(stated: Decimal, percent: Decimal, offer: Offer) -> bool:
    """Whether the stated price is so much off the price, or off the regular price.

    The percent is a rounded number, and the price is rounded to a cent, up or down.
    """
    half = Decimal((0, (5,), int(percent.as_tuple().exponent) - 1))
    for base in (offer.price, offer.regular_price):
        if base is not None:
            least = base.value * (100 - percent - half) / 100 - _CENT
            most = base.value * (100 - percent + half) / 100 + _CENT
            if least <= stated <= most:
                return True
    return False
