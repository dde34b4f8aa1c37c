# SPDX-License-Identifier: Apache-2.0
"""The gateway that is people: an invoice is sent, staff look at the bank account and mark what came and what went."""

from __future__ import annotations

from collections.abc import Mapping

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import Event, NotTrusted, Outcome, RefundOutcome, Saved


class Manual:
    """Knows what its rows know: staff write it there."""

    name = "manual"
    by_hand = True
    saves = False

    def ask(self, attempt: Attempt, *, save: bool) -> Outcome:
        """The customer has the invoice; now it waits for staff."""
        return Outcome(Attempt.State.ASKED, external_id=attempt.key)

    def charge(self, attempt: Attempt, saved: Saved) -> Outcome:
        """A renewal is invoiced like any order."""
        return Outcome(Attempt.State.ASKED, external_id=attempt.key)

    def look_up(self, attempt: Attempt) -> Outcome:
        """As it stands."""
        state = Attempt.State.CANCELLED if attempt.state == Attempt.State.CREATED else attempt.state
        return Outcome(state, external_id=attempt.external_id)

    def call_off(self, attempt: Attempt) -> Outcome:
        """No money is waited for any more."""
        paid = attempt.state == Attempt.State.SUCCEEDED
        return Outcome(attempt.state if paid else Attempt.State.CANCELLED, external_id=attempt.external_id)

    def give_back(self, refund: Refund) -> RefundOutcome:
        """Staff must send it, and mark that they did."""
        return RefundOutcome(Refund.State.PENDING, external_id=refund.key)

    def look_up_refund(self, refund: Refund) -> RefundOutcome:
        """As it stands."""
        state = Refund.State.FAILED if refund.state == Refund.State.CREATED else refund.state
        return RefundOutcome(state, external_id=refund.external_id)

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Nobody sends any."""
        raise NotTrusted("payments by hand send no events")
