# SPDX-License-Identifier: Apache-2.0
"""A bank that keeps cards: what it was asked under which key, what it charged; its answers can be set, lost or cut off."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import Event, NoAnswer, NotTrusted, Outcome, RefundOutcome, Saved, Saving

State = Attempt.State
NEVER_HEARD = Outcome(State.CANCELLED)


class Crash(BaseException):
    """The program died here: nothing catches it."""


@dataclass
class Payment:
    """What the bank knows of one key."""

    state: str
    amount: Decimal
    card: str = ""


@dataclass
class Bank:
    """Money that moved, by key. A card's name says what becomes of it: `good…`, `poor…` is declined, `asks…` wants its
    customer to confirm.
    """

    payments: dict[str, Payment] = field(default_factory=dict)
    refunds: dict[str, Decimal] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """each key as often as the bank was asked to charge it"""
    trouble: list[str] = field(default_factory=list)
    """of the next questions: `unheard`, `lost` (done, and the answer got lost), `dies before`, `dies after`"""
    lock: threading.Lock = field(default_factory=threading.Lock)

    name = "bank"
    by_hand = False
    saves = True

    def charged(self, order_token: str) -> list[Decimal]:
        """What was taken for an order, each time."""
        return [each.amount for key, each in self.payments.items() if order_token[:12] in key and self._took(each)]

    @staticmethod
    def _took(payment: Payment) -> bool:
        return payment.state == State.SUCCEEDED

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """A customer is at the pay page."""
        self.payments.setdefault(attempt.key, Payment(State.ASKED, attempt.amount))
        return self._known(attempt)

    def pays(self, attempt: Attempt, card: str = "good") -> Outcome:
        """The customer pays, or confirms."""
        self.payments[attempt.key] = Payment(State.SUCCEEDED, attempt.amount, card)
        return self._known(attempt)

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """A saved card: the same key moves money once."""
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "dies before":
            raise Crash
        if trouble == "unheard":
            raise NoAnswer("unheard")
        with self.lock:
            self.asked.append(attempt.key)
            self.payments.setdefault(attempt.key, Payment(self._becomes(saved.method), attempt.amount, saved.method))
        if trouble == "dies after":
            raise Crash
        if trouble == "lost":
            raise NoAnswer("lost")
        return self._known(attempt)

    @staticmethod
    def _becomes(card: str) -> str:
        if card.startswith("poor"):
            return State.FAILED
        return State.NEEDS_ACTION if card.startswith("asks") else State.SUCCEEDED

    def look_up(self, attempt: Attempt) -> Outcome:
        """As it stands."""
        return self._known(attempt)

    def call_off(self, attempt: Attempt) -> Outcome:
        """No money comes of it any more, unless it came."""
        if self.trouble[:1] == ["unheard"]:
            self.trouble.pop(0)
            raise NoAnswer("unheard")
        known = self.payments.get(attempt.key)
        if known is not None and known.state not in (State.SUCCEEDED, State.FAILED):
            known.state = State.CANCELLED
        return self._known(attempt)

    def _known(self, attempt: Attempt) -> Outcome:
        known = self.payments.get(attempt.key)
        if known is None:
            return NEVER_HEARD
        saved = Saved("payer", known.card, f"Card {known.card}") if known.card else Saved()
        return Outcome(known.state, external_id=f"at-{attempt.key}", amount=known.amount, saved=saved)

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Once for each key."""
        self.refunds[refund.key] = refund.amount
        return RefundOutcome(Refund.State.SUCCEEDED, external_id=f"back-{refund.key}")

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """As it stands."""
        gone = refund.key in self.refunds
        return RefundOutcome(Refund.State.SUCCEEDED if gone else Refund.State.FAILED)

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """It sends none."""
        raise NotTrusted("none is sent")

    def begin_saving(self, email: str, *, key: str) -> Saving:
        """A customer is about to save a card."""
        return Saving(id=f"saving-{key}", secret="secret")

    def saved_by(self, saving: str) -> Saved | None:
        """They have."""
        return Saved("payer", "good-new", "Card good-new") if saving.startswith("saving-") else None


THE = Bank()


def make() -> Bank:
    """The bank of this test."""
    return THE
