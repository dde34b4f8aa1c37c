# SPDX-License-Identifier: Apache-2.0
"""A card that is declined is tried again on set days, with a word to its customer each time, and then no more."""

from __future__ import annotations

import pytest
from tests.shop.subscriptions.bank import Bank
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

from officinal.shop.models import Attempt, Cycle, Message, Order, Subscription
from officinal.shop.payments.attempts import settle
from officinal.shop.payments.gateway import Saved
from officinal.shop.subscriptions import collect
from officinal.shop.subscriptions.card import change_card
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.pause import pause

pytestmark = pytest.mark.django_db
NEW = Saved("payer", "good-new", "Card good-new")


def days_asked(held: Subscription) -> list[int]:
    """On which days after the first order the bank was asked."""
    (order,) = renewals(held)
    return [(each.started_at.date() - on(0).date()).days for each in order.attempts.order_by("pk")]


def test_it_is_tried_one_three_and_five_days_later_and_then_no_more() -> None:
    """Each time its customer is told; the day after the last, the order is dropped and the subscription paused."""
    held = subscribed(product(), card="poor")
    for day in range(30, 80):
        for hour in (1, 13):
            tick(on(day, hour=hour))
    assert days_asked(held) == [30, 31, 33, 35]
    assert told(held) == ["subscription_reminder", *["subscription_declined"] * 4, "subscription_paused"]
    assert [each.about.get("day", "") for each in Message.objects.filter(kind="subscription_declined").order_by("pk")] == [
        on(31).date().isoformat(), on(33).date().isoformat(), on(35).date().isoformat(), "",
    ]  # fmt: skip
    assert cycle(held).state == Cycle.State.FAILED
    assert fresh(held).state == Subscription.State.PAUSED
    assert renewals(held)[0].state == Order.State.CANCELLED
    assert charges(held) == []
    sound()


def test_a_card_that_is_good_again_pays(the_bank: Bank) -> None:
    """The third attempt succeeds: paid once, and the subscription goes on."""
    held = subscribed(product(), card="poor")
    tick(on(30))
    tick(on(31))
    Subscription.objects.filter(pk=held.pk).update(method="good")
    tick(on(33))
    assert len(charges(held)) == 1
    assert cycle(held).state == Cycle.State.DONE
    assert fresh(held).next_on == on(63).date()


def test_a_new_card_is_charged_at_once(the_bank: Bank) -> None:
    """It does not wait for the next day of the schedule."""
    held = subscribed(product(), card="poor")
    tick(on(30))
    change_card(held.pk, NEW, now=on(30, hour=14))
    assert len(charges(held)) == 1
    assert cycle(held).state == Cycle.State.DONE
    sound()


def test_a_new_card_that_is_declined_too_does_not_use_up_the_schedule() -> None:
    """The other days are tried all the same; the same form sent again asks the bank no second time."""
    held = subscribed(product(), card="poor")
    tick(on(30))
    for _ in range(3):
        change_card(held.pk, Saved("payer", "poor-new", "Card"), now=on(30, hour=14))
    assert days_asked(held) == [30, 30]
    for day in range(31, 80):
        tick(on(day))
    assert days_asked(held) == [30, 30, 31, 33, 35]


def test_a_new_card_after_the_last_attempt_sends_it_at_once() -> None:
    """The subscription goes on from that day, with one order that is paid once."""
    held = subscribed(product(), card="poor")
    for day in range(30, 45):
        tick(on(day))
    change_card(held.pk, NEW, now=on(45))
    now = fresh(held)
    assert (now.state, now.next_on) == (Subscription.State.ACTIVE, on(75).date())
    assert [order.state for order in renewals(held)] == [Order.State.CANCELLED, Order.State.PAID]
    assert len(charges(held)) == 1
    sound()


def test_a_new_card_does_not_set_going_what_its_customer_paused() -> None:
    """They paused it, so it stays paused."""
    held = subscribed(product(), card="poor")
    tick(on(30))
    pause(held.pk, now=on(30, hour=13))
    change_card(held.pk, NEW, now=on(30, hour=14))
    assert fresh(held).state == Subscription.State.PAUSED
    tick(on(31))
    assert charges(held) == []


def test_a_card_that_the_bank_wants_confirmed_waits_for_its_customer(the_bank: Bank) -> None:
    """They are told with a link, again on each day of the schedule; nobody is charged twice once they confirm."""
    held = subscribed(product(), card="asks")
    tick(on(30))
    tick(on(30, hour=13))
    tick(on(31))
    assert told(held) == ["subscription_reminder", "subscription_confirm_card", "subscription_confirm_card"]
    assert days_asked(held) == [30]
    attempt = renewals(held)[0].attempts.get()
    settle(attempt, the_bank.pays(attempt, "asks"), now=on(32))
    tick(on(33))
    assert len(charges(held)) == 1
    assert cycle(held).state == Cycle.State.DONE
    sound()


