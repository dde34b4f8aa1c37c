# SPDX-License-Identifier: Apache-2.0
"""The shop's way to the bank of the fault tests: the contract of every gateway, over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from decimal import Decimal

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import Event, NoAnswer, NotTrusted, Outcome, RefundOutcome, Saved

_SECRET = b"of the fault tests"
_STATES = {
    "succeeded": Attempt.State.SUCCEEDED,
    "cancelled": Attempt.State.CANCELLED,
    "unheard": Attempt.State.CANCELLED,
}


def ask(what: str, **told: object) -> dict[str, str]:
    """Ask the bank. Raises `NoAnswer`."""
    body = json.dumps(told).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{os.environ['FAULTS_BANK']}/{what}", body)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            said: dict[str, str] = json.load(answer)
            return said
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise NoAnswer(f"the bank did not answer ({type(error).__name__})") from None


def signed(body: bytes) -> str:
    """The bank's signature under a message."""
    return hmac.new(_SECRET, body, hashlib.sha256).hexdigest()


class AtTheBank:
    """Charges at once, whether the customer is there or not."""

    name = "bank"
    by_hand = False
    saves = True

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """Charge."""
        return self._charged(attempt, Saved("payer", "card", "Card •••• 4242") if save else Saved())

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """Charge."""
        return self._charged(attempt, saved)

    def _charged(self, attempt: Attempt, saved: Saved) -> Outcome:
        told = ask("charge", key=attempt.key, amount=str(attempt.amount), order=attempt.order.token)
        return Outcome(_STATES[told["state"]], told["id"], Decimal(told["amount"]), saved=saved)

    def look_up(self, attempt: Attempt) -> Outcome:
        """What is known under its key."""
        return _outcome(ask("payment", key=attempt.key))

    def call_off(self, attempt: Attempt) -> Outcome:
        """No more."""
        return _outcome(ask("call_off", key=attempt.key))

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Give back."""
        told = ask("refund", key=refund.key, payment=refund.attempt.key, amount=str(refund.amount))
        return RefundOutcome(Refund.State.SUCCEEDED, told["id"])

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """What is known of it."""
        told = ask("refund_known", key=refund.key)
        return RefundOutcome(Refund.State.SUCCEEDED if "id" in told else Refund.State.FAILED, told.get("id", ""))

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """An event that the bank signed."""
        if not hmac.compare_digest(signed(body), headers.get("X-Bank", "")):
            raise NotTrusted("this is not from the bank")
        told = json.loads(body)
        return Event(told["id"], told["kind"], told["payment"])


def _outcome(told: dict[str, str]) -> Outcome:
    paid = told["state"] == "succeeded"
    return Outcome(_STATES[told["state"]], told.get("id", ""), Decimal(told["amount"]) if paid else None)
