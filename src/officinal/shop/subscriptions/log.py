# SPDX-License-Identifier: Apache-2.0
"""A subscription is locked before it is changed, and what happened to it is written down.

Whoever needs several locks takes the order's first, then the stock rows', then the subscription's: a payment comes with
its order locked. The subscription is locked without its key, for on PostgreSQL its orders and events could not be written
while the whole row is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.mail.outbox import tell
from officinal.shop.models import Subscription, SubscriptionEvent


def lock_subscription(key: int) -> Subscription:
    """The subscription as it stands, locked until the transaction ends; after its orders and stock rows."""
    return Subscription.objects.select_for_update(no_key=True).get(pk=key)


def log(held: Subscription, kind: str, *, now: dt.datetime, by: Any = None, **detail: Any) -> SubscriptionEvent:
    """Write down what happened; nothing by which a person is known, for the log stays."""
    return SubscriptionEvent.objects.create(subscription=held, kind=kind, detail=detail, by=by, at=now)


def write_to(held: Subscription, kind: str, *, key: str, now: dt.datetime, **about: Any) -> None:
    """A message to the customer, once for each key."""
    tell(kind, key=key, to=held.email, language=held.language, subscription=held.pk, now=now, **about)


def changed(held: Subscription, what: str, *, now: dt.datetime, by: Any = None, **detail: Any) -> None:
    """Write a change down, and tell the customer of it: whoever holds the link could have made it."""
    event = log(held, what, now=now, by=by, **detail)
    day = held.next_on.isoformat() if held.next_on else ""
    write_to(held, "subscription_changed", key=f"subscription-event-{event.pk}", what=what, day=day, now=now)
