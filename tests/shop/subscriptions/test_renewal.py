# SPDX-License-Identifier: Apache-2.0
"""A delivery that is due is ordered once, at the promised price, and paid by the saved card or by invoice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.shop.subscriptions.bank import Bank
from tests.shop.subscriptions.made import (
    ADDRESS,
    DAY,
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

from officinal.shop.models import Cycle, Message, Order, Subscription
from officinal.shop.orders.cancel import cancel
from officinal.shop.orders.place import Customer, Item, Terms, place
from officinal.shop.payments.attempts import mark_paid, settle
from officinal.shop.payments.gateway import Outcome
from officinal.shop.subscriptions.renew import Unfinished, renew_due

pytestmark = pytest.mark.django_db


def test_nothing_comes_before_its_day() -> None:
    """The day before, nothing is ordered; on the day, one delivery is, and paid."""
    held = subscribed(product())
    tick(on(29))
    assert renewals(held) == []
    tick(on(30, hour=0))
    (order,) = renewals(held)
    assert order.state == Order.State.PAID
    assert charges(held) == [order.total]
    assert cycle(held).state == Cycle.State.DONE
    assert fresh(held).next_on == on(60).date()
    sound()


def test_running_the_clock_again_does_nothing_more() -> None:
    """However often it runs that day."""
    held = subscribed(product())
    for hour in range(24):
        tick(on(30, hour=hour))
    assert len(renewals(held)) == len(charges(held)) == 1
    assert happened(held).count("renewed") == 1


def test_a_delivery_follows_another() -> None:
    """A year of a clock that runs every third day: twelve deliveries after the first, each on its day, each paid once."""
    held = subscribed(product(30))
    for day in range(0, 366, 3):
        tick(on(day))
    assert [each.due_on for each in held.cycles.order_by("number")] == [on(30 * at).date() for at in range(13)]
    assert len(charges(held)) == 12
    sound()


def test_deliveries_that_were_missed_are_not_made_up_for() -> None:
    """The clock stood still for three periods: one jar comes, not three, and the next one in step with before."""
    held = subscribed(product())
    tick(on(100))
    tick(on(101))
    assert len(renewals(held)) == 1
    assert fresh(held).next_on == on(130).date()


def test_an_order_of_a_renewal_is_as_the_first_was() -> None:
    """Same address, same way of delivery, same discount, and no subscription begins with it."""
    held = subscribed(product(), quantity=2)
    tick(on(30))
    (order,) = renewals(held)
    first = held.first_order
    assert (order.address, order.email, order.total) == (first.address, first.email, first.total)
    assert order.quote["shipping"]["method"] == first.quote["shipping"]["method"] == "standard"
    (line,) = order.lines.all()
    assert (line.quantity, line.unit_price, line.percent_off) == (2, Decimal("24.90"), Decimal(20))
    assert line.every_days is None
    assert Subscription.objects.count() == 1


def test_a_way_of_delivery_that_is_no_more_gives_way_to_the_cheapest() -> None:
    """Nobody has to do anything."""
    held = subscribed(product())
    held.first_order.quote["shipping"]["method"] = "by-balloon"
    held.first_order.save(update_fields=["quote"])
    tick(on(30))
    assert renewals(held)[0].quote["shipping"]["method"] == "standard"


@pytest.mark.parametrize(
    ("price", "percent", "one"), [("30.00", 20, "19.92"), ("20.00", 20, "16.00"), ("24.90", 40, "14.94")]
)
def test_the_promised_price_holds_unless_the_page_says_less(price: str, percent: int, one: str) -> None:
    """A higher price does not reach a promise; a lower one, or a larger discount, is for subscribers too."""
    held = subscribed(jar := product())
    jar.price, jar.subscribe_percent_off = Decimal(price), Decimal(percent)
    jar.save()
    tick(on(27))
    tick(on(30))
    (line,) = renewals(held)[0].lines.all()
    assert line.total == Decimal(one)


def test_after_the_promise_the_price_of_the_day_holds_once_it_was_told() -> None:
    """It is told with the reminder, three days before, and is what is then charged."""
    held = subscribed(jar := product(), price_until=on(29).date())
    jar.price = Decimal("30.00")
    jar.save()
    tick(on(27))
    reminder = Message.objects.get(kind="subscription_reminder")
    assert (reminder.about["was"], reminder.about["one"]) == ("19.92", "24.00")
    jar.price = Decimal("35.00")  # and it rises once more
    jar.save()
    tick(on(30))
    (order,) = renewals(held)
    assert order.lines.get().total == Decimal("24.00")
    assert str(order.total) == reminder.about["total"]


def test_a_higher_price_waits_until_there_was_time_to_hear_of_it() -> None:
    """The clock stood still on the day of the reminder: the delivery comes three days after it was told of."""
    held = subscribed(jar := product(), price_until=on(29).date())
    jar.price = Decimal("30.00")
    jar.save()
    tick(on(30))
    assert renewals(held) == []
    assert fresh(held).next_on == on(33).date()
    tick(on(32))
    assert renewals(held) == []
    tick(on(33))
    assert renewals(held)[0].lines.get().total == Decimal("24.00")


def test_a_product_that_is_subscribed_to_no_more_still_comes() -> None:
    """Who subscribed keeps the discount."""
    held = subscribed(jar := product())
    jar.subscribe_percent_off = None
    jar.save()
    tick(on(30))
    assert renewals(held)[0].lines.get().total == Decimal("19.92")


def test_by_invoice_the_order_waits_and_its_customer_is_told_how_to_pay() -> None:
    """Nobody is charged; once staff see the money, the delivery is done."""
    held = subscribed(product(), by_hand=True)
    tick(on(30))
    tick(on(31))
    (order,) = renewals(held)
    assert (order.state, cycle(held).state) == (Order.State.AWAITING, Cycle.State.PAYING)
    assert Message.objects.filter(kind="order_placed", about={"order": order.pk}).count() == 1
    mark_paid(order, now=on(32), by=None)
    assert cycle(held).state == Cycle.State.DONE
    sound()


def test_an_invoice_that_nobody_pays_pauses_the_subscription() -> None:
    """Its order is dropped after the days of the invoice, the jar goes back on the shelf, and no other invoice follows."""
    held = subscribed(product(), by_hand=True)
    for day in range(30, 100):
        tick(on(day))
    (order,) = renewals(held)
    assert order.state == Order.State.CANCELLED
    assert cycle(held).state == Cycle.State.FAILED
    assert fresh(held).state == Subscription.State.PAUSED
    assert told(held).count("subscription_paused") == 1
    assert "order_expired" not in told(held)
    sound()


def test_a_delivery_that_is_paid_late_moves_the_next() -> None:
    """Paid on the fourth day, the next one comes a whole period later, and not the day that was planned."""
    held = subscribed(product(), by_hand=True)
    tick(on(30))
    mark_paid(renewals(held)[0], now=on(34), by=None)
    assert fresh(held).next_on == on(64).date()


def test_an_order_of_a_renewal_that_its_customer_calls_off_is_left_out() -> None:
    """The money goes back, the subscription goes on."""
    held = subscribed(product())
    tick(on(30))
    cancel(renewals(held)[0], reason="by the customer", now=on(30, hour=13))
    assert cycle(held).state == Cycle.State.SKIPPED
    assert fresh(held).state == Subscription.State.ACTIVE
    tick(on(60))
    assert len(renewals(held)) == 2
    sound()


def test_a_subscription_whose_first_order_is_called_off_is_over() -> None:
    """Nothing more comes of it."""
    held = subscribed(product())
    cancel(held.first_order, reason="by the customer", now=on(0))
    tick(on(30))
    assert fresh(held).state == Subscription.State.CANCELLED
    assert renewals(held) == []


def test_a_card_that_paid_on_the_order_s_page_is_the_one_of_later_deliveries(the_bank: Bank) -> None:
    """The old one is not charged again."""
    held = subscribed(product(), card="poor")
    tick(on(30))
    (order,) = renewals(held)
    from officinal.shop.payments.attempts import begin

    attempt, _ = begin(order, now=on(30, hour=14))
    assert attempt is not None
    settle(attempt, the_bank.pays(attempt, "good-other"), now=on(30, hour=14))
    assert cycle(held).state == Cycle.State.DONE
    assert fresh(held).method == "good-other"
    tick(on(60))
    assert len(charges(held)) == 2


def test_one_that_breaks_keeps_no_other_from_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock says that something failed, and the other deliveries are made."""
    broken, good = subscribed(product()), subscribed(product())
    from officinal.shop.subscriptions import renew

    usual = renew.fulfil

    def breaks(which: Cycle, *, now: dt.datetime) -> Any:
        if which.subscription_id == broken.pk:
            raise ValueError("broken")
        return usual(which, now=now)

    monkeypatch.setattr(renew, "fulfil", breaks)
    with pytest.raises(Unfinished):
        renew_due(now=on(30))
    assert renewals(broken) == []
    assert len(charges(good)) == 1


def test_a_delivery_has_one_order_by_its_key_and_by_its_row() -> None:
    """The database takes no second row of a number; the order's key is the delivery's."""
    held = subscribed(jar := product())
    tick(on(30))
    (order,) = renewals(held)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.create(subscription=held, number=1, due_on=on(30).date(), state=Cycle.State.PAYING)
    terms = Terms(gateway="bank", shipping="standard", key=order.key, subscription=held)
    assert place([Item(jar, 1, 30)], Customer("x@example.com", ADDRESS), terms, now=on(31)) == order


def test_a_late_word_of_the_bank_changes_nothing_that_is_over(the_bank: Bank) -> None:
    """A decline that arrives after the money is no news."""
    held = subscribed(product())
    tick(on(30))
    (order,) = renewals(held)
    attempt = order.attempts.get()
    settle(attempt, Outcome("failed"), now=on(30) + DAY)
    assert cycle(held).state == Cycle.State.DONE
    sound()
