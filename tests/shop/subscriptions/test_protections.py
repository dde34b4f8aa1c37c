# SPDX-License-Identifier: Apache-2.0
"""Each thing that keeps a renewal right, taken away: what it is there for then goes wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from tests.shop.stock.race import DONE, Meeting, before, together
from tests.shop.subscriptions.bank import THE
from tests.shop.subscriptions.made import charges, cycle, fresh, on, product, renewals, subscribed, tick, told

from officinal.errors import OfficinalError
from officinal.shop.models import Attempt, Cycle, Order, Product, Subscription
from officinal.shop.payments import attempts
from officinal.shop.subscriptions import change as changing
from officinal.shop.subscriptions import claim, collect, fulfil, remind, renew, skip
from officinal.shop.subscriptions import end as ending
from officinal.shop.subscriptions.end import end
from officinal.shop.subscriptions.price import Price, of_the_day
from officinal.shop.subscriptions.quantity import change_quantity
from officinal.shop.subscriptions.remind import remind as write_reminders

_number = itertools.count()


def unlocked(key: int) -> Subscription:
    """`lock_subscription` without its lock."""
    return Subscription.objects.get(pk=key)


# --- the row of a delivery: its lock, and its number that exists once


@contextmanager
def no_unique_number() -> Iterator[None]:
    """Nothing in the database keeps two deliveries from having one number, or from being open. PostgreSQL alone can be
    told so.
    """
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_cycle DROP CONSTRAINT cycle_once")
        cursor.execute("DROP INDEX one_open_cycle")
        try:
            yield
        finally:
            cursor.execute("DELETE FROM shop_cycle WHERE id NOT IN (SELECT min(id) FROM shop_cycle GROUP BY subscription_id, number)")  # fmt: skip
            cursor.execute("ALTER TABLE shop_cycle ADD CONSTRAINT cycle_once UNIQUE (subscription_id, number)")
            cursor.execute("CREATE UNIQUE INDEX one_open_cycle ON shop_cycle (subscription_id) WHERE state IN ('waiting', 'paying')")  # fmt: skip


def claimed_twice(monkeypatch: pytest.MonkeyPatch, *, meet: bool) -> tuple[Subscription, list[object]]:
    """Two clocks have read that a delivery is due before either writes it down, if they can."""
    held, meeting, usual = subscribed(product()), Meeting(sure=meet), Cycle.objects.create

    def create(**row: Any) -> Cycle:
        meeting()
        return usual(**row)

    monkeypatch.setattr(Cycle.objects, "create", create)
    return held, together(*[lambda: claim.claim(held.pk, now=on(30))] * 2)


def test_two_clocks_claim_a_delivery_once(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock lets one after the other."""
    held, results = claimed_twice(monkeypatch, meet=False)
    assert results == [DONE, DONE]
    assert held.cycles.count() == 2
    assert fresh(held).next_on == on(60).date()


