# SPDX-License-Identifier: Apache-2.0
"""A payment at Stripe, a PaymentIntent, as the shop reads it: in which state its attempt is, and which card was saved."""

from __future__ import annotations

import logging
from typing import Final

import stripe

from officinal.shop.models import Attempt
from officinal.shop.payments.gateway import NoAnswer, Outcome, Saved
from officinal.shop.payments.stripe.asking import word
from officinal.shop.payments.stripe.coins import amount

logger = logging.getLogger(__name__)
State = Attempt.State
CONFIRM_AGAIN: Final = "authentication_required"
"""a saved card that the bank lets nobody charge but its owner"""
_BRANDS = {"visa": "Visa", "mastercard": "Mastercard", "amex": "American Express", "jcb": "JCB", "unionpay": "UnionPay"}


def read(intent: stripe.PaymentIntent, attempt: Attempt) -> Outcome:
    """What an intent says of its attempt. Raises `NoAnswer` for one that is not the attempt's, which people must look at."""
    if intent.currency.upper() != attempt.currency:
        logger.error("%s is in %s, attempt %s in %s", intent.id, intent.currency, attempt.pk, attempt.currency)
        raise NoAnswer("the payment is in another currency")
    if intent.status == "succeeded":
        received = amount(intent.amount_received if has(intent, "amount_received") else intent.amount, attempt.currency)
        return Outcome(State.SUCCEEDED, intent.id, received, saved=saved(intent))
    if intent.status == "canceled":
        return Outcome(State.FAILED if why(intent) else State.CANCELLED, intent.id, why=why(intent))
    if intent.status == "requires_action" or (waits_for_card(intent) and _wants_its_owner(intent)):
        secret = intent.client_secret or ""
        return Outcome(State.NEEDS_ACTION, intent.id, why=CONFIRM_AGAIN, secret=secret, saved=_to_confirm(intent))
    return Outcome(State.ASKED, intent.id, secret=intent.client_secret or "")


def declined(intent: stripe.PaymentIntent) -> bool:
    """Whether the card was declined; another one could still be charged, so it must be ended."""
    return waits_for_card(intent) and bool(why(intent)) and not _wants_its_owner(intent)


def waits_for_card(intent: stripe.PaymentIntent) -> bool:
    """Whether it waits for a card: none was given yet, or the last one came to nothing."""
    return intent.status == "requires_payment_method"


def why(intent: stripe.PaymentIntent) -> str:
    """Why its last card came to nothing; empty where none did."""
    error = intent.last_payment_error
    if error is None:
        return ""
    return word(_in(error, "code"), _in(error, "decline_code"))


def _wants_its_owner(intent: stripe.PaymentIntent) -> bool:
    error = intent.last_payment_error
    return error is not None and CONFIRM_AGAIN in (_in(error, "code"), _in(error, "decline_code"))


def _to_confirm(intent: stripe.PaymentIntent) -> Saved:
    """The card that its owner must confirm, where the intent has let go of it."""
    error = intent.last_payment_error
    card = _in(error, "payment_method") if waits_for_card(intent) and error is not None else None
    return Saved(method=_id(card))


def saved(intent: stripe.PaymentIntent) -> Saved:
    """The card that was saved with a payment; none where nobody asked for it."""
    customer, card = intent.customer, intent.payment_method
    if not customer or not card:
        return Saved()
    return Saved(_id(customer), _id(card), "" if isinstance(card, str) else words(card))


def words(card: stripe.PaymentMethod) -> str:
    """A card as people know it."""
    if (of := card.card) is None:
        return ""
    return f"{_BRANDS.get(of.brand, of.brand.replace('_', ' ').capitalize())} •••• {of.last4}"


def has(thing: stripe.StripeObject, name: str) -> bool:
    """Whether Stripe gave a field at all."""
    return name in thing and thing[name] is not None


def _in(thing: stripe.StripeObject, name: str) -> str | None:
    found: str | None = thing[name] if has(thing, name) else None
    return found


def _id(thing: object) -> str:
    """Of something that Stripe gives as its id, or whole."""
    return thing if isinstance(thing, str) else str(getattr(thing, "id", "") or "")
