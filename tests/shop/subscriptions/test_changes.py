# SPDX-License-Identifier: Apache-2.0
"""What a customer changes by themselves: each change works once, is written down, and told to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.shop.subscriptions.made import (
    ADDRESS,
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

from officinal.shop.models import Cycle, Message, Subscription, SubscriptionEvent
from officinal.shop.payments.gateway import Saved
from officinal.shop.subscriptions.address import change_address
from officinal.shop.subscriptions.cadence import change_cadence
from officinal.shop.subscriptions.card import change_card
from officinal.shop.subscriptions.change import CannotChange
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.out_of_stock import when_out_of_stock
from officinal.shop.subscriptions.pause import pause
from officinal.shop.subscriptions.quantity import change_quantity
from officinal.shop.subscriptions.resume import resume
from officinal.shop.subscriptions.skip import can_unskip, skip, unskip
from officinal.shop.subscriptions.swap import instead, swap

pytestmark = pytest.mark.django_db
State = Subscription.State


def refused(code: str, act: Callable[[], Any]) -> None:
    """A change that is not made, for a reason, and leaves nothing behind."""
    before = SubscriptionEvent.objects.count()
    with pytest.raises(CannotChange) as error:
        act()
    assert error.value.code == code
    assert SubscriptionEvent.objects.count() == before


# --- leave out


def test_a_delivery_that_is_left_out_never_comes() -> None:
    """The next one keeps its day."""
    held = subscribed(product())
    skip(held.pk, 1, now=on(5))
    assert fresh(held).next_on == on(60).date()
    for day in range(5, 61):
        tick(on(day))
    assert [(each.number, each.state) for each in held.cycles.order_by("number")] == [
        (0, "done"),
        (1, "skipped"),
        (2, "done"),
    ]
    assert len(charges(held)) == 1
    sound()


def test_pressed_twice_it_leaves_out_one() -> None:
    """The form names the delivery: the second press finds it left out."""
    held = subscribed(product())
    for _ in range(2):
        skip(held.pk, 1, now=on(5))
    assert fresh(held).next_on == on(60).date()
    assert told(held) == ["subscription_changed"]


def test_what_is_ordered_cannot_be_left_out() -> None:
    """Its order can be called off instead; a delivery far ahead has no number yet."""
    held = subscribed(product())
    tick(on(30))
    refused("too_late", lambda: skip(held.pk, 1, now=on(30)))
    refused("too_late", lambda: skip(held.pk, 3, now=on(30)))
    refused("too_late", lambda: skip(held.pk, 0, now=on(30)))


def test_a_delivery_is_taken_back_in_while_its_day_is_to_come() -> None:
    """The last one alone, and no more on the day itself."""
    held = subscribed(product())
    skip(held.pk, 1, now=on(5))
    skip(held.pk, 2, now=on(5))
    refused("too_late", lambda: unskip(held.pk, 1, now=on(6)))
    for _ in range(2):
        unskip(held.pk, 2, now=on(6))
    assert fresh(held).next_on == on(60).date()
    assert (last := can_unskip(fresh(held), today=on(29).date())) is not None
    assert last.number == 1
    refused("too_late", lambda: unskip(held.pk, 1, now=on(30)))
    tick(on(60))
    assert len(charges(held)) == 1


# --- pause and resume


def test_a_pause_lasts_until_it_is_ended() -> None:
    """Nothing comes; then the next delivery comes no sooner than it can be told of."""
    held = subscribed(product())
    for _ in range(2):
        pause(held.pk, now=on(5))
    for day in range(5, 100):
        tick(on(day))
    assert renewals(held) == []
    for _ in range(2):
        resume(held.pk, now=on(100))
    assert fresh(held).next_on == on(103).date()
    for day in range(100, 104):
        tick(on(day))
    assert len(charges(held)) == 1
    assert told(held) == ["subscription_paused", "subscription_changed", "subscription_reminder"]


def test_a_pause_with_a_day_ends_by_itself_and_is_told_of_before() -> None:
    """The delivery comes on the day."""
    held = subscribed(product())
    pause(held.pk, until=on(90).date(), now=on(5))
    assert fresh(held).next_on == on(90).date()
    for day in range(5, 90):
        tick(on(day))
    assert renewals(held) == []
    assert Message.objects.get(kind="subscription_reminder").created_at == on(87)
    tick(on(90))
    assert (fresh(held).state, len(charges(held))) == (State.ACTIVE, 1)


def test_a_pause_that_is_shorter_than_the_wait_moves_nothing() -> None:
    """The next delivery keeps its day, and a day in the past or far away is refused."""
    held = subscribed(product())
    pause(held.pk, until=on(10).date(), now=on(5))
    assert fresh(held).next_on == on(30).date()
    refused("day", lambda: pause(held.pk, until=on(5).date(), now=on(5)))
    refused("day", lambda: pause(held.pk, until=on(5).date() + dt.timedelta(days=367), now=on(5)))
    tick(on(10))
    assert fresh(held).state == State.ACTIVE


def test_resumed_sooner_than_planned_it_keeps_a_day_that_is_far() -> None:
    """Its customer goes on before the day of the pause: what was moved stays where it was moved to."""
    held = subscribed(product())
    pause(held.pk, until=on(90).date(), now=on(5))
    resume(held.pk, now=on(6))
    assert (fresh(held).next_on, fresh(held).resume_on) == (on(90).date(), None)


def test_what_waits_for_stock_is_let_go_by_a_pause() -> None:
    """It does not come weeks later by surprise."""
    held = subscribed(product(1))
    tick(on(30))
    pause(held.pk, now=on(31))
    assert cycle(held).state == Cycle.State.SKIPPED


def test_a_subscription_to_what_is_sold_no_more_cannot_go_on() -> None:
    """Until its customer chooses another product."""
    held = subscribed(jar := product())
    other = product(name="Zinc")
    jar.published = False
    jar.save()
    tick(on(30))
    refused("gone", lambda: resume(held.pk, now=on(31)))
    swap(held.pk, other, now=on(31))
    resume(held.pk, now=on(31))
    for day in range(31, 35):
        tick(on(day))
    assert renewals(held)[0].lines.get().product == other


# --- change


@pytest.mark.parametrize(("days", "next_on"), [(45, 45), (90, 90), (7, 23)])
def test_another_cadence_counts_from_the_last_delivery(days: int, next_on: int) -> None:
    """But leaves time to tell of it."""
    held = subscribed(product())
    change_cadence(held.pk, days, now=on(20))
    assert fresh(held).next_on == on(next_on).date()
    tick(on(next_on))
    assert len(charges(held)) == 1
    assert fresh(held).next_on == on(next_on + days).date()


def test_another_cadence_does_not_shorten_a_pause() -> None:
    """The day until which it is paused stays."""
    held = subscribed(product())
    pause(held.pk, until=on(90).date(), now=on(5))
    change_cadence(held.pk, 7, now=on(6))
    assert fresh(held).next_on == on(90).date()


@pytest.mark.parametrize("days", [0, 6, 366, -1])
def test_a_cadence_has_its_bounds(days: int) -> None:
    """From a week to a year."""
    held = subscribed(product())
    refused("cadence", lambda: change_cadence(held.pk, days, now=on(5)))


def test_another_quantity_holds_from_the_next_delivery_on() -> None:
    """At the promised price of one."""
    held = subscribed(product())
    change_quantity(held.pk, 3, now=on(5))
    tick(on(30))
    line = renewals(held)[0].lines.get()
    assert (line.quantity, line.total) == (3, Decimal("59.76"))
    for number in (0, -1, 51):
        refused("quantity", lambda number=number: change_quantity(held.pk, number, now=on(6)))  # type: ignore[misc]


def test_another_product_comes_at_its_price_of_the_day_promised_anew() -> None:
    """For as long as a new subscription would have it."""
    held = subscribed(product())
    other = product(price="10.00", percent=10, name="Zinc")
    swap(held.pk, other, now=on(5))
    now = fresh(held)
    assert (now.unit_price, now.percent_off, now.price_until) == (Decimal("10.00"), Decimal(10), on(370).date())
    other.price = Decimal("12.00")
    other.save()
    tick(on(30))
    assert renewals(held)[0].lines.get().total == Decimal("9.00")
    once_only = product(percent=None)
    refused("product", lambda: swap(held.pk, once_only, now=on(31)))


def test_what_can_come_instead_is_sold_by_subscription_and_shown() -> None:
    """Its own product is not among it."""
    held = subscribed(product())
    other, hidden, once_only = product(name="Zinc"), product(name="Iron"), product(percent=None)
    hidden.published = False
    hidden.save()
    assert instead(held, "") == [other]
    assert once_only not in instead(held, "")


def test_another_address_is_where_it_goes_and_is_taxed() -> None:
    """Ontario instead of Quebec."""
    held = subscribed(product())
    new = ADDRESS | {"province": "ON", "city": "Ottawa", "postal_code": "K1A 0B1"}
    change_address(held.pk, new, now=on(5))
    tick(on(30))
    (order,) = renewals(held)
    assert order.address == new
    assert [tax["code"] for tax in order.quote["taxes"]] != [tax["code"] for tax in held.first_order.quote["taxes"]]
    refused("not_sent_there", lambda: change_address(held.pk, ADDRESS | {"country": "FR", "province": ""}, now=on(6)))
    assert fresh(held).address == new


def test_no_event_holds_an_address() -> None:
    """The log is never deleted, so it holds nothing by which a person is known."""
    held = subscribed(product())
    change_address(held.pk, ADDRESS | {"line1": "77 rue Secrète"}, now=on(5))
    said = str(list(held.events.values_list("detail", flat=True)))
    assert not [word for word in ("Secrète", "Camille", "camille", "H2X") if word in said]


def test_what_to_do_when_out_of_stock_is_chosen() -> None:
    """Another product must be one that can come instead."""
    held = subscribed(jar := product())
    other, once_only = product(name="Zinc"), product(percent=None)
    when_out_of_stock(held.pk, "swap", other, now=on(5))
    assert (fresh(held).out_of_stock, fresh(held).swap_to) == ("swap", other)
    for wrong in (jar, once_only):
        refused("product", lambda wrong=wrong: when_out_of_stock(held.pk, "swap", wrong, now=on(5)))  # type: ignore[misc]
    refused("product", lambda: when_out_of_stock(held.pk, "burn", now=on(5)))
    swap(held.pk, other, now=on(6))
    assert (fresh(held).out_of_stock, fresh(held).swap_to) == ("wait", None)


def test_an_invoice_has_no_card_to_change() -> None:
    """It is said, and nothing is kept."""
    held = subscribed(product(), by_hand=True)
    refused("no_card", lambda: change_card(held.pk, Saved("payer", "good", "Card"), now=on(5)))


# --- end


def test_ended_it_is_over_at_once() -> None:
    """Nothing comes, nothing is told but that; pressed twice, it ends once."""
    held = subscribed(product())
    for _ in range(2):
        end(held.pk, now=on(5))
    for day in range(5, 100):
        tick(on(day))
    assert (fresh(held).state, fresh(held).next_on) == (State.CANCELLED, None)
    assert told(held) == ["subscription_ended"]
    assert renewals(held) == []


def test_what_was_paid_before_the_end_is_sent() -> None:
    """Ending calls off what is unpaid; a paid delivery can be called off on its own page."""
    held = subscribed(product())
    tick(on(30))
    end(held.pk, now=on(31))
    assert renewals(held)[0].state == "paid"


def test_what_has_ended_cannot_be_changed() -> None:
    """Each change says so."""
    held = subscribed(product())
    other = product(name="Zinc")
    end(held.pk, now=on(5))
    acts: list[Callable[[], Any]] = [
        lambda: skip(held.pk, 1, now=on(6)), lambda: unskip(held.pk, 1, now=on(6)),
        lambda: pause(held.pk, now=on(6)), lambda: resume(held.pk, now=on(6)),
        lambda: change_cadence(held.pk, 60, now=on(6)), lambda: change_quantity(held.pk, 2, now=on(6)),
        lambda: swap(held.pk, other, now=on(6)), lambda: change_address(held.pk, ADDRESS | {"city": "Laval"}, now=on(6)),
        lambda: change_card(held.pk, Saved("p", "good", "Card"), now=on(6)),
        lambda: when_out_of_stock(held.pk, "skip", now=on(6)),
    ]  # fmt: skip
    for act in acts:
        refused("ended", act)


def test_every_change_is_an_event_and_a_message() -> None:
    """What was changed, in order."""
    held = subscribed(product())
    other = product(name="Zinc")
    skip(held.pk, 1, now=on(1))
    unskip(held.pk, 1, now=on(1))
    change_cadence(held.pk, 60, now=on(2))
    change_quantity(held.pk, 2, now=on(2))
    swap(held.pk, other, now=on(3))
    change_address(held.pk, ADDRESS | {"city": "Laval"}, now=on(3))
    when_out_of_stock(held.pk, "skip", now=on(4))
    change_card(held.pk, Saved("payer", "good-2", "Card"), now=on(4))
    pause(held.pk, now=on(5))
    resume(held.pk, now=on(6))
    end(held.pk, now=on(7))
    what = ["skipped", "unskipped", "cadence", "quantity", "product", "address", "out_of_stock", "card", "paused",
            "resumed", "ended"]  # fmt: skip
    assert happened(held) == ["started", *what]
    said = [each.about.get("what") for each in Message.objects.filter(kind="subscription_changed").order_by("pk")]
    assert said == [each for each in what if each not in ("paused", "ended")]
    assert told(held)[-1] == "subscription_ended"


def test_the_same_change_again_is_none() -> None:
    """A form that is sent again writes nothing."""
    held = subscribed(product())
    change_cadence(held.pk, 30, now=on(1))
    change_quantity(held.pk, 1, now=on(1))
    swap(held.pk, held.product, now=on(1))
    change_address(held.pk, ADDRESS, now=on(1))
    when_out_of_stock(held.pk, "wait", now=on(1))
    change_card(held.pk, Saved("payer", "good", "Card good"), now=on(1))
    resume(held.pk, now=on(1))
    assert happened(held) == ["started"]
