# SPDX-License-Identifier: Apache-2.0
"""Messages of Stripe: signed, not older than five minutes, and about a payment, a charge, a refund or a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe

from officinal.shop.payments.gateway import Event, NotTrusted
from officinal.shop.payments.stripe.account import Account

OLDEST_SECONDS = 300
"""a message that says that it is older may be one that somebody has caught and sends again"""


def read_event(account: Account, body: bytes, headers: Mapping[str, str]) -> Event:
    """The event in a message. Raises `NotTrusted`."""
    if not account.webhook_secret:
        raise NotTrusted("Stripe's messages cannot be checked: OFFICINAL_STRIPE_WEBHOOK_SECRET is missing")
    try:
        stripe.WebhookSignature.verify_header(
            body.decode(), headers.get("Stripe-Signature", ""), account.webhook_secret, OLDEST_SECONDS
        )
        told = stripe.Webhook.construct_event_without_verification(body).to_dict()
    except (ValueError, TypeError, KeyError, AttributeError, stripe.StripeError) as error:
        raise NotTrusted(f"this is not from Stripe, or too old ({type(error).__name__})") from None
    return _read(told, account)


def _read(told: Mapping[str, Any], account: Account) -> Event:
    id_, kind = told.get("id"), told.get("type")
    about = told.get("data", {}).get("object", {})
    if not (isinstance(id_, str) and isinstance(kind, str) and id_ and isinstance(about, dict)):
        raise NotTrusted("this is no event")
    own = about.get("metadata") or {}
    payment = about.get("id") if about.get("object") == "payment_intent" else about.get("payment_intent")
    return Event(
        id=id_,
        kind=kind,
        payment=payment if isinstance(payment, str) else "",
        key=str(own.get("officinal_key", "")),
        ours=bool(own.get("officinal_key")) and own.get("officinal_shop") == account.shop,
        of_refund="refund" in kind,
        of_dispute="dispute" in kind,
    )
