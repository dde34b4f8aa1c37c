# SPDX-License-Identifier: Apache-2.0
"""Until when units may be sold: to the end of the lot's last day, and never of a lot that was recalled.

A natural health product keeps what its label says "up to and including" its expiry date (Natural Health Products
Regulations, SOR/2003-196, 1(1), "expiry date"): the lot is good all that day, and expired on the next.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone


def today(now: dt.datetime) -> dt.date:
    """The day that a moment falls on where the shop is."""
    return timezone.localdate(now)


def expired(now: dt.datetime) -> Q:
    """The lots whose last day is over; a lot without a date is none of them."""
    return Q(expires_on__lt=today(now))


def unsellable(now: dt.datetime) -> Q:
    """The lots of which nothing may be sold: expired, or recalled."""
    return expired(now) | Q(withdrawn_at__isnull=False)