def test_without_the_lock_the_number_still_exists_once(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the row and goes its way; on SQLite a transaction is alone from its beginning anyway."""
    monkeypatch.setattr(claim, "lock_subscription", unlocked)
    held, results = claimed_twice(monkeypatch, meet=raced != "sqlite")
    assert results == [DONE, DONE]
    assert held.cycles.count() == 2


def test_without_both_a_delivery_exists_twice(raced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows of one number: what the two together are there for."""
    if raced == "sqlite":
        pytest.skip("on SQLite a transaction that writes is alone from its beginning")
    monkeypatch.setattr(claim, "lock_subscription", unlocked)
    with no_unique_number():
        held, results = claimed_twice(monkeypatch, meet=True)
        assert results == [DONE, DONE]
        assert held.cycles.filter(number=1).count() == 2


# --- the order's key


def ordered_twice() -> Subscription:
    """Two clocks have read that a delivery has no order yet; both place it."""
    held = subscribed(product())
    claim.claim(held.pk, now=on(30))
    seen = [Cycle.objects.select_related("subscription").get(subscription=held, number=1) for _ in range(2)]
    for each in seen:
        fulfil.fulfil(each, now=on(30))
    return held


@pytest.mark.django_db
def test_two_that_place_an_order_place_one() -> None:
    """Its key is the delivery's."""
    assert len(renewals(ordered_twice())) == 1


@pytest.mark.django_db
def test_without_the_key_and_the_row_there_are_two_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """With either of them there is one: the second order is undone where the row has another already."""
    usual = fulfil.terms
    monkeypatch.setattr(fulfil, "terms", lambda held, number, shipping: usual(held, next(_number) + 1000, shipping))
    assert len(renewals(ordered_twice())) == 1
    monkeypatch.setattr(fulfil, "_write_into", lambda *args, **more: None)
    assert len(renewals(ordered_twice())) == 2


# --- what was agreed


def ordered_while(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> Subscription:
    """Its customer does something between the clock's reading and its placing of the order."""
    held = subscribed(product())
    with monkeypatch.context() as patch:
        before(patch, fulfil, "way", lambda: act(held.pk))
        tick(on(30))
    tick(on(30, hour=13))
    return held


@pytest.mark.django_db
def test_a_quantity_that_is_changed_meanwhile_is_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order is not placed as it was read, but anew."""
    held = ordered_while(monkeypatch, lambda key: change_quantity(key, 3, now=on(30)))
    assert renewals(held)[0].lines.get().quantity == 3


@pytest.mark.django_db
def test_without_looking_again_the_old_quantity_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although its customer had been told that it was changed."""
    monkeypatch.setattr(fulfil, "AGREED", ())
    held = ordered_while(monkeypatch, lambda key: change_quantity(key, 3, now=on(30)))
    assert renewals(held)[0].lines.get().quantity == 1


# --- ended while it is being charged


def ended_before_the_charge(monkeypatch: pytest.MonkeyPatch) -> Subscription:
    """Its customer ends it after the clock looked, and before it writes the attempt down."""
    held = subscribed(product())
    monkeypatch.setattr(ending, "call_off_unpaid", lambda key, *, now: None)  # as if cut off there
    before(monkeypatch, attempts, "_attempt", lambda: end(held.pk, now=on(30)))
    tick(on(30))
    return held


@pytest.mark.django_db
def test_whoever_ended_it_a_moment_earlier_is_not_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at once more, with the order locked."""
    ended_before_the_charge(monkeypatch)
    assert THE.asked == []


@pytest.mark.django_db
def test_without_looking_once_more_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Money is taken for what was ended."""
    monkeypatch.setattr(collect, "_may_be_tried", lambda *of, now: True)
    held = ended_before_the_charge(monkeypatch)
    assert len(charges(held)) == 1


@pytest.mark.django_db
def test_without_the_clock_s_second_look_an_order_stays_open_that_nobody_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    """An end that was cut off is finished by `_left_over` alone."""
    monkeypatch.setattr(changing, "call_off", lambda key, *, now: False)
    held = subscribed(product(), card="asks")
    tick(on(30))
    end(held.pk, now=on(30))
    with monkeypatch.context() as patch:
        patch.setattr(renew, "_left_over", list)
        tick(on(31))
        assert renewals(held)[0].state == Order.State.AWAITING
    tick(on(31))
    assert renewals(held)[0].state == Order.State.CANCELLED


# --- the key under which the bank is asked


@pytest.mark.django_db
def test_under_another_key_each_time_a_lost_answer_is_charged_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is the attempt's row; one made anew moves money anew."""
    usual = Attempt.key.fget  # type: ignore[attr-defined]
    made = property(lambda self: f"{usual(self)}-{next(_number)}" if self.off_session else usual(self))
    held = subscribed(product())
    monkeypatch.setattr(Attempt, "key", made)
    THE.trouble = ["lost"]
    tick(on(30, hour=1))
    tick(on(30, hour=2))
    assert len(charges(held)) == 2


# --- one attempt a day


def tried_by_two_clocks(monkeypatch: pytest.MonkeyPatch, *, noted: bool) -> Subscription:
    """The second clock has chosen the delivery before the first is done with it, and perhaps before it noted the end."""
    held = subscribed(product(), card="poor")
    claim.claim(held.pk, now=on(30))
    if not noted:
        monkeypatch.setattr(collect, "note", lambda key, *, now: None)
    for _ in range(2):
        renew.go_on(cycle(held).pk, now=on(30))
    return held


@pytest.mark.django_db
@pytest.mark.parametrize("noted", [True, False])
def test_a_card_is_tried_once_a_day(monkeypatch: pytest.MonkeyPatch, noted: bool) -> None:
    """Who comes second looks once more at the day, and at what the bank said a moment ago."""
    assert renewals(tried_by_two_clocks(monkeypatch, noted=noted))[0].attempts.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("noted", [True, False])
def test_without_looking_once_more_it_is_tried_twice(monkeypatch: pytest.MonkeyPatch, noted: bool) -> None:
    """And a decline is used up."""
    monkeypatch.setattr(collect, "_may_be_tried", lambda *of, now: True)
    assert renewals(tried_by_two_clocks(monkeypatch, noted=noted))[0].attempts.count() == 2


# --- the card that is charged


def changed_before_the_charge(monkeypatch: pytest.MonkeyPatch) -> Subscription:
    """Its customer gives another card after the clock has read the old one, and before it charges."""
    held = subscribed(product(), card="good")
    new = Subscription.objects.filter(pk=held.pk)
    before(monkeypatch, attempts, "_attempt", lambda: new.update(method="good-new"))
    tick(on(30))
    return held


@pytest.mark.django_db
def test_the_card_that_was_given_last_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The old one is left alone; the next tick charges the new one."""
    held = changed_before_the_charge(monkeypatch)
    assert THE.asked == []
    tick(on(30, hour=13))
    assert [each.card for each in THE.payments.values()][-1] == "good-new"
    assert len(charges(held)) == 1


@pytest.mark.django_db
def test_without_looking_once_more_the_old_card_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although its customer had taken it back."""
    monkeypatch.setattr(collect, "_may_be_tried", lambda *of, now: True)
    changed_before_the_charge(monkeypatch)
    assert [each.card for each in THE.payments.values()][-1] == "good"


# --- the number in the form


@pytest.mark.django_db
def test_without_the_number_a_second_press_leaves_out_a_second_delivery() -> None:
    """The form names what it is about; one that meant "the next" would move on."""
    held = subscribed(product())
    for _ in range(2):
        skip.skip(held.pk, 1, now=on(5))
    assert fresh(held).next_on == on(60).date()
    for _ in range(2):
        skip.skip(held.pk, fresh(held).cycle, now=on(5))
    assert fresh(held).next_on == on(120).date()


# --- one open delivery, the promise, the reminder


@pytest.mark.django_db
def test_if_two_deliveries_could_wait_two_jars_would_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """A delivery that waits keeps the next from becoming due; were that forgotten, the database would still refuse."""
    monkeypatch.setattr(claim, "OPEN", ())
    held = subscribed(product(1))
    waiting = held.cycles.filter(state=Cycle.State.WAITING)
    for day in range(30, 95, 5):
        tick(on(day))
    assert waiting.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_cycle")
    for day in range(95, 160, 5):
        tick(on(day))
    assert waiting.count() > 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"next_on": None}, {"state": "cancelled"}])
