# SPDX-License-Identifier: Apache-2.0
"""Payments that customers dispute with their bank, as Stripe tells of them."""

from __future__ import annotations

import datetime as dt

import stripe

from officinal.shop.models import Attempt
from officinal.shop.payments.gateway import Dispute, Stands
from officinal.shop.payments.stripe.account import Account
from officinal.shop.payments.stripe.asking import No, asking
from officinal.shop.payments.stripe.coins import amount

_OVER = {
    "won": Stands.KEPT,
    "warning_closed": Stands.KEPT,
    "lost": Stands.TAKEN,
    "prevented": Stands.TAKEN,
}
"""Stripe's word → ours; every other one waits for an answer or a decision. What was `prevented` may have gone back."""


def of(account: Account, attempt: Attempt) -> list[Dispute]:
    """Every dispute of a payment. Raises `NoAnswer`."""
    if not attempt.external_id:
        return []
    try:
        with asking():
            found = account.client.v1.disputes.list({"payment_intent": attempt.external_id, "limit": 100})
            return [_read(each, attempt) for each in found.auto_paging_iter()]
    except No:
        return []


def _read(told: stripe.Dispute, attempt: Attempt) -> Dispute:
    same = told.currency.upper() == attempt.currency
    until = told.evidence_details.due_by if told.evidence_details else None
    return Dispute(
        told.id,
        amount(told.amount, attempt.currency) if same else attempt.amount,
        _OVER.get(told.status, Stands.OPEN),
        dt.datetime.fromtimestamp(until, dt.UTC) if until else None,
    )
