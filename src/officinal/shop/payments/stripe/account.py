# SPDX-License-Identifier: Apache-2.0
"""The shop's account with Stripe: its keys from the settings, and the client that asks under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import stripe
from django.conf import settings

from officinal.shop.payments.gateway import NoAnswer

API_VERSION = "2026-10-28.endive"
"""of Stripe's API, whatever the account's own is; written down with each attempt"""
SECONDS = 10
"""how long an answer is waited for"""
TRIES_AGAIN = 2
"""under the same key, where no answer comes"""
STRIPE_JS = "https://js.stripe.com"


@dataclass(frozen=True)
class Account:
    """Keys; empty ones where the shop does not use Stripe any more, so that only asking fails."""

    key: str = ""
    public_key: str = ""
    webhook_secret: str = ""
    api_base: str = ""
    """another address than Stripe's, in tests: it then gives the browser's script too"""
    shop: str = ""
    """the shop's address: tells it from others that share the account"""

    @property
    def script(self) -> str:
        """Where the browser's script is."""
        return f"{self.api_base}/js.stripe.com/v3/" if self.api_base else f"{STRIPE_JS}/v3/"

    @property
    def policy(self) -> Mapping[str, list[str]]:
        """What the payment page must be allowed, beyond the site's own: by directive of its Content-Security-Policy."""
        if self.api_base:
            return {"script-src": [self.api_base], "frame-src": [self.api_base], "connect-src": [self.api_base]}
        return {
            "script-src": [STRIPE_JS, "https://*.js.stripe.com"],
            "frame-src": [STRIPE_JS, "https://*.js.stripe.com", "https://hooks.stripe.com"],
            "connect-src": ["https://api.stripe.com"],
        }

    @cached_property
    def client(self) -> stripe.StripeClient:
        """Asks Stripe. Raises `NoAnswer` without a key: nobody can be asked."""
        if not self.key:
            raise NoAnswer("Stripe cannot be asked: OFFICINAL_STRIPE_KEY is missing")
        return stripe.StripeClient(
            self.key,
            stripe_version=API_VERSION,
            base_addresses={"api": self.api_base} if self.api_base else {},
            max_network_retries=TRIES_AGAIN,
            http_client=stripe.RequestsClient(timeout=SECONDS),
        )


def account() -> Account:
    """The account that the settings name."""
    return Account(**settings.SHOP_STRIPE, shop=settings.SITE_ADDRESS)
