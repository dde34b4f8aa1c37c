# SPDX-License-Identifier: Apache-2.0
"""A gateway within the tests: it keeps its own books, whatever the shop knows, and loses answers when told to."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import (
    Dispute,
    Event,
    NoAnswer,
    NotTrusted,
    Outcome,
    RefundOutcome,
    Returned,
    Saved,
    Stands,
)

State = Attempt.State
ANSWER_BY = dt.datetime(2026, 12, 15, 12, tzinfo=dt.UTC)
"""until when a bank wants to hear why a payment was right"""


@dataclass
class Payment:
    """A row of the gateway's books."""

    id: str
    key: str
    amount: Decimal
    save: bool = False
    state: str = State.ASKED
    why: str = ""
    back: dict[str, Decimal] = field(default_factory=dict)
    """what was given back, by key"""
    disputed: dict[str, Stands] = field(default_factory=dict)
    """how each dispute stands, by its id"""

    @property
    def left(self) -> Decimal:
        """What of it was not given back."""
        return self.amount - sum(self.back.values())


@dataclass
class Books:
    """Of one test."""

    payments: dict[str, Payment] = field(default_factory=dict)
    lose: int = 0
    deaf: int = 0
    sick: int = 0
    honours_keys: bool = True
    next_card: str = "good"
    """what becomes of the next saved card that is charged"""
    number: itertools.count[int] = field(default_factory=itertools.count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def heard(self) -> None:
        """A question that changes something reaches the gateway, or does not."""
        for name in ("deaf", "sick"):
            if getattr(self, name):
                setattr(self, name, getattr(self, name) - 1)
                raise NoAnswer(name)

    def said(self) -> None:
        """Its answer arrives, or is lost."""
        if self.lose:
            self.lose -= 1
            raise NoAnswer("lost")

    def of(self, attempt: Attempt) -> Payment | None:
        """The payment of an attempt."""
        return next((each for each in self.payments.values() if each.key == attempt.key), None)


BOOKS = Books()


class Fake:
    """Fulfils the contract from its books alone."""

    name = "fake"
    by_hand = False
    saves = True

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """A payment that waits for its customer."""
        return self._asked(attempt, save=save, card="")

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """A payment by the saved card."""
        return self._asked(attempt, save=True, card=BOOKS.next_card)

    def _asked(self, attempt: Attempt, *, save: bool, card: str) -> Outcome:
        BOOKS.heard()
        with BOOKS.lock:
            known = BOOKS.payments.get(attempt.key) if BOOKS.honours_keys else None
            if known is None:
                number = next(BOOKS.number)
                known = Payment(f"fake-{number}", attempt.key, attempt.amount, save)
                BOOKS.payments[attempt.key if BOOKS.honours_keys else f"without-{number}"] = known
                settle(known, card)
        BOOKS.said()
        return _outcome(known)

    def look_up(self, attempt: Attempt) -> Outcome:
        """As the books have it."""
        known = BOOKS.of(attempt)
        return _outcome(known) if known else Outcome(State.CANCELLED)

    def call_off(self, attempt: Attempt) -> Outcome:
        """No card can be given any more."""
        BOOKS.heard()
        known = BOOKS.of(attempt)
        if known is None:
            return Outcome(State.CANCELLED)
        if known.state in (State.ASKED, State.NEEDS_ACTION):
            known.state = State.CANCELLED
        BOOKS.said()
        return _outcome(known)

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Within what was paid, once for each key."""
        BOOKS.heard()
        known = BOOKS.of(refund.attempt)
        key = refund.key if BOOKS.honours_keys else f"{refund.key}#{next(BOOKS.number)}"
        if known is None or known.state != State.SUCCEEDED or (key not in known.back and refund.amount > known.left):
            return RefundOutcome(Refund.State.FAILED, why="refused")
        known.back.setdefault(key, refund.amount)
        BOOKS.said()
        return RefundOutcome(Refund.State.SUCCEEDED, f"back-{known.id}-{key}")

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """As the books have it."""
        known = BOOKS.of(refund.attempt)
        found = [key for key in known.back if key.split("#")[0] == refund.key] if known else []
        if not known or not found:
            return RefundOutcome(Refund.State.FAILED)
        return RefundOutcome(Refund.State.SUCCEEDED, f"back-{known.id}-{found[0]}")

    def refunds_elsewhere(self, attempt: Attempt) -> list[Returned]:
        """What its staff gave back by themselves."""
        known = BOOKS.of(attempt)
        by_staff = {key: amount for key, amount in known.back.items() if key.startswith("staff")} if known else {}
        return [Returned(f"back-{key}", amount, Refund.State.SUCCEEDED) for key, amount in by_staff.items()]

    def disputes(self, attempt: Attempt) -> list[Dispute]:
        """As the books have it."""
        known = BOOKS.of(attempt)
        found = known.disputed if known else {}
        return [Dispute(key, attempt.amount, stands, ANSWER_BY) for key, stands in found.items()]

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """What `tells` made."""
        if headers.get("Fake-Signature") != "right":
            raise NotTrusted("not from the fake")
        told = json.loads(body)
        return Event(
            told["id"],
            told["kind"],
            told["payment"],
            told["key"],
            ours=told["ours"],
            of_refund="refund" in told["kind"],
            of_dispute="dispute" in told["kind"],
        )


def settle(payment: Payment, card: str) -> None:
    """What becomes of a payment when a card is given; one that has ended takes none."""
    if payment.state not in (State.ASKED, State.NEEDS_ACTION):
        return
    states = {"good": State.SUCCEEDED, "declined": State.FAILED, "confirm": State.NEEDS_ACTION}
    payment.state = states.get(card, payment.state)
    payment.why = "card_declined" if card == "declined" else ""


def _outcome(payment: Payment) -> Outcome:
    paid = payment.state == State.SUCCEEDED
    saved = Saved("payer", f"card-of-{payment.id}", "Visa •••• 4242") if paid and payment.save else Saved()
    return Outcome(
        payment.state, payment.id, payment.amount if paid else None, why=payment.why, secret="secret", saved=saved
    )
