# SPDX-License-Identifier: Apache-2.0
"""Several at once, by real threads: one order, one charge, and nothing for whoever ended it a moment earlier."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.shop.stock.race import DONE, together
from tests.shop.subscriptions.bank import THE
from tests.shop.subscriptions.made import (
    charges,
    cycle,
    fresh,
    happened,
    on,
    product,
    renewals,
    sound,
    subscribed,
    tick,
    told,
)  # fmt: skip

from officinal.shop.models import Cycle, Order, Subscription
from officinal.shop.payments.gateway import Saved
from officinal.shop.subscriptions.card import change_card
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.remind import remind
from officinal.shop.subscriptions.renew import renew_due
from officinal.shop.subscriptions.skip import skip

ROUNDS = [pytest.param(2, id="small"), pytest.param(12, id="full", marks=pytest.mark.slow)]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_several_clocks_at_once(raced: str, rounds: int) -> None:
    """Four run together over the same five subscriptions: each is ordered once and charged once."""
    for _ in range(rounds):
        jar = product(10)
        all_of_them = [subscribed(jar) for _ in range(5)]
        assert together(*[lambda: tick(on(30))] * 4) == [DONE] * 4
        tick(on(30, hour=13))  # whatever one of them left to another that had just begun
        for held in all_of_them:
            (order,) = renewals(held)
            assert (order.state, len(charges(held))) == (Order.State.PAID, 1)
            assert held.cycles.count() == 2
            assert happened(held).count("renewed") == 1
    sound()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_several_clocks_and_a_card_that_is_declined(raced: str, rounds: int) -> None:
    """It is tried once that day, and its customer hears of it once."""
    for _ in range(rounds):
        held = subscribed(product(10), card="poor")
        assert together(*[lambda: renew_due(now=on(30))] * 4) == [DONE] * 4
        (order,) = renewals(held)
        assert order.attempts.count() == 1
        renew_due(now=on(30, hour=13))
        assert happened(held).count("declined") == 1


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("stop", [end, pause])
def test_ended_or_paused_while_the_clock_runs(raced: str, rounds: int, stop: object) -> None:
    """Whichever came first: it is sent and paid, or nothing is owed; never money without a jar."""
    for _ in range(rounds):
        held = subscribed(product(10))
        results = together(
            lambda held=held: stop(held.pk, now=on(30)), *[lambda: renew_due(now=on(30))] * 2  # type: ignore[operator,misc]
        )  # fmt: skip
        assert results == [DONE] * 3
        tick(on(30, hour=13))
        for order in renewals(held):
            paid = order.state == Order.State.PAID
            assert paid == (order.paid > order.refunded)
            assert cycle(held).state == (Cycle.State.DONE if paid else Cycle.State.SKIPPED)
        before = list(THE.asked)
        for day in range(31, 70, 5):
            tick(on(day))
        assert THE.asked == before
    sound()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_left_out_while_the_clock_runs(raced: str, rounds: int) -> None:
    """It is left out, or it is ordered and the customer is told that it was too late; never both."""
    for _ in range(rounds):
        held = subscribed(product(10))
        results = together(lambda held=held: skip(held.pk, 1, now=on(30)), *[lambda: renew_due(now=on(30))] * 2)  # type: ignore[misc]
        left_out = results[0] == DONE
        assert left_out or results[0].code == "too_late"
        assert results[1:] == [DONE, DONE]
        assert cycle(held).state == (Cycle.State.SKIPPED if left_out else Cycle.State.DONE)
        assert len(charges(held)) == (0 if left_out else 1)
        assert fresh(held).next_on == on(60).date()
    sound()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_the_same_button_pressed_at_once(raced: str, rounds: int) -> None:
    """One delivery is left out; one message goes out."""
    for _ in range(rounds):
        held = subscribed(product(10))
        before = len(told(held))
        assert together(*[lambda held=held: skip(held.pk, 1, now=on(5))] * 4) == [DONE] * 4  # type: ignore[misc]
        assert fresh(held).next_on == on(60).date()
        assert len(told(held)) == before + 1


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_new_card_while_the_clock_runs(raced: str, rounds: int) -> None:
    """Charged once."""
    new = Saved("payer", "good-new", "Card")
    for _ in range(rounds):
        held = subscribed(product(10), card="poor")
        renew_due(now=on(30))
        results = together(
            *[lambda held=held: change_card(held.pk, new, now=on(31) + dt.timedelta(minutes=1))] * 2, *[lambda: renew_due(now=on(31))] * 2  # type: ignore[misc]
        )  # fmt: skip
        assert results == [DONE] * 4
        tick(on(31, hour=13))
        assert len(charges(held)) == 1
        assert cycle(held).state == Cycle.State.DONE
    sound()


def test_reminders_at_once(raced: str) -> None:
    """One goes out."""
    held = subscribed(product(10))
    assert together(*[lambda: remind(now=on(27))] * 4) == [DONE] * 4
    assert told(held) == ["subscription_reminder"]
    assert Subscription.objects.count() == 1
