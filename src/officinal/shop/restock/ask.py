# SPDX-License-Identifier: Apache-2.0
"""Somebody asks to be told, confirms their address, or wants to hear no more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from officinal.shop.mail.outbox import tell
from officinal.shop.models import Product, RestockRequest

State = RestockRequest.State


@transaction.atomic
def ask(product: Product, email: str, *, language: str, now: dt.datetime) -> None:
    """Write a request down and ask its address to confirm it; once a day at most for one address and product.

    Whoever asks learns nothing of whether the address asked before.
    """
    asked, _is_new = RestockRequest.objects.get_or_create(
        product=product, email=email.lower(), defaults={"language": language, "asked_at": now}
    )
    if asked.state == State.WAITING:
        return
    asked.state, asked.language, asked.asked_at = State.UNCONFIRMED, language, now
    asked.save(update_fields=["state", "language", "asked_at"])
    tell(
        "restock_confirm", key=f"restock-confirm-{asked.pk}-{now:%Y-%m-%d}", to=asked.email, language=language,
        request=asked.pk, now=now,
    )  # fmt: skip


def confirm(token: str, *, now: dt.datetime) -> RestockRequest | None:
    """The address is its owner's: they wait from now on. None for a token that leads nowhere."""
    asked = RestockRequest.objects.select_related("product").filter(token=token[:40]).first()
    if asked is not None and asked.state == State.UNCONFIRMED:
        asked.state, asked.confirmed_at = State.WAITING, now
        asked.save(update_fields=["state", "confirmed_at"])
    return asked


def leave(token: str) -> None:
    """Forget a request, whatever became of it."""
    RestockRequest.objects.filter(token=token[:40]).delete()