def test_what_nobody_confirms_is_dropped_in_the_end() -> None:
    """The bank is told that no money is wanted any more."""
    held = subscribed(product(), card="asks")
    for day in range(30, 60):
        tick(on(day))
    assert fresh(held).state == Subscription.State.PAUSED
    assert renewals(held)[0].attempts.get().state == Attempt.State.CANCELLED
    sound()


def test_a_new_card_takes_the_place_of_one_that_waits_to_be_confirmed() -> None:
    """The old attempt is called off first, so that there are never two."""
    held = subscribed(product(), card="asks")
    tick(on(30))
    change_card(held.pk, NEW, now=on(30, hour=14))
    assert [each.state for each in renewals(held)[0].attempts.order_by("pk")] == ["cancelled", "succeeded"]
    assert len(charges(held)) == 1


def test_somebody_who_left_the_pay_page_keeps_no_later_attempt_from_its_turn(the_bank: Bank) -> None:
    """Their own attempt is called off before the card is tried again."""
    from officinal.shop.payments.attempts import begin

    held = subscribed(product(), card="poor")
    tick(on(30))
    begin(renewals(held)[0], now=on(30, hour=14))
    Subscription.objects.filter(pk=held.pk).update(method="good")
    tick(on(31))
    assert len(charges(held)) == 1


def test_without_a_saved_card_its_customer_is_asked_for_one() -> None:
    """Told once; a card that they give is charged at once."""
    held = subscribed(product(), method="", payer="")
    tick(on(30))
    tick(on(31))
    assert told(held).count("subscription_declined") == 1
    assert Message.objects.get(kind="subscription_declined").about["why"] == "no_card"
    change_card(held.pk, NEW, now=on(32))
    assert len(charges(held)) == 1


@pytest.mark.parametrize("stop", [end, pause])
@pytest.mark.parametrize("card", ["poor", "asks"])
def test_nobody_is_charged_after_they_ended_or_paused(stop: object, card: str) -> None:
    """What waited for money is called off, and the card, good again or confirmed, is not asked for it."""
    held = subscribed(product(), card=card)
    tick(on(30))
    stop(held.pk, now=on(30, hour=13))  # type: ignore[operator]
    Subscription.objects.filter(pk=held.pk).update(method="good")
    for day in range(31, 60):
        tick(on(day))
    assert charges(held) == []
    assert renewals(held)[0].state == Order.State.CANCELLED
    assert cycle(held).state == Cycle.State.SKIPPED
    sound()


def test_ending_while_the_bank_does_not_answer_is_finished_by_the_clock(the_bank: Bank) -> None:
    """The subscription is over at once; its order is called off as soon as the bank says that no money came."""
    held = subscribed(product(), card="asks")
    tick(on(30))
    the_bank.trouble = ["unheard"]
    end(held.pk, now=on(30, hour=13))
    (order,) = renewals(held)
    assert fresh(held).state == Subscription.State.CANCELLED
    assert order.state == Order.State.AWAITING
    tick(on(30, hour=14))
    assert renewals(held)[0].state == Order.State.CANCELLED
    sound()


def test_money_that_was_on_its_way_when_it_was_ended_goes_back(the_bank: Bank) -> None:
    """The answer was lost, the customer ended it, the bank says that it was paid: all of it is given back."""
    held = subscribed(product())
    the_bank.trouble = ["lost"]
    tick(on(30))
    assert renewals(held)[0].state == Order.State.AWAITING
    end(held.pk, now=on(30, hour=12))
    (order,) = renewals(held)
    assert order.state == Order.State.CANCELLED
    assert order.refunded == order.paid == order.total
    sound()


def test_a_lost_answer_is_looked_up_and_nobody_charged_again(the_bank: Bank) -> None:
    """The bank was asked once."""
    held = subscribed(product())
    the_bank.trouble = ["lost"]
    tick(on(30, hour=1))
    tick(on(30, hour=2))
    assert len(the_bank.asked) == len(charges(held)) == 1
    assert cycle(held).state == Cycle.State.DONE


def test_a_question_that_never_arrived_is_asked_again(the_bank: Bank) -> None:
    """It is no decline: nobody is told of one."""
    held = subscribed(product())
    the_bank.trouble = ["unheard"]
    tick(on(30, hour=1))
    tick(on(30, hour=2))
    assert len(charges(held)) == 1
    assert "subscription_declined" not in told(held)


def test_a_decline_that_came_by_itself_is_noted_by_the_next_tick(the_bank: Bank) -> None:
    """The program died between the answer and its note; its customer is told once all the same."""
    held = subscribed(product(), card="poor")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "note", lambda key, *, now: None)
        tick(on(30, hour=1))
    assert "subscription_declined" not in told(held)
    tick(on(30, hour=2))
    tick(on(30, hour=3))
    assert told(held).count("subscription_declined") == 1
    assert happened(held).count("declined") == 1
