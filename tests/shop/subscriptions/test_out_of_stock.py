# SPDX-License-Identifier: Apache-2.0
"""The product is out of stock on the day: its customer decided what happens then."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.shop.subscriptions.made import (
    charges,
    cycle,
    fresh,
    on,
    product,
    renewals,
    sound,
    subscribed,
    tick,
    told,
)  # fmt: skip

from officinal.errors import AskedForUnknown
from officinal.shop.models import Cycle, Message, Product, Subscription
from officinal.shop.stock.receive import receive
from officinal.shop.subscriptions import fulfil
from officinal.shop.subscriptions.renew import Unfinished
from officinal.shop.subscriptions.skip import skip

pytestmark = pytest.mark.django_db
Choice = Subscription.OutOfStock


def test_who_waits_is_told_once_and_gets_it_when_it_is_back() -> None:
    """A week later stock comes; the next delivery is a whole period after this one."""
    held = subscribed(jar := product(1))
    for day in range(30, 37):
        tick(on(day))
    assert cycle(held).state == Cycle.State.WAITING
    assert renewals(held) == []
    assert told(held) == ["subscription_reminder", "subscription_waiting"]
    receive(jar, 5, now=on(37))
    tick(on(37))
    assert len(charges(held)) == 1
    assert fresh(held).next_on == on(67).date()
    sound()


def test_who_waits_longer_than_a_period_gets_one_not_two() -> None:
    """There is one delivery at a time."""
    held = subscribed(jar := product(1))
    for day in range(30, 95):
        tick(on(day))
    receive(jar, 5, now=on(95))
    for day in range(95, 120):
        tick(on(day))
    assert len(charges(held)) == 1
    assert [each.number for each in held.cycles.order_by("number")] == [0, 1]


def test_who_waits_longest_is_served_first() -> None:
    """One jar comes, for the one whose delivery was due first."""
    jar = product(2)
    late, early = subscribed(jar), subscribed(jar)
    Subscription.objects.filter(pk=early.pk).update(next_on=on(20).date())
    tick(on(20))
    tick(on(30))
    receive(jar, 1, now=on(31))
    tick(on(31))
    assert (len(charges(early)), len(charges(late))) == (1, 0)


def test_too_few_is_out_of_stock_too() -> None:
    """Two are subscribed to, one is there: nothing is sent by halves."""
    held = subscribed(product(3), quantity=2)
    tick(on(30))
    assert cycle(held).state == Cycle.State.WAITING
    assert renewals(held) == []


def test_who_leaves_it_out_is_told_and_gets_the_next() -> None:
    """The delivery is over; stock that comes the day after is not for it."""
    held = subscribed(jar := product(1), out_of_stock=Choice.SKIP)
    tick(on(30))
    receive(jar, 5, now=on(31))
    tick(on(31))
    assert cycle(held).state == Cycle.State.SKIPPED
    assert charges(held) == []
    assert Message.objects.get(kind="subscription_waiting").about["then"] == "skip"
    tick(on(60))
    assert len(charges(held)) == 1


def test_who_swaps_gets_the_other_at_its_own_price_less_the_same_percent() -> None:
    """This time only; the next delivery is of the usual one."""
    other = product(5, price="10.00", percent=5, name="Zinc")
    held = subscribed(jar := product(1), out_of_stock=Choice.SWAP, swap_to=other)
    tick(on(30))
    line = renewals(held)[0].lines.get()
    assert (line.product, line.total) == (other, Decimal("8.00"))
    receive(jar, 5, now=on(40))
    tick(on(60))
    assert renewals(held)[1].lines.get().product == jar
    sound()


def test_who_swaps_waits_where_the_other_is_out_too() -> None:
    """Whichever comes back first is sent."""
    other = product(0, name="Zinc")
    held = subscribed(product(1), out_of_stock=Choice.SWAP, swap_to=other)
    tick(on(30))
    assert cycle(held).state == Cycle.State.WAITING
    receive(other, 1, now=on(33))
    tick(on(33))
    assert renewals(held)[0].lines.get().product == other


def test_who_changes_their_mind_while_waiting_is_heard() -> None:
    """Left out by hand, or by the choice for such days."""
    by_hand, by_choice = subscribed(jar := product(2)), subscribed(jar)
    tick(on(30))
    skip(by_hand.pk, 1, now=on(31))
    Subscription.objects.filter(pk=by_choice.pk).update(out_of_stock=Choice.SKIP)
    tick(on(31))
    assert {cycle(each).state for each in (by_hand, by_choice)} == {Cycle.State.SKIPPED}
    receive(jar, 5, now=on(32))
    tick(on(32))
    assert charges(by_hand) == charges(by_choice) == []


@pytest.mark.parametrize(("change", "why"), [({"published": False}, "gone"), ({"price": None}, "no_price")])
@pytest.mark.parametrize("day", [27, 30])
def test_a_product_that_is_sold_no_more_pauses_the_subscription(change: dict[str, object], why: str, day: int) -> None:
    """Its customer is told, with the reminder or on the day; nothing is ordered, and nothing waits."""
    held = subscribed(jar := product())
    if day == 30:
        tick(on(27))
    Product.objects.filter(pk=jar.pk).update(**change)
    tick(on(day))
    assert fresh(held).state == Subscription.State.PAUSED
    assert Message.objects.get(kind="subscription_paused").about["why"] == why
    assert renewals(held) == []
    tick(on(31))
    assert told(held).count("subscription_paused") == 1


def test_an_address_that_nothing_is_sent_to_any_more_pauses_it() -> None:
    """And says why."""
    held = subscribed(product())
    address = held.address | {"country": "FR", "province": ""}
    Subscription.objects.filter(pk=held.pk).update(address=address)
    tick(on(30))
    assert Message.objects.get(kind="subscription_paused").about["why"] == "not_sent_there"
    assert renewals(held) == []


def test_a_rate_that_is_missing_is_the_shops_mistake_and_pauses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock says that it failed; once the rate is there, the delivery is made."""

    def no_rate(*args: object, **more: object) -> str:
        raise AskedForUnknown("no delivery charge is in force")

    held = subscribed(product())
    tick(on(27))
    with monkeypatch.context() as patch:
        patch.setattr(fulfil, "way", no_rate)
        with pytest.raises(Unfinished):
            tick(on(30))
    assert fresh(held).state == Subscription.State.ACTIVE
    tick(on(30, hour=13))
    assert len(charges(held)) == 1
