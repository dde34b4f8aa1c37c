# SPDX-License-Identifier: Apache-2.0
"""The days of a subscription: when the next delivery is due, when it is told, when a declined card is tried again.

>>> next_due(dt.date(2026, 1, 1), 30, today=dt.date(2026, 3, 15))
datetime.date(2026, 4, 1)
>>> next_try(dt.date(2026, 1, 1), [1, 3, 5], today=dt.date(2026, 1, 2))
datetime.date(2026, 1, 4)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence


def next_due(due: dt.date, every_days: int, *, today: dt.date) -> dt.date:
    """The delivery after the one that was due: so many days later, as often as it takes to come after today.

    Deliveries that were missed because nobody ran the clock are not made up for.
    """
    steps = max(1, (today - due).days // every_days + 1)
    return due + dt.timedelta(days=steps * every_days)


def after_payment(next_on: dt.date, every_days: int, *, paid_on: dt.date) -> dt.date:
    """A delivery that had to wait moves the next one: nobody gets two jars within days."""
    return max(next_on, paid_on + dt.timedelta(days=every_days))


def with_notice(day: dt.date, notice_days: int, *, today: dt.date) -> dt.date:
    """A day, but not before there was time to tell of it."""
    return max(day, today + dt.timedelta(days=notice_days))


def told_on(due: dt.date, notice_days: int) -> dt.date:
    """From which day on a delivery is told of."""
    return due - dt.timedelta(days=notice_days)


def next_try(first: dt.date, after_days: Sequence[int], *, today: dt.date) -> dt.date | None:
    """The next day of the schedule, counted from the first attempt; None after the last."""
    days = (first + dt.timedelta(days=each) for each in sorted(after_days))
    return next((day for day in days if day > today), None)


def patience(after_days: Sequence[int]) -> dt.timedelta:
    """How long a delivery whose card is declined is kept: a day after the last attempt."""
    return dt.timedelta(days=max(after_days, default=0) + 1)
