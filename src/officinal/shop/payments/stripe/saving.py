# SPDX-License-Identifier: Apache-2.0
"""Cards that are kept for later: with a payment, or by themselves (a SetupIntent) when a customer changes their card."""

from __future__ import annotations

import logging
from typing import Any

import stripe

from officinal.shop.payments.gateway import NoAnswer, Saved, Saving
from officinal.shop.payments.stripe import intents
from officinal.shop.payments.stripe.account import Account
from officinal.shop.payments.stripe.asking import No, asking
from officinal.shop.payments.stripe.payers import payer

logger = logging.getLogger(__name__)


def begin(account: Account, email: str, *, key: str) -> Saving:
    """A card that the customer's browser gives to Stripe, once for each key. Raises `NoAnswer`."""
    wanted: Any = {
        "customer": payer(account, email),
        "usage": "off_session",
        "payment_method_types": ["card"],
        "metadata": {"officinal_shop": account.shop},
    }
    try:
        with asking():
            made = account.client.v1.setup_intents.create(wanted, {"idempotency_key": f"officinal-saving-{key}"})
    except No as error:
        raise NoAnswer("Stripe refuses to save a card") from error
    return Saving(made.id, made.client_secret or "")


def saved_by(account: Account, id_: str) -> Saved | None:
    """The card, tied to its customer; None where it is not given yet. Raises `NoAnswer`."""
    try:
        with asking():
            made = account.client.v1.setup_intents.retrieve(id_, {"expand": ["payment_method"]})
    except No:
        return None
    card, customer = made.payment_method, made.customer
    if made.status != "succeeded" or not customer or card is None or isinstance(card, str):
        return None
    who = customer if isinstance(customer, str) else customer.id
    tie(account, card, who, key=f"officinal-saving-{id_}-tie")
    return Saved(who, card.id, intents.words(card))


def tie(account: Account, card: stripe.PaymentMethod, customer: str, *, key: str) -> None:
    """Tie a card to its customer, where it is not: then it can be charged again. Raises `NoAnswer`."""
    if card.customer:
        return
    try:
        with asking():
            account.client.v1.payment_methods.attach(card.id, {"customer": customer}, {"idempotency_key": key})
    except No as error:
        logger.error("Stripe does not let %s be kept: %s", card.id, error.code)