def test_a_subscription_has_a_next_day_until_it_has_ended(wrong: dict[str, Any]) -> None:
    """The database refuses one that goes on without a day, and one that has ended and has a day."""
    held = subscribed(product())
    with pytest.raises(IntegrityError, match="subscription_goes_on_or_ended"), transaction.atomic():
        Subscription.objects.filter(pk=held.pk).update(**wrong)


@contextmanager
def no_check_of_the_next_day() -> Iterator[None]:
    """The database lets a subscription go on without a day."""
    sqlite = connection.vendor == "sqlite"
    drop = "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE shop_subscription DROP CONSTRAINT subscription_goes_on_or_ended"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON" if sqlite else drop)
        yield
        if sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.django_db
def test_an_upgrade_says_which_rows_do_not_fit_and_what_to_do() -> None:
    """No code ever wrote such rows; somebody's hand may have."""
    check = import_module("officinal.shop.migrations.0008_open_cycles").refuse_what_does_not_fit
    held = subscribed(product())
    check(apps, None)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_cycle")
    for number in (1, 2):
        held.cycles.create(number=number, due_on=on(30).date(), state=Cycle.State.WAITING)
    with pytest.raises(OfficinalError, match=f"subscriptions {held.pk} have more than one open delivery: .* call off"):
        check(apps, None)
    held.cycles.filter(number__gt=0).delete()
    with no_check_of_the_next_day():
        Subscription.objects.filter(pk=held.pk).update(next_on=None)
    with pytest.raises(OfficinalError, match=f"subscriptions {held.pk} go on without a day.* end them"):
        check(apps, None)


@pytest.mark.django_db
def test_without_the_promise_a_higher_price_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The price that the product's page says that day."""

    def today(held: Subscription, day: object) -> Price:
        found = of_the_day(held, held.product)
        assert found is not None
        return found

    monkeypatch.setattr(fulfil, "price_for", today)
    held = subscribed(jar := product())
    Product.objects.filter(pk=jar.pk).update(price=Decimal("99.00"))
    tick(on(30))
    assert renewals(held)[0].lines.get().unit_price == Decimal("99.00")


@pytest.mark.django_db
def test_without_its_key_a_reminder_goes_out_with_each_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message's key is the delivery's number and day."""
    held = subscribed(product())
    monkeypatch.setattr(remind, "_key", lambda *of: f"reminder-{next(_number)}")
    for hour in (1, 2, 3):
        write_reminders(now=on(27, hour=hour))
    assert told(held).count("subscription_reminder") == 3
