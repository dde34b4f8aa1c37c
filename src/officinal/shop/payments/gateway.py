# SPDX-License-Identifier: Apache-2.0
"""The contract between the shop and whoever moves the money. Every gateway passes the same tests (tests/shop/payments/).

A gateway is asked with rows that are committed already, and under the rows' own keys: asked twice with one row, it moves
money once. It answers with what it knows; where no answer comes it raises `NoAnswer`, and the row is looked up later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol, runtime_checkable

from officinal.errors import OfficinalError
from officinal.shop.models import Attempt, Refund


class NoAnswer(OfficinalError):
    """The gateway could not be reached, or its answer was lost: nobody knows whether money moved."""


class NotTrusted(OfficinalError):
    """A message that says it comes from a gateway and is not signed by it, or is too old."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A way to pay that a customer saved with the gateway; the shop knows its references alone, never a card number."""

    payer: str = ""
    method: str = ""
    words: str = ""
    """as people know it: Visa •••• 4242"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gateway knows of an attempt."""

    state: str
    """one of `Attempt.State`"""
    external_id: str = ""
    amount: Decimal | None = None
    """what was paid, where the gateway says it"""
    why: str = ""
    """a word of `why.py`"""
    secret: str = ""
    """lets the customer's browser go on with it; handed on, never kept"""
    saved: Saved = Saved()
    """the way to pay that was saved with it, or that must be confirmed"""


@dataclass(frozen=True, slots=True)
class RefundOutcome:
    """What a gateway knows of a refund: one of `Refund.State`."""

    state: str
    external_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a gateway tells of by itself: only what to look up, for events come late, twice and in any order."""

    id: str
    kind: str
    payment: str = ""
    """the gateway's id of the payment that it is about; empty: nothing of ours"""
    key: str = ""
    """the attempt's own key, where the gateway gives it back"""
    ours: bool = False
    """whether the gateway says that this very shop asked for the payment"""
    of_refund: bool = False
    """whether it tells of money that went back"""
    of_dispute: bool = False
    """whether it tells of a payment that its customer's bank disputes"""


@dataclass(frozen=True, slots=True)
class Returned:
    """Money that somebody gave back at the gateway itself, without the shop."""

    external_id: str
    amount: Decimal
    state: str
    """one of `Refund.State`"""


class Stands(Enum):
    """How a dispute stands."""

    OPEN = "open"
    KEPT = "kept"
    """over, and the money stays here"""
    TAKEN = "taken"
    """over, and the money went back to the customer, or may have"""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A payment that its customer's bank asks about, or takes back."""

    external_id: str
    amount: Decimal
    stands: Stands
    answer_by: dt.datetime | None = None
    """until when the shop can show that the payment was right, where it can at all"""


@dataclass(frozen=True, slots=True)
class Saving:
    """A way to pay that a customer is about to save, without paying anything."""

    id: str
    secret: str
    """lets their browser go on with it"""


class Gateway(Protocol):
    """Somebody who moves money."""

    name: str
    by_hand: bool
    """whether staff tell the shop that money came, and give it back themselves"""
    saves: bool
    """whether renewals can be charged without the customer"""

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """Ask the customer, who is there; `save` the way to pay for renewals. Raises `NoAnswer`."""
        ...

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """Charge a saved way to pay, the customer being away. Raises `NoAnswer`."""
        ...

    def look_up(self, attempt: Attempt) -> Outcome:
        """What became of an attempt; `CANCELLED` where the gateway never heard of it. Raises `NoAnswer`."""
        ...

    def call_off(self, attempt: Attempt) -> Outcome:
        """Make sure that no money comes of an attempt any more; says so if it came already. Raises `NoAnswer`."""
        ...

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Give money back. Raises `NoAnswer`."""
        ...

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """What became of a refund; `FAILED` where the gateway never heard of it. Raises `NoAnswer`."""
        ...

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """The event in a message that came in. Raises `NotTrusted`."""
        ...


@runtime_checkable
class SeesRefunds(Protocol):
    """A gateway at which staff can give money back without the shop, and which lets the shop see it."""

    def refunds_elsewhere(self, attempt: Attempt) -> list[Returned]:
        """What was given back of a payment without the shop. Raises `NoAnswer`."""
        ...


@runtime_checkable
class SeesDisputes(Protocol):
    """A gateway that hears from banks when their customers dispute a payment."""

    def disputes(self, attempt: Attempt) -> list[Dispute]:
        """Every dispute of a payment, as it stands. Raises `NoAnswer`."""
        ...


@runtime_checkable
class SavesAlone(Protocol):
    """A gateway at which a way to pay can be saved without a payment: the customer changes the card of a subscription."""

    def begin_saving(self, email: str, *, key: str) -> Saving:
        """Begin, once for each key. Raises `NoAnswer`."""
        ...

    def saved_by(self, saving: str) -> Saved | None:
        """What was saved; None where the customer has not finished. Raises `NoAnswer`."""
        ...


@runtime_checkable
class InBrowser(Protocol):
    """A gateway whose own script takes the card in the customer's browser, so that its number never comes here."""

    @property
    def public_key(self) -> str:
        """Names the shop to the script."""
        ...

    @property
    def script(self) -> str:
        """Its address."""
        ...

    @property
    def policy(self) -> Mapping[str, list[str]]:
        """What the page must be allowed, beyond the site's own: by directive of its Content-Security-Policy."""
        ...
