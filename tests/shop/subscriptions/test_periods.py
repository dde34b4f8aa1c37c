# SPDX-License-Identifier: Apache-2.0
"""The days of a subscription, as arithmetic alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officinal.shop.subscriptions.periods import after_payment, next_due, next_try, patience, told_on, with_notice

days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
cadence = st.integers(7, 365)
DAY = dt.timedelta(days=1)


@given(days, cadence, days)
def test_the_next_delivery_is_after_today_and_in_step(due: dt.date, every: int, today: dt.date) -> None:
    """However long nobody ran the clock, it comes a whole number of periods after the last, later than it and today."""
    found = next_due(due, every, today=today)
    assert found > max(due, today if today >= due else due)
    assert (found - due).days % every == 0
    assert found - every * DAY <= max(due, today)


@given(days, cadence, days)
def test_a_late_payment_never_brings_the_next_one_nearer(next_on: dt.date, every: int, paid: dt.date) -> None:
    """The next one is as it was, or a whole period after the payment."""
    found = after_payment(next_on, every, paid_on=paid)
    assert found >= next_on
    assert found >= paid + every * DAY


@given(days, st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 40))
def test_a_declined_card_is_tried_on_the_days_of_the_schedule_alone(
    first: dt.date, after: list[int], later: int
) -> None:
    """The next day of it after today; none after the last."""
    today = first + later * DAY
    found = next_try(first, after, today=today)
    if found is None:
        assert later >= max(after)
    else:
        assert found > today
        assert (found - first).days in after
        assert not [each for each in after if later < each < (found - first).days]


def test_a_delivery_is_kept_a_day_longer_than_it_is_tried() -> None:
    """So that its customer still has the last day."""
    assert patience([1, 3, 5]) == 6 * DAY
    assert patience([]) == DAY


@pytest.mark.parametrize(("wanted", "found"), [("2026-03-01", "2026-03-04"), ("2026-03-09", "2026-03-09")])
def test_there_is_time_to_tell_of_a_delivery(wanted: str, found: str) -> None:
    """It comes on its day, or as many days from today as it is told of before."""
    day = with_notice(dt.date.fromisoformat(wanted), 3, today=dt.date(2026, 3, 1))
    assert day == dt.date.fromisoformat(found)
    assert told_on(day, 3) >= dt.date(2026, 3, 1)
