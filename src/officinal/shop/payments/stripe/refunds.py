# SPDX-License-Identifier: Apache-2.0
"""Money given back at Stripe: asked for under the refund's own key, found again by it, and those made without the shop."""

from __future__ import annotations

import stripe

from officinal.shop.models import Attempt, Refund
from officinal.shop.payments.gateway import RefundOutcome, Returned
from officinal.shop.payments.stripe.account import Account
from officinal.shop.payments.stripe.asking import No, asking, word_of
from officinal.shop.payments.stripe.coins import amount, coins

State = Refund.State
_STATES = {"succeeded": State.SUCCEEDED, "failed": State.FAILED, "canceled": State.FAILED}
"""what is neither is on its way"""


def key(refund: Refund) -> str:
    """Under which Stripe is asked: of this refund of this payment, in whichever database its row is."""
    return f"{refund.attempt.key}-{refund.key}"


def give_back(account: Account, refund: Refund) -> RefundOutcome:
    """Ask for it. Raises `NoAnswer`."""
    attempt = refund.attempt
    try:
        with asking():
            made = account.client.v1.refunds.create(
                {
                    "payment_intent": attempt.external_id,
                    "amount": coins(refund.amount, attempt.currency),
                    "metadata": {"officinal_refund": key(refund)},
                },
                {"idempotency_key": key(refund)},
            )
    except No as error:
        return RefundOutcome(State.FAILED, why=word_of(error))
    return _read(made)


def look_up(account: Account, refund: Refund) -> RefundOutcome:
    """What became of it; `FAILED` without an id where Stripe never heard of it. Raises `NoAnswer`."""
    if refund.external_id:
        try:
            with asking():
                return _read(account.client.v1.refunds.retrieve(refund.external_id))
        except No:
            return RefundOutcome(State.FAILED)
    found = (each for each in _of(account, refund.attempt) if _key_of(each) == key(refund))
    return next((_read(each) for each in found), RefundOutcome(State.FAILED))


def elsewhere(account: Account, attempt: Attempt) -> list[Returned]:
    """What was given back of a payment without the shop. Raises `NoAnswer`."""
    own = set(attempt.refunds.exclude(external_id="").exclude(reason="elsewhere").values_list("external_id", flat=True))
    return [
        Returned(each.id, amount(each.amount, attempt.currency), _read(each).state)
        for each in _of(account, attempt)
        if each.id not in own and not _key_of(each)
    ]


def _of(account: Account, attempt: Attempt) -> list[stripe.Refund]:
    if not attempt.external_id:
        return []
    try:
        with asking():
            return list(
                account.client.v1.refunds.list({"payment_intent": attempt.external_id, "limit": 100}).auto_paging_iter()
            )
    except No:
        return []


def _key_of(made: stripe.Refund) -> str:
    return str((made.metadata.to_dict() if made.metadata else {}).get("officinal_refund", ""))


def _read(made: stripe.Refund) -> RefundOutcome:
    return RefundOutcome(_STATES.get(made.status or "", State.PENDING), made.id)
