# SPDX-License-Identifier: Apache-2.0
"""A subscription is locked before it is changed, and what happened to it is written down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from officinal.shop.models import Subscription, SubscriptionEvent


def lock_subscription(key: int) -> Subscription:
    """The subscription as it stands, locked until the transaction ends; before its orders are."""
    return Subscription.objects.select_for_update().get(pk=key)


def log(held: Subscription, kind: str, *, now: dt.datetime, by: Any = None, **detail: Any) -> SubscriptionEvent:
    """Write down what happened."""
    return SubscriptionEvent.objects.create(subscription=held, kind=kind, detail=detail, by=by, at=now)
