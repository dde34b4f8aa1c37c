# SPDX-License-Identifier: Apache-2.0
"""The shop's way to the bank of the fault tests: the contract of every gateway, over HTTP."""

from __future__ import annotations

import hmac
import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from decimal import Decimal

from faults.bank import signed
from officinal.shop.models import Attempt, Refund
from officinal.shop.payments import why
from officinal.shop.payments.gateway import Event, NoAnswer, NotTrusted, Outcome, RefundOutcome, Saved

_STATES = {
    "succeeded": Attempt.State.SUCCEEDED,
    "declined": Attempt.State.FAILED,
    "cancelled": Attempt.State.CANCELLED,
    "unheard": Attempt.State.CANCELLED,
}

_NOTHING = Saved()


def ask(what: str, **told: object) -> dict[str, str]:
    """Ask the bank. Raises `NoAnswer`."""
    body = json.dumps(told).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{os.environ['FAULTS_BANK']}/{what}", body)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            said: dict[str, str] = json.load(answer)
            return said
    except (OSError, ValueError) as error:
        raise NoAnswer(f"the bank did not answer ({type(error).__name__})") from None


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
        return _outcome(ask("charge", key=attempt.key, amount=str(attempt.amount), order=attempt.order.token), saved)

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
        return Event(told["id"], told["kind"], told["payment"], told["payment"], ours=True)


def _outcome(told: dict[str, str], saved: Saved = _NOTHING) -> Outcome:
    if told["state"] != "succeeded":
        why_not = why.DECLINED if told["state"] == "declined" else ""
        return Outcome(_STATES[told["state"]], told.get("id", ""), why=why_not)
    return Outcome(Attempt.State.SUCCEEDED, told["id"], Decimal(told["amount"]), saved=saved)
