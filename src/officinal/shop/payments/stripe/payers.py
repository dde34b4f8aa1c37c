# SPDX-License-Identifier: Apache-2.0
"""A customer as Stripe knows them: needed once a card is saved, one for each e-mail address."""

from __future__ import annotations

import hashlib

from officinal.shop.models import Payer
from officinal.shop.payments.stripe.account import Account
from officinal.shop.payments.stripe.asking import asking

NAME = "stripe"


def payer(account: Account, email: str) -> str:
    """Stripe's id of a customer, who is made there the first time. Raises `NoAnswer`."""
    if known := Payer.objects.filter(gateway=NAME, email=email).first():
        return known.external_id
    key = f"officinal-payer-{hashlib.sha256(f'{account.shop} {email}'.encode()).hexdigest()[:40]}"
    with asking():
        made = account.client.v1.customers.create(
            {"email": email, "metadata": {"officinal_shop": account.shop}}, {"idempotency_key": key}
        )
    Payer.objects.bulk_create([Payer(gateway=NAME, email=email, external_id=made.id)], ignore_conflicts=True)
    return Payer.objects.get(gateway=NAME, email=email).external_id


def forget(email: str) -> None:
    """Stripe does not know them any more: somebody deleted them there. They are made anew the next time."""
    Payer.objects.filter(gateway=NAME, email=email).delete()
