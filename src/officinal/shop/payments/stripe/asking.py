# SPDX-License-Identifier: Apache-2.0
"""What Stripe's errors mean: either it says no, and nothing happened; or nobody knows."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from officinal.shop.payments import why
from officinal.shop.payments.gateway import NoAnswer

logger = logging.getLogger(__name__)
No = (stripe.CardError, stripe.InvalidRequestError)
"""Stripe heard the question and says no"""

_WORDS = {
    "payment_intent_authentication_failure": "authentication_failed",
    "charge_already_refunded": "already_refunded",
    "charge_disputed": "disputed",
    "invalid_cvc": "incorrect_cvc",
    "invalid_number": "incorrect_number",
}
"""Stripe's code → ours, where they differ"""


@contextmanager
def asking() -> Iterator[None]:
    """Ask Stripe inside. Raises `NoAnswer` where the answer was lost or Stripe is in trouble; lets through its No."""
    try:
        yield
    except No as error:
        if isinstance(error, stripe.InvalidRequestError) and error.http_status != 404:
            logger.error("Stripe refused a request: %s %s (%s)", error.code, error.param, error.request_id)
        raise
    except stripe.StripeError as error:
        logger.warning("Stripe did not answer: %s %s (%s)", type(error).__name__, error.http_status, error.request_id)
        raise NoAnswer("Stripe did not answer") from error


def word(code: str | None, decline_code: str | None = None) -> str:
    """Stripe's code as a word of ours. What a bank keeps to itself stays a plain decline."""
    if code == "card_declined" and decline_code:
        code = decline_code
    return why.known(_WORDS.get(code or "", code or ""))


def word_of(error: stripe.StripeError) -> str:
    """Why Stripe says no."""
    if isinstance(error, stripe.CardError):
        told = error.error
        return word(error.code, getattr(told, "decline_code", None) if told is not None else None)
    mapped = _WORDS.get(error.code or "", "")
    return mapped or why.REFUSED
