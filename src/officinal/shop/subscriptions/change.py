# SPDX-License-Identifier: Apache-2.0
"""What every change of a subscription has in common: it is locked, it has not ended, and what is not wanted is let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from officinal.errors import OfficinalError
from officinal.shop.models import Cycle, Subscription
from officinal.shop.subscriptions.claim import OPEN
from officinal.shop.subscriptions.log import lock_subscription
from officinal.shop.subscriptions.renew import call_off


class CannotChange(OfficinalError):
    """A change that cannot be made.

    `code` is one of `ended`, `too_late`, `cadence`, `quantity`, `day`, `product`, `not_sent_there`, `gone`, `no_card`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def changing(key: int) -> Iterator[Subscription]:
    """The subscription, locked for a change that is one transaction. Raises `CannotChange` where it has ended."""
    with transaction.atomic():
        held = lock_subscription(key)
        if held.state == Subscription.State.CANCELLED:
            raise CannotChange("ended", f"subscription {key} has ended: begin a new one on the product's page")
        yield held


def let_go(held: Subscription) -> None:
    """A delivery that waits for stock waits no more; the subscription is locked."""
    held.cycles.filter(state__in=OPEN, order=None).update(state=Cycle.State.SKIPPED, next_try=None)


def call_off_unpaid(key: int, *, now: dt.datetime) -> None:
    """Call off what waits for money, after the change is written; where the gateway does not answer, the next tick does."""
    for cycle in Cycle.objects.filter(subscription=key, state=Cycle.State.PAYING).exclude(order=None):
        call_off(cycle.pk, now=now)
