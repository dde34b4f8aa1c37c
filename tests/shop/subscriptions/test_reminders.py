# SPDX-License-Identifier: Apache-2.0
"""The customer hears of each delivery before it comes, once."""

from __future__ import annotations

import pytest
from tests.shop.subscriptions.made import on, product, renewals, subscribed, tick, told

from officinal.shop.models import Message
from officinal.shop.subscriptions.cadence import change_cadence
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.remind import remind
from officinal.shop.subscriptions.resume import resume
from officinal.shop.subscriptions.skip import skip

pytestmark = pytest.mark.django_db


def test_three_days_before_and_once() -> None:
    """With the day, the price and the total, which is what is then charged."""
    held = subscribed(product())
    assert [remind(now=on(day, hour=hour)) for day in (26, 27, 28) for hour in (0, 12)] == [0, 0, 1, 0, 0, 0]
    reminder = Message.objects.get(kind="subscription_reminder")
    assert (reminder.to, reminder.language) == (held.email, held.language)
    assert reminder.about["day"] == on(30).date().isoformat()
    assert "was" not in reminder.about
    tick(on(30))
    assert reminder.about["total"] == str(renewals(held)[0].total)


def test_each_delivery_has_its_own() -> None:
    """A year of them."""
    held = subscribed(product(30))
    for day in range(0, 366, 3):
        tick(on(day))
    assert told(held).count("subscription_reminder") == 12


def test_a_delivery_that_is_left_out_paused_or_ended_is_told_of_by_none() -> None:
    """There is nothing to tell."""
    held, other = subscribed(product()), subscribed(product())
    skip(held.pk, 1, now=on(5))
    pause(other.pk, now=on(5))
    for day in range(5, 50):
        tick(on(day))
    assert not Message.objects.filter(kind="subscription_reminder").exists()


def test_one_that_is_moved_after_it_was_told_is_told_again() -> None:
    """For the day that was told holds no more."""
    held = subscribed(product())
    tick(on(27))
    change_cadence(held.pk, 60, now=on(28))
    for day in range(28, 58):
        tick(on(day))
    days = [each.about["day"] for each in Message.objects.filter(kind="subscription_reminder").order_by("pk")]
    assert days == [on(30).date().isoformat(), on(60).date().isoformat()]


def test_one_that_is_resumed_is_told_again() -> None:
    """Before it comes, as any other."""
    held = subscribed(product())
    tick(on(27))
    pause(held.pk, now=on(28))
    resume(held.pk, now=on(200))
    tick(on(200))
    assert told(held)[-1] == "subscription_reminder"
    tick(on(202))
    assert renewals(held) == []
    tick(on(203))
    assert len(renewals(held)) == 1


def test_while_one_waits_for_stock_the_next_is_not_told_of() -> None:
    """Its day is not known yet."""
    held = subscribed(product(1))
    for day in range(30, 95):
        tick(on(day))
    assert told(held).count("subscription_reminder") == 1
