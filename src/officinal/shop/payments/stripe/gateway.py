# SPDX-License-Identifier: Apache-2.0
"""Stripe, fulfilling the contract of all gateways. Whatever changes something there is asked under a key of our rows."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

import stripe

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import Dispute, Event, NoAnswer, Outcome, RefundOutcome, Returned, Saved, Saving
from officinal.shop.payments.stripe import disputes, events, intents, refunds, saving
from officinal.shop.payments.stripe.account import API_VERSION, Account, account
from officinal.shop.payments.stripe.asking import No, asking, word_of
from officinal.shop.payments.stripe.coins import coins
from officinal.shop.payments.stripe.payers import NAME, forget, payer

State = Attempt.State
CLOCKS_DIFFER = dt.timedelta(minutes=10)
"""by how much Stripe's clock and ours may"""


class Stripe:
    """Cards, by Payment Intents: one for each attempt."""

    name = NAME
    by_hand = False
    saves = True
    api_version = API_VERSION

    def __init__(self, account: Account) -> None:
        self.account = account
        self.public_key, self.script, self.policy = account.public_key, account.script, account.policy

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """A payment that the customer's browser confirms. Raises `NoAnswer`."""
        wanted = self._wanted(attempt)
        if save:
            wanted |= {"customer": payer(self.account, attempt.order.email), "setup_future_usage": "off_session"}
        return self._create(attempt, wanted)

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """A payment by a saved card, confirmed at once. Raises `NoAnswer`."""
        card = {"customer": saved.payer, "payment_method": saved.method, "off_session": True, "confirm": True}
        return self._create(attempt, self._wanted(attempt) | card)

    def _wanted(self, attempt: Attempt) -> dict[str, Any]:
        return {
            "amount": coins(attempt.amount, attempt.currency),
            "currency": attempt.currency.lower(),
            "payment_method_types": ["card"],
            "metadata": {
                "officinal_key": attempt.key,
                "officinal_shop": self.account.shop,
                "order": attempt.order.number,
            },
        }

    def _create(self, attempt: Attempt, wanted: Any) -> Outcome:
        try:
            with asking():
                made = self.account.client.v1.payment_intents.create(wanted, {"idempotency_key": attempt.key})
        except No as error:
            # a card that was declined leaves an intent behind, for which another card could be given
            if error.param == "customer":
                forget(attempt.order.email)
            intent = self._find(attempt)
            return self._outcome(intent, attempt) if intent else Outcome(State.FAILED, why=word_of(error))
        return self._outcome(made, attempt)

    def look_up(self, attempt: Attempt) -> Outcome:
        """What became of it. Raises `NoAnswer`."""
        intent = self._find(attempt)
        return self._outcome(intent, attempt) if intent else Outcome(State.CANCELLED)

    def call_off(self, attempt: Attempt) -> Outcome:
        """No card can be given for it any more. Raises `NoAnswer`."""
        intent = self._find(attempt)
        if intent is None:
            return Outcome(State.CANCELLED)
        if intent.status not in ("succeeded", "canceled"):
            intent = self._end(intent, attempt)
        return self._outcome(intent, attempt)

    def _outcome(self, intent: stripe.PaymentIntent, attempt: Attempt) -> Outcome:
        """What an intent says; one whose card was declined is ended first, so that what has failed stays failed."""
        if intents.declined(intent):
            intent = self._end(intent, attempt)
        if intent.status == "succeeded":
            intent = self._with_card(intent, attempt)
        return intents.read(intent, attempt)

    def _find(self, attempt: Attempt) -> stripe.PaymentIntent | None:
        """The intent of an attempt: by its id, or where its answer was lost, by the attempt's key that it carries."""
        if attempt.external_id:
            return self._get(attempt.external_id)
        since = int((attempt.started_at - CLOCKS_DIFFER).timestamp())
        with asking():
            made_since = self.account.client.v1.payment_intents.list({"created": {"gte": since}, "limit": 100})
            for each in made_since.auto_paging_iter():
                if each.metadata and each.metadata.to_dict().get("officinal_key") == attempt.key:
                    return self._get(each.id)
        return None

    def _get(self, id_: str) -> stripe.PaymentIntent | None:
        try:
            with asking():
                return self.account.client.v1.payment_intents.retrieve(id_, {"expand": ["payment_method"]})
        except No:
            return None

    def _end(self, intent: stripe.PaymentIntent, attempt: Attempt) -> stripe.PaymentIntent:
        """Cancel an intent; as it stands where it succeeded meanwhile. Raises `NoAnswer` where it can be neither now."""
        # Stripe repeats an answer under its key, even that it cannot be done now; to cancel twice does no harm
        key = f"{attempt.key}-end-{secrets.token_hex(4)}"
        try:
            with asking():
                return self.account.client.v1.payment_intents.cancel(intent.id, {}, {"idempotency_key": key})
        except No:
            now = self._get(intent.id)
        if now is None or now.status not in ("succeeded", "canceled"):
            raise NoAnswer("the payment is under way and cannot be called off now")
        return now

    def _with_card(self, intent: stripe.PaymentIntent, attempt: Attempt) -> stripe.PaymentIntent:
        """An intent with its card whole, where one is to be saved. Stripe ties it to its customer; else it is tied now."""
        if intent.customer and isinstance(intent.payment_method, str):
            intent = self._get(intent.id) or intent
        card = intent.payment_method
        if intent.customer and card and not isinstance(card, str):
            saving.tie(self.account, card, str(intents.saved(intent).payer), key=f"{attempt.key}-save")
        return intent

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Give back. Raises `NoAnswer`."""
        return refunds.give_back(self.account, refund)

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """What became of it. Raises `NoAnswer`."""
        return refunds.look_up(self.account, refund)

    def refunds_elsewhere(self, attempt: Attempt) -> list[Returned]:
        """What staff gave back in Stripe's own pages. Raises `NoAnswer`."""
        return refunds.elsewhere(self.account, attempt)

    def disputes(self, attempt: Attempt) -> list[Dispute]:
        """What customers' banks say of it. Raises `NoAnswer`."""
        return disputes.of(self.account, attempt)

    def begin_saving(self, email: str, *, key: str) -> Saving:
        """A card to be saved without a payment. Raises `NoAnswer`."""
        return saving.begin(self.account, email, key=key)

    def saved_by(self, saving_id: str) -> Saved | None:
        """The card that was saved. Raises `NoAnswer`."""
        return saving.saved_by(self.account, saving_id)

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """An event that Stripe signed. Raises `NotTrusted`."""
        return events.read_event(self.account, body, headers)


def from_settings() -> Stripe:
    """Stripe, under the keys of the settings."""
    return Stripe(account())
